"""Marriages entered into the embedded registers: both files and both acts in one transaction."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast, override

from chalicelib.adapters.aws.dynamodb.transactions import (
    TransactionRefusedError,
    Write,
    put,
    transact,
)
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.embedded import items
from chalicelib.domain.registers.access import LoggedAccess, Service
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.marrying import (
    Acts,
    Entered,
    Spouse,
    contradicts,
    is_entered,
    married,
)
from chalicelib.domain.registers.people import Person
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Keys
from chalicelib.ports.registers.marriages import MarriageRegister

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

_NEEDED = (Service.PERSON, Service.ACTS)


class EmbeddedMarriages(MarriageRegister):
    """Over the table of the registers; each row is written only if it is still as it was read."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client, self._table, self._keys, self._pause = client, table, keys, pause

    @override
    def enter(self, one: LoggedAccess, other: LoggedAccess, act: Act) -> Entered:
        rows = [self._rows(access) for access in (one, other)]
        found = [_spouse(of_one) for of_one in rows]
        first, second = found
        if first is None or second is None:
            return Entered.CONFLICT
        if is_entered(first, act) and is_entered(second, act):
            return Entered.DONE
        if contradicts(first) or contradicts(second):
            return Entered.CONFLICT
        after = (married(first, second, act), married(second, first, act))
        self._write([w for r, s in zip(rows, after, strict=True) for w in self._writes(r, s)])
        return Entered.DONE

    def _write(self, writes: list[Write]) -> None:
        try:
            transact(self._client, writes, self._pause)
        except TransactionRefusedError:
            raise RetryableError("a register changed meanwhile") from None

    def _rows(self, access: LoggedAccess) -> dict[Service, items.Item]:
        """What stands there of somebody, by service; of several versions of the keys the newest."""
        found: dict[Service, items.Item] = {}
        for keys in reversed(self._keys.versions()):
            subject = items.pseudonym_of(keys, access.context.subject)
            rows = self._get([items.key(subject, service) for service in _NEEDED])
            found |= {items.service_of(row): row for row in rows}
        return found

    def _get(self, wanted: list[dict[str, "AttributeValueTypeDef"]]) -> list[items.Item]:
        with translated("dynamodb.BatchGetItem"):
            answer = self._client.batch_get_item(
                RequestItems={self._table: {"Keys": wanted, "ConsistentRead": True}}
            )
        if answer["UnprocessedKeys"]:
            raise RetryableError("dynamodb.BatchGetItem: unprocessed")
        return [*answer["Responses"].get(self._table, [])]

    def _writes(self, rows: dict[Service, items.Item], spouse: Spouse) -> Iterator[Write]:
        values = {Service.PERSON: spouse.person, Service.ACTS: dict(spouse.acts)}
        beside = rows[Service.PERSON]
        for service, value in values.items():
            row = rows.get(service)
            place = row or {**beside, items.SORT_KEY: items.sort_of(service)}
            item: items.Item = {**place, "data": {"S": items.encode(service, value)}}
            yield self._put(service, item, row)

    def _put(self, service: Service, item: items.Item, row: items.Item | None) -> Write:
        if row is None:
            return put(service, self._table, dict(item), "attribute_not_exists(pk)")
        names, was = {"#data": "data"}, {":was": row["data"]}
        return put(
            service,
            self._table,
            dict(item),
            "#data = :was",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=was,
        )


def _spouse(rows: dict[Service, items.Item]) -> Spouse | None:
    """Somebody as the rows tell; None when the registers don't know them, or won't say."""
    person = items.read(rows[Service.PERSON]) if Service.PERSON in rows else None
    acts = items.read(rows[Service.ACTS]) if Service.ACTS in rows else Found({})
    if not isinstance(person, Found) or not isinstance(acts, Found):
        return None
    return Spouse(cast(Person, person.value), cast(Acts, acts.value))
