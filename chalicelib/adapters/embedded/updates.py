"""Changes of the embedded registers: one DynamoDB transaction each, on what was read before."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Any, override

from chalicelib.adapters.aws.dynamodb.transactions import TransactionRefusedError, Write, transact
from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.embedded import items
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Household, Person
from chalicelib.domain.registers.relocation import (
    Relocation,
    RelocationFacts,
    UnfitError,
    is_done,
    relocated,
)
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Keys
from chalicelib.ports.registers.updates import DwellingIndex, RegisterUpdates

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PENDING = "pending_case"
"""The attribute of a person's item that says which case marked a change as pending."""

MOST_READ, MOST_WRITTEN = 100, 100
_MOVED = (Service.PERSON, Service.HOUSEHOLD, Service.RESIDENCES)

type Update = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """Items as they were read, by person and service."""

    items: Mapping[tuple[NationalNumber, Service], items.Item]

    def value(self, number: NationalNumber, service: Service) -> Any:  # noqa: ANN401
        item = self.items.get((number, service))
        if item is None or "data" not in item:
            return None
        return items.decode(service, item["data"]["S"])

    def mark(self, number: NationalNumber) -> str:
        item = self.items.get((number, Service.PERSON), {})
        return item[PENDING]["S"] if PENDING in item else ""

    def all(self, service: Service) -> dict[NationalNumber, Any]:
        found = {n: self.value(n, service) for n, s in self.items if s is service}
        return {number: value for number, value in found.items() if value is not None}


