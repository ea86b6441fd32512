"""Cases by person, time, worklist and day: an index gives the keys, the states are read now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched, islice

from chalicelib.adapters.aws.dynamodb.lookup import newest_under
from chalicelib.adapters.aws.dynamodb.partitions import Partition
from chalicelib.adapters.aws.dynamodb.table import BY_DAY, BY_DUE, BY_PERSON, STATE, Item, stamp
from chalicelib.adapters.aws.store.items.codec import IN_BRIEF
from chalicelib.adapters.aws.store.items.places import BY_WORKLIST, case_of
from chalicelib.adapters.aws.store.reading import Reading
from chalicelib.adapters.aws.store.rows import CaseTable
from chalicelib.domain.cases.storing import all_of, as_listed
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase, Unreadable, Waiting, counts, first_of
from chalicelib.ports.platform import Keys

type Listed = tuple[AnyCase | Unreadable, Item | None]
"""A case, and the partition of the worklist that its state waits in."""

PARTS = 4
"""How many parts somebody may have in one case: a page is read for so many times the limit."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads lists. Raises RetryableError."""

    rows: CaseTable
    reading: Reading
    keys: Keys

    def of_person(
        self, tenant: str, person: NationalNumber, limit: int
    ) -> list[AnyCase | Unreadable]:
        """The newest cases of a person; every live version of the hash key is asked."""
        keyed = (
            Partition.PERSON.of(tenant, k.person(tenant, person)) for k in self.keys.versions()
        )
        found = newest_under(
            self.rows.client,
            keyed,
            limit * PARTS,
            place="person_pk",
            order="ulid",
            TableName=self.rows.table,
            IndexName=BY_PERSON,
        )
        newest = list(islice(_ids(found), limit))
        states = self.rows.states(tenant, newest)
        return [self.reading.case(states[id_]) for id_ in newest if id_ in states]

    def due(self, tenant: str, before: datetime, limit: int) -> list[AnyCase | Unreadable]:
        """The most overdue first; rows of a later release come beside those that can be read."""
        values = {":pk": Partition.LOOK.of(tenant), ":before": stamp(before)}
        condition = "due_pk = :pk AND due_at <= :before"
        found = self.rows.indexed(BY_DUE, condition, values, max(limit, 1))
        told: list[AnyCase | Unreadable] = []
        seen: set[str] = set()
        for some in batched(found, max(limit, 1)):
            told += self._due(tenant, [row for row in some if case_of(row)[1] not in seen])
            seen |= {case_of(row)[1] for row in some}
            if sum(map(counts, told)) >= limit:
                break
        return first_of(told, limit)

    def worklist(self, tenant: str, role: str, team: str, limit: int) -> list[Waiting]:
        """In its order; what left the list since it was indexed isn't told."""
        pk = Partition.LIST.of(tenant, role, team)
        found = self.rows.indexed(BY_WORKLIST, "list_pk = :pk", {":pk": pk}, max(limit, 1))
        told: dict[str, Waiting] = {}
        for some in batched(found, max(limit, 1)):
            cases = self._listed(tenant, some)
            for row in some:
                line = self._waiting(row, cases.get(case_of(row)[1]), role, team)
                if line:
                    told.setdefault(case_of(row)[1], line)
            if len(told) >= limit:
                break
        return list(told.values())[:limit]

    def begun_on(self, tenant: str, day: date, limit: int) -> list[AnyCase | Unreadable]:
        """Cases received on a day of the municipality, in no order."""
        values = {":pk": Partition.BEGUN.of(tenant, day.isoformat())}
        found = self.rows.indexed(BY_DAY, "day_pk = :pk", values, max(limit, 1))
        ids = [case_of(row)[1] for row in islice(found, limit)]
        states = self.rows.states(tenant, ids)
        return [self.reading.case(states[id_]) for id_ in ids if id_ in states]

    def _due(self, tenant: str, rows: list[Item]) -> Iterator[AnyCase | Unreadable]:
        """The cases of rows that are due; what hangs on one that was set aside goes aside too."""
        states = self.rows.states(tenant, _ids(rows))
        known = {id_ for id_, state in states.items() if "aside" in state}
        for row in rows:
            if case_of(row)[1] in known and row["sk"]["S"] != STATE:
                self.reading.put_aside(row, "its case was set aside")
        there = states.keys() - known
        return (self.reading.case(states[id_]) for id_ in _ids(rows) if id_ in there)

    def _listed(self, tenant: str, rows: Iterable[Item]) -> dict[str, Listed]:
        """The cases of rows with the list they wait in; a whole state only where it takes that."""
        found = self.rows.states(tenant, _ids(rows), IN_BRIEF)
        read = {id_: self.reading.listed(state) for id_, state in found.items()}
        whole = self.rows.states(tenant, (id_ for id_, case in read.items() if case is None))
        read |= {id_: _listed(self.reading.case(state)) for id_, state in whole.items()}
        states = found | whole
        return {i: (case, states[i].get("list_pk")) for i, case in read.items() if case}

    def _waiting(self, row: Item, listed: Listed | None, role: str, team: str) -> Waiting | None:
        if listed is None:
            return None
        by, (case, place) = datetime.fromisoformat(row["list_by"]["S"]), listed
        if isinstance(case, Unreadable):
            return Waiting(case, by)
        tasks = all_of(case.tasks, role, team)
        return Waiting(case, by, tasks) if tasks or place == row["list_pk"] else None


def _listed(case: AnyCase | Unreadable) -> AnyCase | Unreadable:
    return case if isinstance(case, Unreadable) else as_listed(case)


def _ids(rows: Iterable[Item]) -> Iterator[str]:
    """The ids of the cases that rows hang on, each once, in order."""
    return iter(dict.fromkeys(case_of(row)[1] for row in rows))
