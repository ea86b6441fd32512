"""Rotating the secret behind the keyed hashes, step by step; each step can be done again.

A new version is announced, and in force when every function knows it. Then what stands under the
old one is lifted, and when nothing is left there, the old one is retired (decision 11).
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.adapters.secrets.versions import Version
from chalicelib.ports.platform import Clock
from ops.command import OperatorError
from ops.deploy.data import SECRET_BYTES
from ops.operate.rotation import secret
from ops.operate.rotation.lifting import Lifting, ScanPage
from ops.operate.rotation.secret import Parameter, Phase

PASSES = 5
"""One lifts, the next finds nothing; more are needed only where rows are written by hand."""


class NotLiftedError(OperatorError):
    """Rows under an old version keep coming."""


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What a step did, in words; `again` is from when the next one can be, None at the end."""

    said: str
    again: datetime | None = None


@dataclass(frozen=True, slots=True)
class HashRotation:
    """One stage; `liftings` are of its tables.

    `progress` is told of each page. Raises botocore's errors, RetryableError, PermanentError,
    UnreadableError, MovedError, NotLiftedError.
    """

    parameter: Parameter
    liftings: tuple[Lifting, ...]
    clock: Clock
    progress: Callable[[ScanPage], None] = lambda _: None

    def phase(self) -> Phase:
        """How far it is."""
        return secret.phase_of(self.parameter.read(), self.clock.now())

    def step(self) -> StepOutcome:
        """The next step, whichever it is."""
        versions = self.parameter.read()
        match secret.phase_of(versions, self.clock.now()):
            case Phase.AT_REST:
                return self._begin(versions)
            case Phase.ANNOUNCED:
                return _announced(versions)
        return self._finish(versions)

    def dry_run(self) -> StepOutcome:
        """What the next step would do."""
        versions = self.parameter.read()
        number, phase = versions[-1].number, secret.phase_of(versions, self.clock.now())
        if phase is Phase.AT_REST:
            return StepOutcome(
                f"nothing is under way; version {number + 1} would be in force in"
                f" {secret.KNOWN_AFTER}"
            )
        standing = self._pass(versions, dry_run=True)
        return StepOutcome(f"{_announced(versions).said}; {standing} rows would be lifted")

    def end_links(self) -> StepOutcome:
        """Take no link of before the newest version any more."""
        versions = self.parameter.read()
        if self.clock.now() < versions[-1].since:
            return _announced(versions)
        self.parameter.write(secret.links_ended(versions))
        return StepOutcome(
            f"no link in a mail of before version {versions[-1].number} works any more"
        )

    def _begin(self, versions: tuple[Version, ...]) -> StepOutcome:
        new = secrets.token_bytes(SECRET_BYTES)
        after = secret.begun(versions, self.clock.now(), new)
        self.parameter.write(after)
        return _announced(after)

    def _finish(self, versions: tuple[Version, ...]) -> StepOutcome:
        """Lift until nothing is left, then retire what nothing stands under."""
        lifted = 0
        for _ in range(PASSES):
            standing = self._pass(versions)
            lifted += standing
            if not standing:
                return self._retire(versions, lifted)
        raise NotLiftedError(f"{lifted} rows were lifted, and there are more: who writes them?")

    def _retire(self, versions: tuple[Version, ...], lifted: int) -> StepOutcome:
        until = secret.guarded_until(versions)
        if self.clock.now() < until:
            return StepOutcome(
                f"{lifted} rows were lifted; guards of before last a while yet", until
            )
        self.parameter.write(secret.retired(versions))
        return StepOutcome(
            f"{lifted} rows were lifted; only version {versions[-1].number} is used now"
        )

    def _pass(self, versions: tuple[Version, ...], *, dry_run: bool = False) -> int:
        """How many rows stood under older versions."""
        standing = 0
        for page in self._pages(versions, dry_run=dry_run):
            standing += page.standing
            self.progress(page)
        return standing

    def _pages(self, versions: tuple[Version, ...], *, dry_run: bool) -> Iterator[ScanPage]:
        keys = HmacKeys(versions)
        for lifting in self.liftings:
            for version in secret.older(versions):
                yield from lifting(keys, version.number, dry_run=dry_run)


def _announced(versions: tuple[Version, ...]) -> StepOutcome:
    newest = versions[-1]
    said = f"version {newest.number} is in force from {newest.since:%Y-%m-%d %H:%M:%S} UTC on"
    return StepOutcome(said, secret.lifted_from(versions))
