"""Who has a part in an address change, once the registers know: each sees their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.domain.address_change.move import (
    DECLARANT,
    MOVER,
    OTHER_PARENT,
    REFERENCE_PERSON,
    MoveCase,
)
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import may_be_minor
from chalicelib.usecases.address_change.look_up import LookedUp

type KnownAddress = Callable[[str, NationalNumber], str]
"""The mail address of somebody in a municipality that they confirmed; empty without one."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The declarant first; who had a part before keeps number and what they confirmed."""

    known_address: KnownAddress

    def __call__(self, case: MoveCase, found: LookedUp) -> tuple[Party, ...]:
        """The parties as they are now: nobody twice, and nobody whom it doesn't concern."""
        parties = [case.parties[0]]
        number = max(party.number for party in case.parties)
        for role, person in _wanted(found):
            if any(party.is_for(person) for party in parties):
                continue
            before = _before(case, role, person)
            if before is None:
                number += 1
                email = self.known_address(case.tenant, person)
                before = Party(number, role, person, email=email)
            parties.append(before)
        return tuple(sorted(parties, key=lambda party: party.number))


def _wanted(found: LookedUp) -> Iterator[tuple[str, NationalNumber]]:
    facts = found.facts
    for number, person in facts.people.items():
        is_adult = not may_be_minor(person.birth.date, facts.day)
        if number in facts.move.movers and number != facts.declarant and is_adult:
            yield MOVER, number
    if facts.move.joins_household and facts.reference:
        yield REFERENCE_PERSON, facts.reference
    yield from ((OTHER_PARENT, parent) for parent in found.absent_parents)


def _before(case: MoveCase, role: str, person: NationalNumber) -> Party | None:
    same = (p for p in case.parties if (p.role, p.person) == (role, person))
    return next((party for party in same if party.role != DECLARANT), None)
