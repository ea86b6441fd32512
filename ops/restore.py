"""Drill: restore the state as it was at a moment, count it, say how long that took, throw it away.

The table of the stage isn't touched: the restored one has a name of its own, and with `--keep` it
stays. `python -m ops.restore --stage prod --at 2026-11-24T03:00:00+00:00`
"""

import sys
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from ops.target import Target, parser_of, target_of

PATIENCE = {"Delay": 20, "MaxAttempts": 540}


def drill(target: Target, at: datetime | None, *, keep: bool = False) -> Iterator[str]:
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


def _count(client: Any, table: str) -> int:  # noqa: ANN401
    pages = client.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def _forget(client: Any, table: str) -> None:  # noqa: ANN401
    client.update_table(TableName=table, DeletionProtectionEnabled=False)
    client.delete_table(TableName=table)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("restore", __doc__)
    parser.add_argument("--at", type=datetime.fromisoformat, help="the moment, with its zone")
    parser.add_argument("--keep", action="store_true", help="don't throw the restored table away")
    given = parser.parse_args(arguments)
    try:
        for line in drill(target_of(given), given.at, keep=given.keep):
            sys.stdout.write(f"{line}\n")
    except (BotoCoreError, ClientError, WaiterError) as error:
        sys.stderr.write(f"not restored: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
