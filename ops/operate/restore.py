"""Drill a restore: table and documents as they were at a moment, counted, timed, thrown away.

    python -m ops restore --stage prod --at 2026-11-24T03:00:00+00:00

The table of the stage isn't touched: the restored one has a name of its own, and with `--keep` it
stays. Without `--at` it is the latest moment that can be restored. It takes minutes to hours. Each
document that the ledger of then names is looked for among the versions that the bucket keeps; of
some the bytes are read and held against the ledger.
"""

import sys
import time
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from chalicelib.adapters.aws.store.items.ledger import decode_listed
from chalicelib.domain.issued.listed import Listed
from ops import command
from ops.command import OperatorError, run
from ops.stage.target import StageTarget, parser_of, target_of

LOOKED_INTO = 100
"""Documents of which the bytes are read: the last ones."""

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
    try:
        yield from _compared(target, restored)
    finally:
        if not keep:
            _forget(client, restored)
    stays = f"{restored} stays: it costs, and it holds personal data"
    yield stays if keep else f"{restored} is gone again"


def _compared(target: StageTarget, restored: str) -> Iterator[str]:
    """The restored table beside the present one, and the documents that it names."""
    client, source = target.client("dynamodb"), f"thuisloket-{target.stage}"
    yield f"{_count(client, restored)} items then, {_count(client, source)} now"
    yield from _documents(target, restored)


def outlook(target: StageTarget) -> Iterator[str]:
    """Between which moments the table can be restored; nothing is changed. Raises OperatorError."""
    name = f"thuisloket-{target.stage}"
    described = target.client("dynamodb").describe_continuous_backups(TableName=name)
    recovery = described["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    if recovery["PointInTimeRecoveryStatus"] != "ENABLED":
        raise OperatorError(f"point-in-time recovery of {name} is off: provision again")
    first, last = (recovery[f"{which}RestorableDateTime"] for which in ("Earliest", "Latest"))
    yield f"{name} can be restored as it was between {first} and {last}"


def _documents(target: StageTarget, restored: str) -> Iterator[str]:
    """Whether what the restored ledger names is still in the bucket, in whatever version."""
    s3, bucket = target.client("s3"), _bucket(target)
    pages = s3.get_paginator("list_object_versions").paginate(Bucket=bucket)
    kept: dict[str, list[str]] = {}
    for one in (one for page in pages for one in page.get("Versions", [])):
        kept.setdefault(one["Key"], []).append(one["VersionId"])
    lines = [line for line in _ledger(target.client("dynamodb"), restored) if not line.erased_at]
    missing = [line.entry.number for line in lines if line.object_key not in kept]
    looked = [line for line in lines if line.object_key in kept][-LOOKED_INTO:]
    odd = [o.entry.number for o in looked if not _has(s3, bucket, o, kept[o.object_key])]
    yield f"{len(lines)} documents then, of {len(missing)} the file is gone"
    yield f"of {len(looked)} the bytes were read, of {len(odd)} they aren't the ledger's"
    yield from (f"look at {number}" for number in (*missing, *odd))


def _ledger(client: Any, table: str) -> Iterator[Listed]:  # noqa: ANN401
    for page in client.get_paginator("scan").paginate(TableName=table):
        for row in page["Items"]:
            if row["pk"]["S"].endswith("#LEDGER"):
                yield decode_listed(row["pk"]["S"].split("#")[1], row)


def _has(s3: Any, bucket: str, line: Listed, versions: list[str]) -> bool:  # noqa: ANN401
    """Whether one of the versions of a file is what the ledger says."""
    return any(
        sha256(
            s3.get_object(Bucket=bucket, Key=line.object_key, VersionId=version)["Body"].read()
        ).hexdigest()
        == line.entry.sha256
        for version in versions
    )


def _bucket(target: StageTarget) -> str:
    return f"thuisloket-{target.stage}-documents-{target.account}"


def _count(client: Any, table: str) -> int:  # noqa: ANN401
    pages = client.get_paginator("scan").paginate(TableName=table, Select="COUNT")
    return sum(page["Count"] for page in pages)


def _forget(client: Any, table: str) -> None:  # noqa: ANN401
    client.update_table(TableName=table, DeletionProtectionEnabled=False)
    client.delete_table(TableName=table)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't."""
    parser = parser_of("restore", __doc__)
    parser.add_argument("--at", type=moment, metavar="MOMENT", help="when, with its zone")
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


def moment(text: str) -> datetime:
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
