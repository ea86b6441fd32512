"""For whom somebody may ask besides themselves, as the register has it: the log first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import HouseholdMember, Kin, Person
from chalicelib.domain.registers.relations import Relation, is_surely_minor, relations_to
from chalicelib.ports.registers import AccessLog, HouseholdRegister, PersonRegister


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """Somebody whom the register links to who asks: `kin` is what they are to them.

    `name` is empty of who lives elsewhere: nobody's file is opened to show a form.
    """

    number: NationalNumber
    kin: Kin
    name: str
    is_minor: bool
    relations: frozenset[Relation]
    """What the register would prove who asks to be to them."""


@dataclass(frozen=True, slots=True)
class FamilyOf:
    """The partner, children, wards, parents and their lines of whoever fills a form in."""

    access_log: AccessLog
    people: PersonRegister
    households: HouseholdRegister

    def __call__(
        self, tenant: str, person: NationalNumber, purpose: str, ground: str, today: date
    ) -> tuple[FamilyMember, ...]:
        """Partner and children first; nobody where the register doesn't answer.

        Raises RetryableError when the log can't be written.
        """
        context = AccessContext(
            tenant, Actor(ActorKind.CITIZEN, "form"), person, purpose, ground, None
        )
        access = self.access_log.record(context, [Service.PERSON, Service.HOUSEHOLD])
        file, home = self.people.person(access), self.households.household(access)
        if not isinstance(file, Found):
            return ()
        members = home.value.members if isinstance(home, Found) else ()
        found = _members(file.value, {m.number: m for m in members}, today)
        return tuple(sorted(found, key=lambda member: _ORDER.index(member.kin)))


_ORDER = (
    Kin.SPOUSE,
    Kin.LEGAL_COHABITANT,
    Kin.CHILD,
    Kin.WARD,
    Kin.PARENT,
    Kin.GRANDCHILD,
    Kin.GRANDPARENT,
)


def _members(
    file: Person, home: dict[NationalNumber, HouseholdMember], today: date
) -> Iterator[FamilyMember]:
    for relative in file.relatives:
        member = home.get(relative.number)
        born = member.birth.date if member else relative.number.born
        is_minor = born is not None and is_surely_minor(born, today)
        relations = relations_to(relative.kin, is_minor=is_minor)
        if relative.kin in _ORDER and relations:
            name = member.name.whole if member else ""
            yield FamilyMember(relative.number, relative.kin, name, is_minor, relations)
