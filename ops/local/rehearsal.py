"""Deploy as a person does, on a local AWS that lives only as long: `make rehearse`.

The commands of docs/deploy.md, each as a process: deploy, deploy again, chalice deploy alone,
back, and away. After each it looks at what stands there, and at the end that the checkout is as it
was. It takes some two minutes; CI runs it on a clean clone.
"""

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
from ops.local.local_aws import running
from ops.stage.config import CHALICE, ROOT
from ops.stage.environment import REGION, local_environment
from ops.stage.local_project import project_of
from ops.stage.target import Target

STAGE = "test"
NOTHING = f"= stack thuisloket-{STAGE}-data: nothing changes"


class RehearsalError(OperatorError):
    """Something isn't as it should be; says what."""


@dataclass(frozen=True, slots=True)
class Functions:
    """What stands in Lambda: the code of each function, and its settings."""

    code: dict[str, str]
    settings: dict[str, dict[str, str]]


def rehearse(endpoint: str) -> Iterator[str]:
    """The commands in order; each is told with its seconds. Raises RehearsalError."""
    target = _target(endpoint)
    before = (CHALICE / "config.json").read_bytes()
    yield _told(endpoint, "make", "deploy", *_arguments(endpoint), "YES=1", says="4/4  smoke test")
    first = _standing(target)
    yield _told(endpoint, "make", "deploy", *_arguments(endpoint), "YES=1", says=NOTHING)
    _expect(_standing(target) == first, "deploying again changed a function")
    yield _told(endpoint, str(_chalice()), "deploy", "--stage", STAGE, says="Rest API URL")
    alone = _standing(target)
    _expect(alone.settings == first.settings, "chalice deploy alone lost a setting")
    _expect(set(alone.code) == set(first.code), "chalice deploy alone lost a function")
    yield _told(endpoint, "make", "rollback", *_arguments(endpoint), says="back to the code of")
    _expect(_standing(target).code == first.code, "rolling back brought other code")
    yield _told(endpoint, "make", "teardown", *_arguments(endpoint), "YES=1", says="kept: stack")
    _expect(not _standing(target).code, "a function outlived the teardown")
    _expect(_has_table(target), "the teardown took data away")
    _expect((CHALICE / "config.json").read_bytes() == before, "config.json was written to")


def _target(endpoint: str) -> Target:
    session = boto3.Session("local", "local", region_name=REGION)
    return Target(STAGE, session, endpoint, project_of(endpoint) / ".chalice")


def _arguments(endpoint: str) -> tuple[str, str]:
    return f"STAGE={STAGE}", f"ENDPOINT={endpoint}"


def _chalice() -> Path:
    return Path(sys.executable).with_name("chalice")


def _told(endpoint: str, *command: str, says: str) -> str:
    """Run a command where a person would; Chalice's own in the project of the local AWS."""
    is_make = command[0] == "make"
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603
        command,
        cwd=ROOT if is_make else project_of(endpoint),
        env=_environment(endpoint, is_make=is_make),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    shown = " ".join((Path(command[0]).name, *command[1:]))
    if done.returncode or says not in done.stdout:
        raise RehearsalError(
            f"{shown} gives {done.returncode} and doesn't say {says!r}:\n{done.stdout}"
        )
    return f"{time.monotonic() - started:5.0f} s  {shown}"


def _environment(endpoint: str, *, is_make: bool) -> dict[str, str]:
    """Of somebody with no AWS account; Chalice's own command has to be told where its AWS is."""
    hidden = ("AWS_", "MAKE", "MFLAGS")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    return clean if is_make else clean | local_environment(endpoint)


def _standing(target: Target) -> Functions:
    found: list[dict[str, Any]] = target.client("lambda").list_functions()["Functions"]
    return Functions(
        {f["FunctionName"]: f["CodeSha256"] for f in found},
        {f["FunctionName"]: f["Environment"]["Variables"] for f in found},
    )


def _has_table(target: Target) -> bool:
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