class EmbeddedUpdates(RegisterUpdates, DwellingIndex):
    """RegisterUpdates and DwellingIndex over the table of the registers.

    What somebody else changed meanwhile is read again and tried again: RetryableError.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._table = table
        self._keys = keys
        self._pause = pause

    @override
    def living_at(self, address: Address) -> list[NationalNumber]:
        found = self._get([items.dwelling_key(address)])
        return items.numbers_in(found[0]) if found else []

    @override
    def mark(self, case_id: str, people: Collection[NationalNumber]) -> tuple[NationalNumber, ...]:
        read = self._read(people, (Service.PERSON,))
        free = {n: p for n, p in read.all(Service.PERSON).items() if not p.pending_change}
        for number, person in free.items():
            marked = replace(person, pending_change=True)
            self._write([self._person(read, number, marked, case_id)])
        return tuple(n for n in people if n in free or read.mark(n) == case_id)

    @override
    def clear(self, case_id: str, people: Collection[NationalNumber]) -> None:
        read = self._read(people, (Service.PERSON,))
        for number, person in read.all(Service.PERSON).items():
            if read.mark(number) == case_id:
                self._write([self._person(read, number, replace(person, pending_change=False))])

    @override
    def move(self, change: Relocation) -> None:
        read = self._around(change)
        known = _known(read)
        if is_done(known, change):
            return
        if any(read.mark(n) not in ("", change.case_id) for n in change.people):
            raise UnfitError("pending_elsewhere")
        after = relocated(known, change)
        self._write([*self._changed(read, after), *self._dwellings(known, change)])

    def _around(self, change: Relocation) -> _Read:
        """Everybody whom a move touches: movers, who stays behind, who is joined."""
        joined = (change.joins,) if change.joins else ()
        first = self._read((*change.people, *joined), _MOVED)
        households = first.all(Service.HOUSEHOLD).values()
        members = {m.number for household in households for m in household.members}
        others = members - {*change.people, *joined}
        return _Read({**first.items, **self._read(others, _MOVED).items})

    def _changed(self, read: _Read, after: RelocationFacts) -> Iterator[Update]:
        for number, household in after.households.items():
            yield self._update(read, number, Service.HOUSEHOLD, household)
        for number, person in after.people.items():
            yield self._person(read, number, person)
            yield self._update(read, number, Service.RESIDENCES, after.residences[number])

    def _dwellings(self, known: RelocationFacts, change: Relocation) -> Iterator[Update]:
        """Those who move leave one dwelling and are added to the other."""
        old: Household = known.households[change.people[0]]
        if old.address == change.address:
            return
        yield self._dwelling(old.address, gone=change.people)
        yield self._dwelling(change.address, come=change.people)

    def _dwelling(
        self,
        address: Address,
        *,
        gone: Collection[NationalNumber] = (),
        come: Collection[NationalNumber] = (),
    ) -> Update:
        key = items.dwelling_key(address)
        found = self._get([key])
        before = items.numbers_in(found[0]) if found else []
        there = dict.fromkeys([*(n for n in before if n not in gone), *come])
        data = " ".join(number.digits for number in there)
        return self._put(key, found[0] if found else None, data)

    def _person(
        self, read: _Read, number: NationalNumber, person: Person, case_id: str = ""
    ) -> Update:
        """A person's item; without a case its mark goes."""
        write = self._update(read, number, Service.PERSON, person)
        update = write["Update"]
        if case_id:
            update["UpdateExpression"] += f", {PENDING} = :case"
            update["ExpressionAttributeValues"][":case"] = {"S": case_id}
        else:
            update["UpdateExpression"] += f" REMOVE {PENDING}"
        return write

    def _update(self, read: _Read, number: NationalNumber, service: Service, value: Any) -> Update:  # noqa: ANN401
        item = read.items.get((number, service))
        key = items.key(items.pseudonym_of(self._keys, number), service)
        if item is not None:
            key = {name: item[name] for name in (items.PARTITION_KEY, items.SORT_KEY)}
        return self._put(key, item, items.encode(service, value))

    def _put(self, key: Mapping[str, Any], before: items.Item | None, data: str) -> Update:
        """Set an item's data if it is still what was read."""
        values: dict[str, Any] = {":new": {"S": data}}
        condition = "attribute_not_exists(#data)"
        if before is not None and "data" in before:
            condition, values[":old"] = "#data = :old", before["data"]
        update = {
            "TableName": self._table,
            "Key": dict(key),
            "UpdateExpression": "SET #data = :new",
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {"#data": "data"},
            "ExpressionAttributeValues": values,
        }
        return {"Update": update}

    def _read(self, people: Iterable[NationalNumber], services: Collection[Service]) -> _Read:
        """The items of people, under whichever version of the keys they stand."""
        wanted = {
            _text(items.key(items.pseudonym_of(keys, number), service)): (number, service)
            for number in people
            for keys in reversed(self._keys.versions())
            for service in services
        }
        found = self._get([_key(text) for text in wanted]) if wanted else []
        return _Read({wanted[_text(item)]: item for item in found})

    def _get(self, keys: Iterable[Mapping[str, Any]]) -> list[items.Item]:
        found: list[items.Item] = []
        for batch in batched(keys, MOST_READ, strict=False):
            request: Any = {self._table: {"Keys": [*batch], "ConsistentRead": True}}
            with translated("dynamodb.BatchGetItem"):
                answer = self._client.batch_get_item(RequestItems=request)
            if answer["UnprocessedKeys"]:
                raise RetryableError("dynamodb.BatchGetItem: unprocessed")
            found += answer["Responses"].get(self._table, [])
        return found

    def _write(self, updates: list[Update]) -> None:
        if len(updates) > MOST_WRITTEN:
            raise PermanentError("a household that is too large for one change")
        writes = [Write(str(place), update) for place, update in enumerate(updates)]
        try:
            transact(self._client, writes, self._pause)
        except TransactionRefusedError:
            raise RetryableError("the registers changed meanwhile") from None


def _known(read: _Read) -> RelocationFacts:
    return RelocationFacts(
        read.all(Service.PERSON), read.all(Service.HOUSEHOLD), read.all(Service.RESIDENCES)
    )


def _text(key: Mapping[str, Any]) -> str:
    return f"{key[items.PARTITION_KEY]['S']}\n{key[items.SORT_KEY]['S']}"


def _key(text: str) -> dict[str, Any]:
    pk, _, sk = text.partition("\n")
    return {items.PARTITION_KEY: {"S": pk}, items.SORT_KEY: {"S": sk}}
