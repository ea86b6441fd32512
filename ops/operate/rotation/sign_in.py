"""Renewing a municipality's keys at identity providers, step by step.

A new key is announced and published; it is used when every provider has had a day to read it. A
day after that nothing made for the old one is met any more, and the old one goes. Each step can be
done again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.adapters.oidc.own_keys import KNOWN_FOR, OwnKey, Use, decode, encode
from chalicelib.adapters.secrets.kept import STALE
from chalicelib.ports.platform import Clock
from ops.operate.rotation.hashes import StepOutcome
from ops.stage.kept_secret import put_secret
from ops.stage.sign_in_keys import USES, new_key, path_of

_BEGINS_AFTER = {"sig": KNOWN_FOR, "enc": STALE + timedelta(minutes=5)}
"""A signing key is used when providers know it; a decrypting one is published when we all do."""


@dataclass(frozen=True, slots=True)
class SignInRotation:
    """One municipality of a stage. Raises botocore's errors, PermanentError."""

    ssm: Any
    stage: str
    nis: str
    clock: Clock

    def step(self) -> Iterator[StepOutcome]:
        """The next step: begin with both keys, or end with what is over."""
        rings = {use: self._read(use) for use in USES}
        is_at_rest = all(len(keys) == 1 for keys in rings.values())
        for use, keys in rings.items():
            if is_at_rest:
                yield self._begun(use, keys)
            elif len(keys) > 1:
                yield self._ended(use, keys)

    def dry_run(self) -> Iterator[str]:
        """What there is, and what a step would do."""
        for use in USES:
            keys = self._read(use)
            yield f"{use}: {len(keys)} keys, the newest in use from {_moment(keys[0].since)} on"

    def _begun(self, use: Use, keys: list[OwnKey]) -> StepOutcome:
        since = (self.clock.now() + _BEGINS_AFTER[use]).replace(microsecond=0)
        new = new_key(since)
        self._write(use, [new, *keys])
        return _announced(use, new)

    def _ended(self, use: Use, keys: list[OwnKey]) -> StepOutcome:
        new = keys[0]
        if self.clock.now() < _over(new):
            return _announced(use, new)
        self._write(use, [new])
        return StepOutcome(f"{use}: only {new.kid} is left")

    def _read(self, use: Use) -> list[OwnKey]:
        found = self.ssm.get_parameter(Name=self._name(use), WithDecryption=True)
        return list(decode(found["Parameter"]["Value"]))

    def _write(self, use: Use, keys: list[OwnKey]) -> None:
        put_secret(self.ssm, self._name(use), encode(keys), Overwrite=True)

    def _name(self, use: Use) -> str:
        return f"{path_of(self.stage)}/{self.nis}/{use}"


def _announced(use: Use, new: OwnKey) -> StepOutcome:
    said = f"{use}: the new key {new.kid} is used from {_moment(new.since)} on"
    return StepOutcome(said, _over(new))


def _over(key: OwnKey) -> datetime:
    """When nothing that was made for the key before is met any more."""
    return key.since + KNOWN_FOR


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
