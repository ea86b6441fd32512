"""Cases of every process in DynamoDB."""

import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import GUARD, STATE, Item, is_plausible_id
from chalicelib.adapters.aws.dynamodb.transactions import Pause, TransactionRefusedError, Write
from chalicelib.adapters.aws.store.amending import Amending, Amendment
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.items.places import (
    ENTRIES,
    EVENTS,
    OUTGOING,
    case_key,
    outgoing_sk,
)
from chalicelib.adapters.aws.store.items.rows import RowCodec, standing
from chalicelib.adapters.aws.store.lists import Lists
from chalicelib.adapters.aws.store.reading import Aside, Reading
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.adapters.aws.store.storing import Storing
from chalicelib.adapters.aws.store.writes.change import ChangeRows
from chalicelib.adapters.aws.store.writes.said import EntryRows
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.storing import (
    struck_off,
    touched,
    version_moved,
    with_address,
    with_task,
)
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import (
    AnyCase,
    Beginning,
    CaseStore,
    OpeningGuards,
    Unreadable,
    Waiting,
)
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoCases(CaseStore):
    """CaseStore: a change is one transaction; a lost answer is looked up, never guessed.

    `release` is the running one; it is kept with the rows that it couldn't read.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        codec: Codec,
        release: str = "",
        pause: Pause = time.sleep,
    ) -> None:
        changes = ChangeRows(table, codec, keys)
        self._rows = CaseTable(client, table, pause)
        self._codec = RowCodec(codec.schema)
        self._said = EntryRows(table, codec.schema)
        self._reading = Reading(self._rows, codec, release)
        self._aside = Aside(self._reading)
        self._lists = Lists(self._rows, self._reading, keys)
        self._storing = Storing(self._rows, changes, self._reading)
        self._amend = Amending(self._rows, changes, self._reading).amend

    @override
    def create(self, change: Change, guards: OpeningGuards) -> Beginning:
        return self._storing.create(change, guards)

    @override
    def lead(self, change: Change, guards: OpeningGuards, first: str) -> None:
        self._storing.lead(change, guards, first)

    @override
    def get(self, tenant: str, case_id: str) -> AnyCase | Unreadable | None:
        if not is_plausible_id(case_id):
            return None
        item = self._rows.get(Partition.CASE.of(tenant, case_id), STATE)
        return self._reading.case(item) if item else None

    @override
    def by_reference(self, tenant: str, reference: str) -> AnyCase | Unreadable | None:
        item = self._rows.get(Partition.REFERENCE.of(tenant, reference), GUARD)
        return self.get(tenant, item["case"]["S"]) if item else None

    @override
    def store(self, change: Change) -> None:
        self._storing.store(change)

    @override
    def done_before(self, tenant: str, prints: Collection[str]) -> tuple[str, str, int] | None:
        found = (self._rows.get(Partition.ONCE.of(tenant, print_), GUARD) for print_ in prints)
        item = next((item for item in found if item), None)
        return _done(item) if item else None

    @override
    def events(self, tenant: str, case_id: str) -> list[Event]:
        return [self._codec.read_event(item) for item in self._below(tenant, case_id, EVENTS)]

    @override
    def entries(self, tenant: str, case_id: str) -> list[Entry]:
        return [self._codec.read_entry(item) for item in self._below(tenant, case_id, ENTRIES)]

    @override
    def add(self, case: AnyCase, *entries: Entry) -> None:
        for entry in entries:
            self._add(case, entry)

    @override
    def outgoing(self, tenant: str, case_id: str) -> list[Outgoing]:
        rows = self._below(tenant, case_id, OUTGOING)
        found = (self._reading.outgoing(item) for item in rows)
        return [outgoing for outgoing in found if isinstance(outgoing, Outgoing)]

    @override
    def sent(self, case: AnyCase, outgoing: Outgoing) -> None:
        self._rows.delete(case_key(case.tenant, case.id, outgoing_sk(outgoing.id)))

    @override
    def try_again(self, case: AnyCase, outgoing: Outgoing) -> None:
        there = case_key(case.tenant, case.id, outgoing_sk(outgoing.id))
        self._rows.change(there, standing(outgoing), (), ["attribute_exists(pk)"], {})

    @override
    def give_up(self, case: AnyCase, outgoing: Outgoing, task: CaseTask) -> None:
        body = {
            "TableName": self._rows.table,
            "Key": case_key(case.tenant, case.id, outgoing_sk(outgoing.id)),
            "ConditionExpression": "attribute_exists(pk)",
        }
        struck = Write("outgoing", {"Delete": body})
        self._amend(case, Amendment(lambda stored: with_task(stored, task), also=[struck]))

    @override
    def handle(self, case: AnyCase, handling: Handling, *entries: Entry) -> AnyCase:
        def handled(stored: AnyCase) -> AnyCase:
            if stored.handling not in (case.handling, handling):
                raise version_moved()
            return replace(stored, handling=handling)

        return self._amend(case, Amendment(handled, entries))

    @override
    def touch(self, case: AnyCase) -> None:
        self._amend(case, Amendment(lambda stored: touched(stored, case), whatever=("looks",)))

    @override
    def readdress(self, case: AnyCase, party: int, email: str) -> AnyCase:
        return self._amend(case, Amendment(lambda stored: with_address(stored, party, email)))

    @override
    def open_task(self, case: AnyCase, task: CaseTask) -> AnyCase:
        return self._amend(case, Amendment(lambda stored: with_task(stored, task)))

    @override
    def close_task(self, case: AnyCase, key: str, beside: Collection[str] = ()) -> AnyCase:
        return self._amend(case, Amendment(lambda stored: struck_off(stored, key, beside)))

    @override
    def of_person(
        self, tenant: str, person: NationalNumber, limit: int
    ) -> list[AnyCase | Unreadable]:
        return self._lists.of_person(tenant, person, limit)

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[AnyCase | Unreadable]:
        return self._lists.due(tenant, before, limit)

    @override
    def worklist(self, tenant: str, role: str, team: str, limit: int) -> list[Waiting]:
        return self._lists.worklist(tenant, role, team, limit)

    @override
    def begun_on(self, tenant: str, day: date, limit: int) -> list[AnyCase | Unreadable]:
        return self._lists.begun_on(tenant, day, limit)

    @override
    def set_aside(self, tenant: str, limit: int) -> list[Unreadable]:
        return self._aside.known(tenant, limit)

    @override
    def put_back(self, tenant: str, case_id: str) -> bool:
        return is_plausible_id(case_id) and self._aside.put_back(tenant, case_id)

    def _below(self, tenant: str, case_id: str, prefix: str) -> Iterator[Item]:
        is_plausible = is_plausible_id(case_id)
        return self._rows.below(tenant, case_id, prefix) if is_plausible else iter(())

    def _add(self, case: AnyCase, entry: Entry) -> None:
        try:
            self._rows.transact(tuple(self._said.writes(case, [entry])))
        except TransactionRefusedError as refused:
            if self._codec.read_entry(refused.found["entry"]) != entry:
                raise PermanentError(f"this entry id is taken: {entry.id}") from None


def _done(item: Item) -> tuple[str, str, int]:
    return item["case"]["S"], item["body"]["S"], int(item["version"]["N"])
