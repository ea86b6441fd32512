"""What an applicant is to the person whose document they ask for."""

from datetime import date
from enum import StrEnum

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import CivilStatus, Kin, Person, PersonStatus
from chalicelib.domain.shared.partial_date import PartialDate

ADULT_AGE = 18


class Relation(StrEnum):
    """The capacities in which the law lets somebody ask (art. 29 old Civil Code)."""

    SELF = "self"
    SPOUSE = "spouse"
    SURVIVING_SPOUSE = "surviving_spouse"
    LEGAL_COHABITANT = "legal_cohabitant"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ASCENDANT_DIRECT_LINE = "ascendant_direct_line"
    DESCENDANT_DIRECT_LINE = "descendant_direct_line"
    ASCENDANT_FIRST_DEGREE = "ascendant_first_degree"
    DESCENDANT_FIRST_DEGREE = "descendant_first_degree"
    HEIR = "heir"
    NOTARY = "notary"
    LAWYER = "lawyer"
    MANDATE_HOLDER = "mandate_holder"
    HOUSEHOLD_MEMBER = "household_member"
    THIRD_PARTY_BY_LAW = "third_party_by_law"
    PUBLIC = "public"


_BY_KIN: dict[Kin, frozenset[Relation]] = {
    Kin.PARENT: frozenset({Relation.ASCENDANT_DIRECT_LINE, Relation.ASCENDANT_FIRST_DEGREE}),
    Kin.CHILD: frozenset({Relation.DESCENDANT_DIRECT_LINE, Relation.DESCENDANT_FIRST_DEGREE}),
    Kin.GRANDPARENT: frozenset({Relation.ASCENDANT_DIRECT_LINE}),
    Kin.GRANDCHILD: frozenset({Relation.DESCENDANT_DIRECT_LINE}),
    Kin.LEGAL_COHABITANT: frozenset({Relation.LEGAL_COHABITANT}),
    Kin.GUARDIAN: frozenset({Relation.LEGAL_REPRESENTATIVE}),
    Kin.WARD: frozenset(),
    Kin.SPOUSE: frozenset({Relation.SPOUSE}),
    Kin.FORMER_SPOUSE: frozenset(),
}


_MIRROR = {
    Kin.PARENT: Kin.CHILD,
    Kin.CHILD: Kin.PARENT,
    Kin.GRANDPARENT: Kin.GRANDCHILD,
    Kin.GRANDCHILD: Kin.GRANDPARENT,
    Kin.GUARDIAN: Kin.WARD,
    Kin.WARD: Kin.GUARDIAN,
}
"""What somebody is to who is that to them; partners are the same to each other."""


def relations_to(kin: Kin, *, is_minor: bool) -> frozenset[Relation]:
    """What somebody is to a living relative, who is `kin` to them (oud BW art. 376 and 405)."""
    own = _MIRROR.get(kin, kin)
    represents = {Relation.LEGAL_REPRESENTATIVE} if own is Kin.PARENT and is_minor else set()
    return _BY_KIN[own] | represents


def proven_relations(subject: Person, applicant: NationalNumber, on: date) -> frozenset[Relation]:
    """What the register proves the applicant to be to the subject on a day; empty when nothing.

    A parent represents a minor child (oud BW art. 376), a guardian a ward (art. 405); death ends
    both. A child whose birth date is incomplete counts as a minor only while it surely is one.
    """
    if subject.number == applicant:
        return frozenset({Relation.SELF})
    kins = {relative.kin for relative in subject.relatives if relative.number == applicant}
    found: set[Relation] = set()
    for kin in kins:
        found |= _BY_KIN[kin]
    if Kin.PARENT in kins and is_surely_minor(subject.birth.date, on):
        found.add(Relation.LEGAL_REPRESENTATIVE)
    if subject.status is PersonStatus.DECEASED:
        found = _after_death(subject, found)
    return frozenset(found)


def is_surely_minor(born: PartialDate, on: date) -> bool:
    """Whether somebody is under 18 on a day, however early an incomplete birth date may be."""
    return years_old(born.earliest, on) < ADULT_AGE


def may_be_minor(born: PartialDate, on: date) -> bool:
    """Whether somebody is, or with an incomplete birth date can be, under 18 on a day."""
    return years_old(born.latest, on) < ADULT_AGE


def years_old(born: date, on: date) -> int:
    """How old somebody is on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _after_death(subject: Person, found: set[Relation]) -> set[Relation]:
    left = found - {Relation.LEGAL_REPRESENTATIVE}
    if Relation.SPOUSE in left and subject.civil_status is CivilStatus.MARRIED:
        left = (left - {Relation.SPOUSE}) | {Relation.SURVIVING_SPOUSE}
    return left
