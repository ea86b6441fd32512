"""Drill a restore: the state as it was at a moment, counted, timed, and thrown away again.

    python -m ops restore --stage prod --at 2026-11-24T03:00:00+00:00

The table of the stage isn't touched: the restored one has a name of its own, and with `--keep` it
stays. Without `--at` it is the latest moment that can be restored. It takes minutes to hours.
"""

import sys
import time
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ops import command
from ops.command import OperatorError, run
from ops.stage.target import StageTarget, parser_of, target_of

PATIENCE = {"Delay": 20, "MaxAttempts": 540}


def drill(target: StageTarget, at: datetime | None, *, keep: bool = False) -> Iterator[str]:
    """Restore as of a moment, the latest possible if None; says what was found."""
    client, source = target.client("dynamodb"), f"thuisloket-{target.stage}"
    restored = f"{source}-drill-{int(time.time())}"
    when: dict[str, Any] = {"RestoreDateTime": at} if at else {"UseLatestRestorableTime": True}
    started = time.monotonic()
    client.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=restored, **when)
    yield f"restoring into {restored} …"
    patience = {"Delay": 0, "MaxAttempts": 20} if target.emulated else PATIENCE
    client.get_waiter("table_exists").wait(TableName=restored, WaiterConfig=patience)
    yield f"there after {time.monotonic() - started:.0f} s"
    then, now = _count(client, restored), _count(client, source)
    yield f"{then} items then, {now} now"
    if keep:
        yield f"{restored} stays: it costs, and it holds personal data"
    else:
        _forget(client, restored)
        yield f"{restored} is gone again"


def outlook(target: StageTarget) -> Iterator[str]:
    """Between which moments the table can be restored; nothing is changed. Raises OperatorError."""
    name = f"thuisloket-{target.stage}"
    described = target.client("dynamodb").describe_continuous_backups(TableName=name)
    recovery = described["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] != "ENABLED":
        raise OperatorError(f"point-in-time recovery of {name} is off: provision again")
    first, last = (recovery[f"{which}RestorableDateTime"] for which in ("Earliest", "Latest"))
    yield f"{name} can be restored as it was between {first} and {last}"


def _count(client: Any, table: str) -> int:  # noqa: ANN401
    pages = client.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def _forget(client: Any, table: str) -> None:  # noqa: ANN401
    client.update_table(TableName=table, DeletionProtectionEnabled=False)
    client.delete_table(TableName=table)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("restore", __doc__)
    parser.add_argument("--at", type=_moment, metavar="MOMENT", help="when, with its zone")
    parser.add_argument("--keep", action="store_true", help="don't throw the restored table away")
    command.add_plan(parser)
    given = parser.parse_args(arguments)
    return run(lambda: _drill(given), "not restored")


def _drill(given: Namespace) -> int:
    target = target_of(given)
    lines = outlook(target) if given.plan else drill(target, given.at, keep=given.keep)
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


def _moment(text: str) -> datetime:
    """A moment with its zone. Raises ArgumentTypeError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no moment like 2026-11-24T03:00:00+01:00") from None
    if moment.tzinfo is None:
        raise ArgumentTypeError(f"{text} lacks its zone, like +01:00 or Z")
    return moment


if __name__ == "__main__":
    sys.exit(main())
