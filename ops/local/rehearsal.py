"""Deploy as a person does, on a local AWS that lives only as long: `make rehearse`.

The commands of docs/deploy.md, each as a process: deploy, deploy again, deploy from a second clone,
provision in a third and `chalice deploy` alone, back, and away. After each it looks at what stands
there, and at the end that the checkout is as it was. It takes some three minutes; CI runs it on a
clean clone.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from ops import command
from ops.command import OperatorError
from ops.local.clone import clone
from ops.local.local_aws import running
from ops.stage import standing
from ops.stage.config import CHALICE, ROOT
from ops.stage.environment import REGION, local_environment
from ops.stage.local_project import folder_of, project_of
from ops.stage.target import StageTarget

STAGE = "test"
NOTHING = f"= stack thuisloket-{STAGE}-data: nothing changes"


class RehearsalError(OperatorError):
    """Something isn't as it should be; says what."""


@dataclass(frozen=True, slots=True)
class StageSnapshot:
    """What stands there: the code of each function, its settings, and what starts it."""

    code: dict[str, str]
    settings: dict[str, dict[str, str]]
    resources: list[standing.Resource]

    def queues(self) -> list[str]:
        """The queues that feed a function, each as often as it does."""
        return [r["queue"] for r in self.resources if r["resource_type"] == "sqs_event"]


@dataclass(frozen=True, slots=True)
class CloneOwner:
    """Somebody with a clone of their own."""

    checkout: Path
    endpoint: str

    def make(self, what: str, *more: str, says: str) -> str:
        """Run `make` for the stage; told with its seconds."""
        arguments = (what, f"STAGE={STAGE}", f"ENDPOINT={self.endpoint}", *more)
        return self._run(self.checkout, _clean(), "make", *arguments, says=says)

    def ops(self, what: str, says: str) -> str:
        """Run one of our commands for the stage."""
        arguments = ("-m", "ops", what, "--stage", STAGE, "--endpoint", self.endpoint)
        return self._run(self.checkout, _clean(), sys.executable, *arguments, says=says)

    def chalice_deploy(self) -> str:
        """Run Chalice's own command, which has to be told where its AWS is."""
        project = folder_of(self.endpoint, self.checkout / "build")
        environment = _clean() | local_environment(self.endpoint)
        chalice = str(Path(sys.executable).with_name("chalice"))
        arguments = ("deploy", "--stage", STAGE)
        return self._run(project, environment, chalice, *arguments, says="Rest API URL")

    def _run(self, folder: Path, environment: dict[str, str], *command: str, says: str) -> str:
        started = time.monotonic()
        done = subprocess.run(  # noqa: S603
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        shown = f"{self.checkout.name}: {' '.join((Path(command[0]).name, *command[1:]))}"
        if done.returncode or says not in done.stdout:
            raise RehearsalError(
                f"{shown} gives {done.returncode} and doesn't say {says!r}:\n{done.stdout}"
            )
        return f"{time.monotonic() - started:5.0f} s  {shown}"


def rehearse(endpoint: str) -> Iterator[str]:
    """The commands in order; each is told with its seconds. Raises RehearsalError."""
    target, here = _target(endpoint), CloneOwner(ROOT, endpoint)
    before = (CHALICE / "config.json").read_bytes()
    yield here.make("deploy", "YES=1", says="4/4  smoke test")
    first = _standing(target)
    yield here.make("deploy", "YES=1", says=NOTHING)
    _expect(_standing(target) == first, "deploying again changed something")
    yield CloneOwner(clone("second"), endpoint).make("deploy", "YES=1", says=NOTHING)
    _expect(_standing(target) == first, "deploying from a second clone changed something")
    yield from _alone(CloneOwner(clone("third"), endpoint), target, first)
    yield here.make("rollback", says="back to the code of")
    _expect(_standing(target).code == first.code, "rolling back brought other code")
    yield here.make("teardown", "YES=1", says="kept: stack")
    _expect(not _standing(target).code, "a function outlived the teardown")
    _expect(_has_table(target), "the teardown took data away")
    _expect((CHALICE / "config.json").read_bytes() == before, "config.json was written to")


def _alone(colleague: CloneOwner, target: StageTarget, first: StageSnapshot) -> Iterator[str]:
    """Chalice's own command, in a clone that was made ready for it."""
    yield colleague.ops("provision", says="now: chalice deploy")
    yield colleague.chalice_deploy()
    now = _standing(target)
    _expect(now.settings == first.settings, "chalice deploy alone changed a setting")
    _expect(now.resources == first.resources, "chalice deploy alone made something twice")
    _expect(len(now.queues()) == 1, f"more than one queue feeds a function: {now.queues()}")


def _target(endpoint: str) -> StageTarget:
    session = boto3.Session("local", "local", region_name=REGION)
    return StageTarget(STAGE, session, endpoint, project_of(endpoint) / ".chalice")


def _clean() -> dict[str, str]:
    """The environment of somebody with no AWS account."""
    hidden = ("AWS_", "MAKE", "MFLAGS")
    return {k: v for k, v in os.environ.items() if not k.startswith(hidden)}


def _standing(target: StageTarget) -> StageSnapshot:
    found: list[dict[str, Any]] = target.client("lambda").list_functions()["Functions"]
    return StageSnapshot(
        {f["FunctionName"]: f["CodeSha256"] for f in found},
        {f["FunctionName"]: f["Environment"]["Variables"] for f in found},
        sorted(standing.resources(target), key=json.dumps),
    )


def _has_table(target: StageTarget) -> bool:
    return f"thuisloket-{target.stage}" in target.client("dynamodb").list_tables()["TableNames"]


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise RehearsalError(otherwise)


def main() -> int:
    """The command. Gives 1, and says why, when something isn't as it should be."""
    command.parser("rehearsal", __doc__).parse_args()
    return command.run(_play, "the rehearsal failed")


def _play() -> int:
    with running() as endpoint:
        for line in rehearse(endpoint):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
