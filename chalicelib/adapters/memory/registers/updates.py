"""The same changes as the embedded registers make, over files in memory."""

from collections.abc import Collection
from dataclasses import replace
from typing import override

from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.registers.relocation import (
    Relocation,
    RelocationFacts,
    UnfitError,
    is_done,
    relocated,
)
from chalicelib.ports.registers.updates import DwellingIndex, RegisterUpdates


class MemoryUpdates(RegisterUpdates, DwellingIndex):
    """RegisterUpdates and DwellingIndex over MemoryRegisters."""

    def __init__(self, registers: MemoryRegisters) -> None:
        self._registers = registers
        self._marks: dict[NationalNumber, str] = {}

    @override
    def living_at(self, address: Address) -> list[NationalNumber]:
        return self._registers.living_at(address)

    @override
    def mark(self, case_id: str, people: Collection[NationalNumber]) -> tuple[NationalNumber, ...]:
        for number in people:
            file = self._registers.files.get(number)
            if file and number not in self._marks and not file.person.pending_change:
                self._flag(file, is_pending=True)
                self._marks[number] = case_id
        return tuple(n for n in people if self._marks.get(n) == case_id)

    @override
    def clear(self, case_id: str, people: Collection[NationalNumber]) -> None:
        for number in people:
            if self._marks.get(number) == case_id:
                del self._marks[number]
                self._flag(self._registers.files[number], is_pending=False)

    @override
    def move(self, change: Relocation) -> None:
        known = self._around(change)
        if is_done(known, change):
            return
        if any(self._marks.get(n, change.case_id) != change.case_id for n in change.people):
            raise UnfitError("pending_elsewhere")
        after = relocated(known, change)
        for number, household in after.households.items():
            self._put(number, household=household)
        for number in change.people:
            self._put(number, person=after.people[number], residences=after.residences[number])
            self._marks.pop(number, None)

    def _around(self, change: Relocation) -> RelocationFacts:
        """Everybody whom a move touches: movers, who stays behind, who is joined."""
        every = self._registers.files
        first = [n for n in (*change.people, change.joins) if n and n in every]
        households = (every[n].household for n in first)
        members = (m.number for h in households if h for m in h.members)
        files = {n: every[n] for n in (*first, *members) if n in every}
        return RelocationFacts(
            {n: f.person for n, f in files.items()},
            {n: f.household for n, f in files.items() if f.household},
            {n: f.residences for n, f in files.items()},
        )

    def _put(self, number: NationalNumber, **changes: object) -> None:
        self._registers.put(replace(self._registers.files[number], **changes))  # type: ignore[arg-type]

    def _flag(self, file: PersonFile, *, is_pending: bool) -> None:
        self._put(file.number, person=replace(file.person, pending_change=is_pending))
