"""Many stored cases on a local AWS: copies of real ones, put straight into its memory.

The days that are still counted and the worklist are the same however much is stored; what grows is
the past. Of a case of the past only those rows are put that share a partition or an index with
others: its state, its party, its line in the ledger. The rest lies in partitions of its own.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from ulid import ULID

from chalicelib.wiring import Wiring

COUNTED_DAYS = 31
PAST_A_DAY = 80

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is there however much is stored: cases of each day that is counted, and in the list."""

    a_day: int = 4
    waiting: int = 60


@dataclass(frozen=True, slots=True)
class Originals:
    """The rows of a case that ended with a document, and of one that waits for a colleague."""

    ended: tuple[Row, ...]
    waits: tuple[Row, ...]


@dataclass
class StoredCounts:
    """What is put beside the originals."""

    table: Table
    originals: Originals
    today: date
    serial: int = 0
    serial_of_past: int = 0
    past: list[Item] = field(default_factory=list)
    kept: dict[Any, Any] = field(default_factory=dict)

    def usual(self, usual: Usual) -> None:
        """Put what is there however much is stored."""
        for back in range(COUNTED_DAYS):
            for _ in range(usual.a_day):
                self._copy(self.originals.ended, self.today - timedelta(days=back))
        for _ in range(usual.waiting):
            self._copy(self.originals.waits, self.today)
        self.kept = {place: deepcopy(dict(rows)) for place, rows in self.table.items.items()}

    def grow(self, cases: int) -> None:
        """Have so many cases of the days before, and forget what was done since the last time."""
        shared = tuple(row for row in self.originals.ended if _is_shared(row))
        while (there := self.serial_of_past) < cases:
            before = timedelta(days=COUNTED_DAYS + 1 + there // PAST_A_DAY)
            self.past += self._copy(shared, self.today - before)
            self.serial_of_past += 1
        self.table.items.clear()
        for place, rows in self.kept.items():
            self.table.items[place].update(deepcopy(rows))
        for item in self.past:
            self.table.items[item.hash_key][item.range_key] = item

    def _copy(self, rows: tuple[Row, ...], day: date) -> list[Item]:
        """Another case of another person, on another day."""
        self.serial += 1
        old = rows[0]["pk"]["S"].rpartition("#")[2]
        moment = datetime.combine(day, time(9), UTC) + timedelta(milliseconds=self.serial)
        stamp = int(moment.timestamp() * 1000).to_bytes(6)
        new = str(ULID(stamp + self.serial.to_bytes(10)))
        changes = {old: new, f"{old[-10:-5]}-{old[-5:]}": f"{new[-10:-5]}-{new[-5:]}"}
        changes[_day_of(rows).isoformat()] = day.isoformat()
        return [
            self._put({name: self._changed(name, value, changes) for name, value in row.items()})
            for row in rows
        ]

    def _changed(self, name: str, value: Any, changes: dict[str, str]) -> Any:  # noqa: ANN401
        text = value.get("S")
        if text is None:
            return value
        for old, new in changes.items():
            text = text.replace(old, new)
        return {"S": f"{text[:-12]}{self.serial:012d}" if name == "person_pk" else text}

    def _put(self, row: Row) -> Item:
        place, order = DynamoType(row["pk"]), DynamoType(row["sk"])
        item = Item(place, order, row)
        self.table.items[place][order] = item
        return item


def originals_of(wiring: Wiring, ended: str, waits: str) -> Originals:
    """The rows of two cases."""
    return Originals(tuple(_rows_of(wiring, ended)), tuple(_rows_of(wiring, waits)))


def quickened(table: Table) -> Table:
    """The same, where a query looks at its own partition only, as on AWS."""
    query, every = table.query, table.all_items

    def within(place: str, wanted: DynamoType) -> list[Any]:
        if place == table.hash_key_attr:
            return list(table.items.get(wanted, {}).values())
        those = ((item, item.attrs.get(place)) for item in every())
        return [item for item, value in those if value is not None and value.value == wanted.value]

    def quick(hash_key: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        conditions = named.get("hash_key_conditions") or [(table.hash_key_attr, hash_key)]
        few = within(*conditions[0])
        vars(table)["all_items"] = lambda: iter(few)
        try:
            return query(hash_key, *given, **named)
        finally:
            del vars(table)["all_items"]

    vars(table)["query"] = quick
    return table


def table_of(wiring: Wiring) -> Table:
    """The table itself, which keeps no copy of itself for a transaction: nothing here fails."""
    region = wiring.platform.clients.dynamodb.meta.region_name
    found: Table = dynamodb_backends[DEFAULT_ACCOUNT_ID][region].tables[wiring.settings.table]
    vars(found)["__deepcopy__"] = lambda _memo: found
    return found


def _rows_of(wiring: Wiring, case_id: str) -> Iterator[Row]:
    """Its own rows first, then its line in the ledger."""
    rows = [item.to_json()["Attributes"] for item in table_of(wiring).all_items()]
    own = [row for row in rows if row["pk"]["S"].endswith(f"#CASE#{case_id}")]
    lines = [row for row in rows if row["pk"]["S"].endswith("#LEDGER")]
    return iter([*own, *(row for row in lines if row["ulid"]["S"] == case_id)])


def _is_shared(row: Row) -> bool:
    return row["sk"]["S"] == "STATE" or "person_pk" in row


def _day_of(rows: tuple[Row, ...]) -> date:
    state = next(row for row in rows if row["sk"]["S"] == "STATE")
    return date.fromisoformat(state["day_pk"]["S"].rpartition("#")[2])
