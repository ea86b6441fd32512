"""Take the copies of a night out of the vault: table and documents, under other names.

    python -m ops vault --stage prod
    python -m ops vault --stage prod --restore --at 2026-11-24T03:00:00+00:00

Without `--restore` it says which copies there are. What is there is never written over: the table
comes back as `thuisloket-<stage>-<date>`, the documents in a bucket of that name. Without `--at` it
is the last copy. It takes hours, and goes on when this command is stopped; asked again, it waits
for the same. `--vault` names another vault than the stage's own, such as one of another account.
"""

import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from ops.command import OperatorError, run
from ops.operate.restore import moment
from ops.stage.target import StageTarget, parser_of, target_of

KINDS = ("DynamoDB", "S3")
ROLE = "thuisloket-{stage}-backup"
"""The stack of .chalice/backup.yaml in the stage's account, which says whose role restores."""
SECONDS = 60
OVER = frozenset({"COMPLETED", "ABORTED", "FAILED"})


class Copy(NamedTuple):
    """One copy of one night."""

    kind: str
    arn: str
    made: datetime


def copies(target: StageTarget, vault: str) -> list[Copy]:
    """The whole copies of table and documents, the newest first."""
    pages = target.client("backup").get_paginator("list_recovery_points_by_backup_vault")
    points = (p for page in pages.paginate(BackupVaultName=vault) for p in page["RecoveryPoints"])
    found = (
        Copy(p["ResourceType"], p["RecoveryPointArn"], p["CreationDate"])
        for p in points
        if p["Status"] == "COMPLETED" and p["ResourceType"] in KINDS
    )
    return sorted(found, key=lambda copy: copy.made, reverse=True)


def chosen(found: list[Copy], at: datetime | None) -> list[Copy]:
    """The last of each kind that was made by then. Raises OperatorError when one is missing."""
    before = [copy for copy in found if at is None or copy.made <= at]
    last = {copy.kind: copy for copy in reversed(before)}
    if missing := [kind for kind in KINDS if kind not in last]:
        raise OperatorError(f"there is no copy of {' or '.join(missing)} by then")
    return [last[kind] for kind in KINDS]


def take_out(target: StageTarget, vault: str, at: datetime | None) -> Iterator[str]:
    """Restore the copies beside what is there; says when each is whole. Raises OperatorError."""
    jobs = {copy.kind: _started(target, copy) for copy in chosen(copies(target, vault), at)}
    yield from (f"{kind}: job {job}" for kind, job in jobs.items())
    for kind, job in jobs.items():
        done = _waited(target, job)
        if done["Status"] != "COMPLETED":
            raise OperatorError(f"{kind}: {done['Status']}, {done.get('StatusMessage', '')}")
        yield f"{kind}: {done['CreatedResourceArn']}"


def _started(target: StageTarget, copy: Copy) -> str:
    """The same copy is asked for once, however often the command is."""
    name = f"thuisloket-{target.stage}-{copy.made:%Y%m%d%H%M}"
    wanted = {
        "DynamoDB": {"targetTableName": name},
        "S3": {"DestinationBucketName": f"{name}-{target.account}", "NewBucket": "true"},
    }
    started = target.client("backup").start_restore_job(
        RecoveryPointArn=copy.arn,
        Metadata=wanted[copy.kind],
        IamRoleArn=_role(target),
        IdempotencyToken=name,
        ResourceType=copy.kind,
    )
    return str(started["RestoreJobId"])


def _role(target: StageTarget) -> str:
    """Who restores: the role of the backups' own stack."""
    name = ROLE.format(stage=target.stage)
    (stack,) = target.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    told = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
    if "Role" not in told:
        raise OperatorError(f"the stack {name} names no role: deploy .chalice/backup.yaml again")
    return str(told["Role"])


def _waited(target: StageTarget, job: str) -> dict[str, Any]:
    client = target.client("backup")
    while (told := client.describe_restore_job(RestoreJobId=job))["Status"] not in OVER:
        time.sleep(0 if target.emulated else SECONDS)
    return dict(told)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("vault", __doc__)
    parser.add_argument("--at", type=moment, metavar="MOMENT", help="when, with its zone")
    parser.add_argument("--vault", help="its name or ARN; the stage's own if not given")
    parser.add_argument("--restore", action="store_true", help="take out, not only list")
    given = parser.parse_args(arguments)
    return run(lambda: _done(given), "not taken out")


def _done(given: Namespace) -> int:
    target = target_of(given)
    vault = given.vault or f"thuisloket-{target.stage}-source"
    told = (f"{c.made:%Y-%m-%d %H:%M} {c.kind} {c.arn}" for c in copies(target, vault))
    for line in take_out(target, vault, given.at) if given.restore else told:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
