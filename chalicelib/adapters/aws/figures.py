"""Roll-ups of figures in the table.

All roll-ups of a municipality are in one partition: a year is one item, so reading it costs the
same whatever it sums up. Counts are stored as compressed JSON, without any personal data.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, override

from pydantic import TypeAdapter

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import Item, expiry, key, query, stamp, text
from chalicelib.adapters.aws.errors import translated
from chalicelib.domain.figures.history import Headline, headline_of
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.tally import Day, Tally, Year
from chalicelib.usecases.figures.count_days import FiguresStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DAY, YEAR, KEPT, MARK, FROZEN = "DAY#", "YEAR#", "KEPT#", "MARK#", "FROZEN#"

MARKED = timedelta(days=366)
"""How long the mark of a day is kept; counted again it is within hours."""

_LINE = TypeAdapter(CaseSummary)


class DynamoFigures(FiguresStore):
    """FiguresStore: a roll-up is put whole, so that writing it again is harmless."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    @override
    def put_day(self, tenant: str, day: Day) -> None:
        self._put(tenant, f"{DAY}{day.day}", _packed(_counts(day.tally), day.counted_at))

    @override
    def days(self, tenant: str, year: int) -> list[Day]:
        return [_day(item) for item in self._all(tenant, f"{DAY}{year}-")]

    @override
    def put_year(self, tenant: str, year: Year) -> None:
        """Its headlines stand beside it, to be read without the rest."""
        headlines = {name: asdict(headline_of(year.of(name))) for name in year.processes}
        values = _months(year) | {"headlines": text(json.dumps(headlines))}
        self._put(tenant, f"{YEAR}{year.year}", values)

    @override
    def freeze(self, tenant: str, year: Year, months: int) -> None:
        item = key(Partition.FIGURES.of(tenant), f"{FROZEN}{year.year}#{months:02d}")
        known = self._client.exceptions.ConditionalCheckFailedException
        with translated("dynamodb.PutItem"), suppress(known):
            self._client.put_item(
                TableName=self._table,
                Item=item | _months(year),
                ConditionExpression="attribute_not_exists(pk)",
            )

    @override
    def frozen(self, tenant: str, year: int) -> list[Year]:
        return [_year(year, item) for item in self._all(tenant, f"{FROZEN}{year}#")]

    @override
    def year(self, tenant: str, year: int) -> Year | None:
        with translated("dynamodb.GetItem"):
            answer = self._client.get_item(
                TableName=self._table, Key=key(Partition.FIGURES.of(tenant), f"{YEAR}{year}")
            )
        return _year(year, dict(answer["Item"])) if "Item" in answer else None

    @override
    def headlines(self, tenant: str, process: str) -> list[Headline]:
        found = self._all(tenant, YEAR, ProjectionExpression="headlines")
        years = (json.loads(item["headlines"]["S"]) for item in found)
        return [Headline(**year[process]) for year in years if process in year]

    @override
    def keep(self, tenant: str, case_id: str, line: CaseSummary) -> None:
        self._put(
            tenant,
            f"{KEPT}{line.day}#{case_id}",
            {"data": text(_LINE.dump_json(line).decode())},
        )

    @override
    def kept(self, tenant: str, day: date) -> Mapping[str, CaseSummary]:
        prefix = f"{KEPT}{day}#"
        return {
            item["sk"]["S"].removeprefix(prefix): _LINE.validate_json(item["data"]["S"])
            for item in self._all(tenant, prefix)
        }

    @override
    def mark(self, tenant: str, day: date, at: datetime) -> None:
        self._put(tenant, f"{MARK}{day}", {"at": text(stamp(at)), "expires": expiry(at + MARKED)})

    @override
    def marked(self, tenant: str) -> Mapping[date, datetime]:
        found = {i["sk"]["S"].removeprefix(MARK): i["at"]["S"] for i in self._all(tenant, MARK)}
        return {date.fromisoformat(d): datetime.fromisoformat(at) for d, at in found.items()}

    def _put(self, tenant: str, sk: str, values: Item) -> None:
        with translated("dynamodb.PutItem"):
            self._client.put_item(
                TableName=self._table, Item=key(Partition.FIGURES.of(tenant), sk) | values
            )

    def _all(self, tenant: str, prefix: str, **more: Any) -> Iterator[Item]:  # noqa: ANN401
        return query(
            self._client,
            None,
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={
                ":pk": text(Partition.FIGURES.of(tenant)),
                ":prefix": text(prefix),
            },
            **more,
        )


def _counts(tally: Tally) -> list[list[object]]:
    return [[*counted, n] for counted, n in sorted(tally.counts.items())]


def _tally(counts: list[list[Any]]) -> Tally:
    return Tally({tuple(counted): n for *counted, n in counts})


def _months(year: Year) -> Item:
    months = {str(month): _counts(tally) for month, tally in year.months.items()}
    return _packed(months, year.counted_at)


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
