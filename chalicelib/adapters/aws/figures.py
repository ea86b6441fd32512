"""Roll-ups of figures in the table, and the requests that they are counted from.

All roll-ups of a municipality are in one partition: a year is one item, so reading it costs the
same whatever it sums up. Counts are stored as compressed JSON, without any personal data.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.table import (
    BY_DAY,
    STATE,
    Item,
    day_pk,
    key,
    number,
    query,
    request_pk,
    stamp,
    text,
)
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.former_store.request_items import (
    decode_entry,
    decode_event,
    decode_request,
)
from chalicelib.domain.figures.history import Headline, headline_of
from chalicelib.domain.figures.line import Line
from chalicelib.domain.figures.tally import Day, Tally, Year
from chalicelib.usecases.figures.count_days import Happened

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DAY, YEAR, KEPT = "DAY#", "YEAR#", "KEPT#"

_LINE = TypeAdapter(Line)


def figures_pk(tenant: str) -> str:
    """The roll-ups of a municipality."""
    return f"T#{tenant}#FIGURES"


class DynamoFigures:
    """FiguresStore: a roll-up is put whole, so that writing it again is harmless."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def put_day(self, tenant: str, day: Day) -> None:
        """As the port says."""
        self._put(tenant, f"{DAY}{day.day}", _packed(_counts(day.tally), day.counted_at))

    def days(self, tenant: str, year: int) -> list[Day]:
        """As the port says."""
        return [_day(item) for item in self._all(tenant, f"{DAY}{year}-")]

    def put_year(self, tenant: str, year: Year) -> None:
        """As the port says; its headline stands beside it, to be read without the rest."""
        months = {str(month): _counts(tally) for month, tally in year.months.items()}
        headline = {name: number(n) for name, n in asdict(headline_of(year)).items()}
        self._put(tenant, f"{YEAR}{year.year}", _packed(months, year.counted_at) | headline)

    def year(self, tenant: str, year: int) -> Year | None:
        """As the port says."""
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table, Key=key(figures_pk(tenant), f"{YEAR}{year}")
            )
        return _year(year, dict(answer["Item"])) if "Item" in answer else None

    def headlines(self, tenant: str) -> list[Headline]:
        """As the port says."""
        found = self._all(
            tenant,
            YEAR,
            ProjectionExpression="#year, #total, #online, #automatic",
            ExpressionAttributeNames={f"#{name}": name for name in Headline.__slots__},
        )
        return [
            Headline(**{name: int(item[name]["N"]) for name in Headline.__slots__})
            for item in found
        ]

    def keep(self, tenant: str, request_id: str, line: Line) -> None:
        """As the port says."""
        self._put(
            tenant,
            f"{KEPT}{line.day}#{request_id}",
            {"data": text(_LINE.dump_json(line).decode())},
        )

    def kept(self, tenant: str, day: date) -> Mapping[str, Line]:
        """As the port says."""
        prefix = f"{KEPT}{day}#"
        return {
            item["sk"]["S"].removeprefix(prefix): _LINE.validate_json(item["data"]["S"])
            for item in self._all(tenant, prefix)
        }

    def _put(self, tenant: str, sk: str, values: Item) -> None:
        with translated("dynamodb.PutItem"):
            self._client.put_item(TableName=self._table, Item=key(figures_pk(tenant), sk) | values)

    def _all(self, tenant: str, prefix: str, **more: Any) -> Iterator[Item]:  # noqa: ANN401
        return query(
            self._client,
            None,
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":pk": text(figures_pk(tenant)), ":prefix": text(prefix)},
            **more,
        )


class DynamoHappenings:
    """Happenings: the index by day, then each request with its events and entries in one query."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[Happened]:
        """As the port says."""
        for day in utc_days(start, end):
            for request_id in self._ids(tenant, day):
                happened = self._happened(tenant, request_id)
                if happened and start <= happened.request.intake.received_at < end:
                    yield happened

    def _ids(self, tenant: str, day: date) -> list[str]:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        found = query(
            self._client,
            None,
            TableName=self._table,
            IndexName=BY_DAY,
            KeyConditionExpression="day_pk = :pk",
            ExpressionAttributeValues={":pk": text(day_pk(tenant, midnight))},
        )
        return [item["ulid"]["S"] for item in found]

    def _happened(self, tenant: str, request_id: str) -> Happened | None:
        """The request as it is now; None when it was erased after the index told of it."""
        items = query(
            self._client,
            None,
            TableName=self._table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": text(request_pk(tenant, request_id))},
            ConsistentRead=True,
        )
        by_sk = {item["sk"]["S"]: item for item in items}
        if STATE not in by_sk:
            return None
        return Happened(
            decode_request(by_sk[STATE]),
            [decode_event(item) for sk, item in by_sk.items() if sk.startswith("EVENT#")],
            [decode_entry(item) for sk, item in by_sk.items() if sk.startswith("ENTRY#")],
        )


def utc_days(start: datetime, end: datetime) -> list[date]:
    """The days in UTC that a span from `start` up to before `end` touches."""
    first, last = start.astimezone(UTC).date(), (end - timedelta(microseconds=1)).date()
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _counts(tally: Tally) -> list[list[object]]:
    return [[*counted, n] for counted, n in sorted(tally.counts.items())]


def _tally(counts: list[list[Any]]) -> Tally:
    return Tally({tuple(counted): n for *counted, n in counts})


def _packed(value: object, counted_at: datetime) -> Item:
    packed = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)
    return {"data": {"B": packed}, "counted_at": text(stamp(counted_at))}


def _unpacked(item: Item) -> Any:  # noqa: ANN401
    return json.loads(zlib.decompress(bytes(item["data"]["B"])))


def _day(item: Item) -> Day:
    day = date.fromisoformat(item["sk"]["S"].removeprefix(DAY))
    return Day(day, _tally(_unpacked(item)), datetime.fromisoformat(item["counted_at"]["S"]))


def _year(year: int, item: Item) -> Year:
    months = {int(month): _tally(counts) for month, counts in _unpacked(item).items()}
    return Year(year, months, datetime.fromisoformat(item["counted_at"]["S"]))
