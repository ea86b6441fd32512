"""List the files in the archive that no case, ledger line or erasure names, and remove old ones.

    python -m ops orphans --stage prod
    python -m ops orphans --stage prod --remove 3

A function that died between a file and its case leaves one; so does somebody who was quicker. What
is younger than every retry may still get its case, and isn't touched. Removing takes the number of
files that listing just told: when it differs, something changed, and nothing is removed. After a
restore of the table to an earlier moment, list and look first: files of cases that it doesn't hold
any more are told here too.
"""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.wiring import Wiring
from ops.command import OperatorError, run
from ops.stage.at_stage import wiring_of
from ops.stage.target import parser_of, target_of

OLD = timedelta(days=31)
"""Older than a draft, a message in any queue, and every retry."""

_KEY = re.compile(r"(?:uploads/)?[0-9]{5}/[0-9]{4}/[0-9A-Z]{26}/[^\"'\s\\]+")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A file that nobody names."""

    key: str
    at: datetime
    size: int


def orphans(wiring: Wiring) -> list[Orphan]:
    """Every one, the oldest first. Reads the whole table: once in a while, from here."""
    s3, bucket = wiring.platform.clients.s3, wiring.settings.bucket
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    found = (one for page in pages for one in page.get("Contents", []))
    stored = [Orphan(one["Key"], one["LastModified"], one["Size"]) for one in found]
    named = set(_named(wiring))  # after the files: who comes between has a name by now
    return sorted((o for o in stored if o.key not in named), key=lambda o: (o.at, o.key))


def removable(found: list[Orphan], now: datetime) -> list[Orphan]:
    """Those that are older than every retry."""
    return [orphan for orphan in found if orphan.at < now - OLD]


def said_of(wiring: Wiring, remove: int, now: datetime) -> Iterator[str]:
    """What the command says. Raises OperatorError when not so many are to be removed."""
    found = orphans(wiring)
    old = removable(found, now)
    if not remove:
        yield from (f"{o.at:%Y-%m-%d}  {o.size:>9}  {o.key}" for o in found)
        yield f"{len(found)} files that nobody names, {len(old)} of them older than {OLD.days} days"
        return
    if remove != len(old):
        raise OperatorError(f"there are {len(old)} to remove, not {remove}: list them again")
    for orphan in old:
        wiring.state.archive.erase(orphan.key)
        yield f"removed {orphan.key}"


def _named(wiring: Wiring) -> Iterator[str]:
    """Every key that stands anywhere in the table."""
    dynamodb, table = wiring.platform.clients.dynamodb, wiring.settings.table
    pages = dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    for page in pages:
        for row in page["Items"]:
            yield from keys_in(row)


def keys_in(row: object) -> Iterator[str]:
    """Every name of a file that stands anywhere in a row."""
    yield from (key for text in _texts(row) for key in _KEY.findall(text))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - rows of any shape
    """Every text in a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when nothing is removed."""
    parser = parser_of("orphans", __doc__)
    parser.add_argument("--remove", type=int, default=0, metavar="N", help="how many were listed")
    given = parser.parse_args(arguments)
    return run(lambda: _do(given), "not removed")


def _do(given: Namespace) -> int:
    wiring = wiring_of(target_of(given))
    for line in said_of(wiring, given.remove, wiring.platform.clock.now()):
        sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
