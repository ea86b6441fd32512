"""What the rules may look at: the declaration, and what the registers say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.address_change.move import JoinableHome, Move
from chalicelib.domain.registers.dwellings import Dwelling
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Household, Kin, Person
from chalicelib.domain.registers.relations import may_be_minor


@dataclass(frozen=True, slots=True)
class DeclarationFacts:
    """One declaration with everything that was looked up.

    `people` are the movers whom the register knows. `household` is the declarant's. `dwelling` is
    None for an address that isn't known. `residents` are those who live there already and don't
    move, `homes` their households.
    """

    move: Move
    declarant: NationalNumber
    nis: str
    day: date
    people: Mapping[NationalNumber, Person] = field(default_factory=dict)
    household: Household | None = None
    dwelling: Dwelling | None = None
    residents: tuple[NationalNumber, ...] = ()
    homes: tuple[JoinableHome, ...] = ()

    @property
    def reference(self) -> NationalNumber | None:
        """The reference person of the only household there, or of the one that was chosen.

        None while nobody lives there, or nobody said which of several it is.
        """
        there = {home.reference for home in self.homes}
        if len(there) == 1:
            return next(iter(there))
        return self.move.joins if self.move.joins in there else None

    @property
    def minors(self) -> tuple[Person, ...]:
        """The movers who are, or can be, under 18."""
        return tuple(p for p in self.people.values() if may_be_minor(p.birth.date, self.day))

    @property
    def absent_parents(self) -> tuple[NationalNumber, ...]:
        """Parents of children who move, who don't move along."""
        parents = (
            relative.number
            for child in self.minors
            for relative in child.relatives
            if relative.kin is Kin.PARENT
        )
        return tuple(dict.fromkeys(p for p in parents if p not in self.move.movers))
