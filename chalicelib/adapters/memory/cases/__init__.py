"""Cases in memory: what DynamoCases does, without AWS."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from threading import RLock
from typing import override

from chalicelib.adapters.memory.cases.guards import HeldClaims, OncePrints, Openings
from chalicelib.adapters.memory.cases.issued import IssuedShelf
from chalicelib.adapters.memory.cases.kept import FIRST, Shelves, StoredCase, place_of, waiting
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.storing import (
    check_change,
    merged,
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
    Created,
    OpeningGuards,
    Repeated,
    Unreadable,
    Waiting,
    first_of,
)
from chalicelib.ports.errors import PermanentError


class MemoryCases(CaseStore):
    """CaseStore; open to what else works on it: `issued` and `kept`."""

    def __init__(self) -> None:
        self.issued = IssuedShelf()
        self.kept = Shelves()
        self._lock = RLock()
        self.claims = HeldClaims(self._lock)
        self.openings, self._once = Openings(), OncePrints()

    @override
    def create(self, change: Change, guards: OpeningGuards) -> Beginning:
        check_change(change)
        case = change.case
        with self._lock:
            if begun := self.openings.begun(change, guards):
                return Repeated(self.kept[case.tenant, begun[0]].case, *begun[1:])
            if instead := self.openings.instead(change, guards):
                return instead
            if self.kept.get(place_of(case)):
                raise PermanentError(f"this case id is taken: {case.id}")
            self._check(change)
            marked = replace(case, intake=self.openings.enter(change, guards))
            self.kept.put(marked)
            self._put(replace(change, case=marked))
        return Created(marked)

    @override
    def lead(self, change: Change, guards: OpeningGuards, first: str) -> None:
        with self._lock:
            self.openings.lead(change, guards, first)

    @override
    def get(self, tenant: str, case_id: str) -> AnyCase | Unreadable | None:
        kept = self.kept.get((tenant, case_id))
        return kept.read() if kept else None

    @override
    def by_reference(self, tenant: str, reference: str) -> AnyCase | Unreadable | None:
        return self.kept.referred(tenant, reference)

    @override
    def store(self, change: Change) -> None:
        check_change(change)
        with self._lock:
            self._once.check(change.case.tenant, change.once, change.case.instance.changed_at)
            kept = self._at(change.case, change.was)
            case = merged(kept.case, change)
            self._check(change)
            self._put(replace(change, case=case))

    @override
    def done_before(self, tenant: str, prints: Collection[str]) -> tuple[str, str, int] | None:
        return self._once.found(tenant, prints)

    @override
    def events(self, tenant: str, case_id: str) -> list[Event]:
        kept = self.kept.get((tenant, case_id))
        return list(kept.events) if kept else []

    @override
    def entries(self, tenant: str, case_id: str) -> list[Entry]:
        kept = self.kept.get((tenant, case_id))
        return sorted(
            kept.entries.values() if kept else (), key=lambda entry: (entry.version, entry.id)
        )

    @override
    def add(self, case: AnyCase, *entries: Entry) -> None:
        """Raises PermanentError when another entry has its id."""
        with self._lock:
            for entry in entries:
                if self.kept[place_of(case)].entries.setdefault(entry.id, entry) != entry:
                    raise PermanentError(f"this entry id is taken: {entry.id}")

    @override
    def outgoing(self, tenant: str, case_id: str) -> list[Outgoing]:
        kept = self.kept.get((tenant, case_id))
        return [kept.outgoing[id_] for id_ in sorted(kept.outgoing)] if kept else []

    @override
    def sent(self, case: AnyCase, outgoing: Outgoing) -> None:
        self.kept[place_of(case)].outgoing.pop(outgoing.id, None)
        self.kept.changed(place_of(case))

    @override
    def try_again(self, case: AnyCase, outgoing: Outgoing) -> None:
        with self._lock:
            there = self.kept[place_of(case)].outgoing
            if outgoing.id in there:
                there[outgoing.id] = outgoing
                self.kept.changed(place_of(case))

    @override
    def give_up(self, case: AnyCase, outgoing: Outgoing, task: CaseTask) -> None:
        with self._lock:
            kept = self.kept[place_of(case)]
            if outgoing.id in kept.outgoing:
                self.open_task(case, task)
                self.sent(case, outgoing)
            elif all(there.key != task.key for there in kept.case.tasks):
                raise version_moved()

    @override
    def handle(self, case: AnyCase, handling: Handling, *entries: Entry) -> AnyCase:
        with self._lock:
            there = self._at(case, case.instance.version).case.handling
            if there not in (case.handling, handling):
                raise version_moved()
            self.add(case, *entries)
            return self._amend(case, lambda stored: replace(stored, handling=handling))

    @override
    def touch(self, case: AnyCase) -> None:
        self._amend(case, lambda stored: touched(stored, case))

    @override
    def readdress(self, case: AnyCase, party: int, email: str) -> AnyCase:
        return self._amend(case, lambda stored: with_address(stored, party, email))

    @override
    def open_task(self, case: AnyCase, task: CaseTask) -> AnyCase:
        return self._amend(case, lambda stored: with_task(stored, task))

    @override
    def close_task(self, case: AnyCase, key: str, beside: Collection[str] = ()) -> AnyCase:
        return self._amend(case, lambda stored: struck_off(stored, key, beside))

    @override
    def of_person(
        self, tenant: str, person: NationalNumber, limit: int
    ) -> list[AnyCase | Unreadable]:
        mine = (kept for kept in self.kept.of(tenant) if kept.case.party_of(person))
        newest = sorted(mine, key=lambda kept: kept.case.id, reverse=True)
        return [kept.read() for kept in newest[: max(limit, 0)]]

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[AnyCase | Unreadable]:
        """What is due at `before` itself counts."""
        there = (kept for kept in self.kept.open(tenant) if not kept.aside)
        over = [kept for kept in there if kept.due_at and kept.due_at <= before]
        in_order = sorted(over, key=lambda kept: (kept.due_at or FIRST, kept.case.id))
        return first_of((kept.read() for kept in in_order), limit)

    @override
    def worklist(self, tenant: str, role: str, team: str, limit: int) -> list[Waiting]:
        found = (waiting(kept, role, team) for kept in self.kept.open(tenant))
        return sorted((line for line in found if line), key=lambda line: line.by)[: max(limit, 0)]

    @override
    def begun_on(self, tenant: str, day: date, limit: int) -> list[AnyCase | Unreadable]:
        oldest = sorted(self.kept.begun(tenant, day), key=lambda kept: kept.case.id)
        return [kept.read() for kept in oldest[: max(limit, 0)]]

    @override
    def set_aside(self, tenant: str, limit: int) -> list[Unreadable]:
        return [kept.put_aside() for kept in self.kept.of(tenant) if kept.aside][: max(limit, 0)]

    @override
    def put_back(self, tenant: str, case_id: str) -> bool:
        kept = self.kept.get((tenant, case_id))
        if not kept or kept.reason or not kept.aside:
            return False
        kept.aside = False
        return True

    def spoil(self, tenant: str, case_id: str, reason: str, *, is_newer: bool = False) -> None:
        """Make a case one that can't be read; without a reason, one that can."""
        kept = self.kept[tenant, case_id]
        kept.reason, kept.is_newer = reason, is_newer

    def _at(self, case: AnyCase, version: int) -> StoredCase:
        kept = self.kept.get(place_of(case))
        if kept is None or kept.aside or kept.case.instance.version != version:
            raise version_moved()
        return kept

    def _amend(self, case: AnyCase, change: Callable[[AnyCase], AnyCase]) -> AnyCase:
        with self._lock:
            kept = self._at(case, case.instance.version)
            kept.case = change(kept.case)
            self.kept.changed(place_of(case))
            return kept.case

    def _check(self, change: Change) -> None:
        case, mine = change.case, (f"case:{change.case.id}", change.claims.holder or "-")
        self.claims.check(case.tenant, change.claims.taken, mine, case.instance.changed_at)
        self.issued.check(change)

    def _put(self, change: Change) -> None:
        case, kept = change.case, self.kept[place_of(change.case)]
        kept.case, kept.listed = case, change.listed
        kept.events.extend(change.events)
        kept.entries |= {entry.id: entry for entry in change.entries}
        kept.outgoing |= {outgoing.id: outgoing for outgoing in change.outgoing}
        self.claims.take(case.tenant, change.claims.taken, f"case:{case.id}", None)
        self.claims.give_back(case.tenant, change.claims.given_back, f"case:{case.id}")
        self._once.enter(case, change.once)
        self.kept.changed(place_of(case))
        self.issued.enter(change)
