"""All registers in memory: the same answers as the embedded ones, for tests and replays."""

from collections.abc import Iterable, Mapping
from typing import Any, override

from chalicelib.adapters.embedded.items import Refusal
from chalicelib.adapters.embedded.registers import one_act, one_extract
from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.access import LoggedAccess, Service
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import Answer, Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.criminal_record import CriminalExtract, RecordModel
from chalicelib.domain.registers.name_forms import name_forms
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Household, Person, Residence
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.registers import (
    ActRegister,
    CriminalRecords,
    HouseholdRegister,
    PersonIndex,
    PersonRegister,
)


class MemoryRegisters(PersonIndex, PersonRegister, HouseholdRegister, ActRegister, CriminalRecords):
    """PersonRegister, HouseholdRegister, ActRegister and CriminalRecords over generated files.

    `asked` lists each question that reached a register, for tests of what was asked.
    """

    def __init__(self, files: Iterable[PersonFile] = ()) -> None:
        self._files: dict[NationalNumber, PersonFile] = {}
        self._at: dict[Address, dict[NationalNumber, None]] = {}
        for file in files:
            self.put(file)
        self._forced: dict[tuple[NationalNumber, Service], Refusal] = {}
        self._outage: Unavailable | None = None
        self.asked: list[tuple[LoggedAccess, Service]] = []

    def put(self, file: PersonFile) -> None:
        """Add somebody's file, or put another in its place."""
        before = self._files.get(file.number)
        if before and before.household:
            self._at[before.household.address].pop(file.number)
        self._files[file.number] = file
        if file.household:
            self._at.setdefault(file.household.address, {})[file.number] = None

    def living_at(self, address: Address) -> list[NationalNumber]:
        """The numbers of who is registered at an address."""
        return list(self._at.get(address, ()))

    @property
    def files(self) -> Mapping[NationalNumber, PersonFile]:
        """All files, by number."""
        return self._files

    def force(self, number: NationalNumber, service: Service, refusal: Refusal) -> None:
        """Let a register refuse to tell something of somebody from now on."""
        self._forced[number, service] = refusal

    def break_down(self, reason: str = "timeout") -> None:
        """Let nothing answer any more until `recover`."""
        self._outage = Unavailable(reason)

    def recover(self) -> None:
        """Answer again."""
        self._outage = None

    @override
    def find(self, family: str, born: PartialDate) -> list[NationalNumber]:
        wanted = {(form, born) for form in name_forms(family)}
        return [f.number for f in self._files.values() if wanted & _found_by(f.person)]

    @override
    def person(self, access: LoggedAccess) -> Answer[Person]:
        return self._ask(access, Service.PERSON)

    @override
    def household(self, access: LoggedAccess) -> Answer[Household]:
        return self._ask(access, Service.HOUSEHOLD)

    @override
    def residences(self, access: LoggedAccess) -> Answer[tuple[Residence, ...]]:
        return self._ask(access, Service.RESIDENCES)

    @override
    def act(self, access: LoggedAccess, kind: ActKind) -> Answer[Act]:
        answer = self._ask(access, Service.ACTS)
        return one_act(answer.value, kind) if isinstance(answer, Found) else answer

    @override
    def extract(self, access: LoggedAccess, model: RecordModel) -> Answer[CriminalExtract]:
        answer = self._ask(access, Service.CRIMINAL_RECORD)
        return one_extract(answer.value, model) if isinstance(answer, Found) else answer

    def _ask(self, access: LoggedAccess, service: Service) -> Answer[Any]:
        if service not in access.services:
            return Denied("service_not_logged")
        self.asked.append((access, service))
        return self._outage or self._known(access.context.subject, service)

    def _known(self, subject: NationalNumber, service: Service) -> Answer[Any]:
        forced = self._forced.get((subject, service))
        if forced:
            return forced
        file = self._files.get(subject)
        return file.answer(service) if file else NotFound()


def _found_by(person: Person) -> set[tuple[str, PartialDate]]:
    return {(form, person.birth.date) for form in name_forms(person.name.family)}
