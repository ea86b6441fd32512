"""Everything the rules may look at for one declaration: the log first, then the registers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Protocol

from chalicelib.domain.address_change.facts import DeclarationFacts
from chalicelib.domain.address_change.move import JoinableHome, Move, MoveCase
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    LoggedAccess,
    Service,
)
from chalicelib.domain.registers.answers import Answer, Found, Unavailable
from chalicelib.domain.registers.dwellings import Dwelling
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, Person, PersonStatus
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers import AccessLog, HouseholdRegister, PersonRegister
from chalicelib.ports.registers.addresses import AddressRegister
from chalicelib.ports.registers.updates import DwellingIndex
from chalicelib.usecases.cases.consult import ground_of

MOST_HOMES = 12
"""Households in one dwelling that are looked up: a home for the elderly may have no boxes."""


class Registers(PersonRegister, HouseholdRegister, Protocol):
    """Persons and their households."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The facts; `absent_parents` are those of them who live."""

    facts: DeclarationFacts
    absent_parents: tuple[NationalNumber, ...]
    former: str


@dataclass(frozen=True, slots=True)
class LookUpMovers:
    """Only people whom the declaration concerns are looked up: strangers who were named aren't."""

    access_log: AccessLog
    registers: Registers
    dwellings: DwellingIndex
    addresses: AddressRegister

    def __call__(self, case: MoveCase, frame: Frame) -> LookedUp:
        """Look up movers, parents who stay, and who lives at the new address already.

        Raises RetryableError when a register doesn't answer, or the log can't be written.
        """
        reading = _Reading(self, case, frame)
        move, declarant = case.payload, case.parties[0].person
        if declarant is None:
            raise RetryableError("nobody declares")
        household = reading.household(declarant)
        members = {m.number for m in household.members} if household else {declarant}
        people = reading.people([declarant, *(n for n in move.movers if n in members)])
        facts = DeclarationFacts(move, declarant, case.tenant, frame.day, people, household)
        facts = self._at_the_address(facts, reading)
        parents = reading.people(facts.absent_parents)
        living = (n for n, p in parents.items() if p.status is PersonStatus.ACTIVE)
        return LookedUp(facts, tuple(living), _former(people.get(declarant), case.tenant))

    def _at_the_address(self, facts: DeclarationFacts, reading: "_Reading") -> DeclarationFacts:
        dwelling = self._dwelling(facts.move, facts.nis)
        if dwelling is None:
            return facts
        there = self.dwellings.living_at(dwelling.address)
        residents = tuple(n for n in there if n not in facts.move.movers)
        homes = tuple(islice(reading.homes(residents), MOST_HOMES))
        return replace(facts, dwelling=dwelling, residents=residents, homes=homes)

    def _dwelling(self, move: Move, nis: str) -> Dwelling | None:
        return self.addresses.find(nis, move.new_address) if move.new_address else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Register calls for one case."""

    look_up: LookUpMovers
    case: MoveCase
    frame: Frame

    def household(self, number: NationalNumber) -> Household | None:
        access = self._logged(number, Service.HOUSEHOLD)
        found: Household | None = _found(self.look_up.registers.household(access))
        return found

    def homes(self, residents: Iterable[NationalNumber]) -> Iterator[JoinableHome]:
        """The households in a dwelling, each looked up once."""
        seen: set[NationalNumber] = set()
        for number in residents:
            household = None if number in seen else self.household(number)
            if household:
                code, first = str(len(seen) + 1), household.members[0]
                seen |= {member.number for member in household.members}
                yield JoinableHome(code, first.number, first.name.whole, len(household.members))

    def people(self, numbers: Iterable[NationalNumber]) -> dict[NationalNumber, Person]:
        registers = self.look_up.registers
        asked = {n: _found(registers.person(self._logged(n, Service.PERSON))) for n in numbers}
        return {number: person for number, person in asked.items() if person is not None}

    def _logged(self, number: NationalNumber, service: Service) -> LoggedAccess:
        context = AccessContext(
            self.case.tenant,
            Actor(ActorKind.SYSTEM, "open"),
            number,
            self.case.process,
            ground_of(self.frame.definition),
            self.case.id,
        )
        return self.look_up.access_log.record(context, [service])


def _found(answer: Answer[Any]) -> Any:  # noqa: ANN401 - what the register asked about holds
    if isinstance(answer, Unavailable):
        raise RetryableError(answer.reason)
    return answer.value if isinstance(answer, Found) else None


def _former(declarant: Person | None, tenant: str) -> str:
    """The municipality that manages the declarant's file until now, where it is another one."""
    managed_by = declarant.managed_by if declarant else tenant
    return "" if managed_by == tenant else managed_by
