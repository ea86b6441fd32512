"""Facts to apply rules to: a case that nothing stands in the way of, and its registers.

Nobody in it exists: the numbers are of the test range.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts, RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act, ActKind, ActOrigin, ActParty, ActRole
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.criminal_record import CriminalExtract, PoliceAdvice
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import (
    Address,
    Birth,
    CivilStatus,
    Cohabitation,
    Household,
    HouseholdMember,
    Kin,
    LastWishes,
    Nationality,
    Person,
    PersonName,
    PersonStatus,
    Place,
    Position,
    Relative,
    Residence,
)
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.municipalities import a_municipality
from tests.support.orders import a_certificate_case, asked_by, ordering
from tests.support.requests import KORTRIJK, a_number
from tests.support.rules.documents import a_document

SUBJECT = a_number(1)
STRANGER = a_number(99)
RELATIVES: Mapping[Kin, NationalNumber] = {kin: a_number(10 + i) for i, kin in enumerate(Kin)}
"""The one relative of each kind that the subject has."""

NAME = PersonName(("Żółć", "Aurélie"), "Vandenproef")
ADDRESS = Address("Proefstraat", "7", "", "8500", "Kortrijk", KORTRIJK)
TODAY = date(2026, 3, 17)
_ROLES = {
    ActKind.MARRIAGE: ActRole.SPOUSE,
    ActKind.DEATH: ActRole.DECEASED,
    ActKind.BIRTH: ActRole.CHILD,
}


def a_birth(year: int = 1985, month: int = 7, day: int = 30) -> Birth:
    return Birth(PartialDate(year, month, day), Place("Kortrijk"))


def a_person(**changes: object) -> Person:
    """The subject: adult, Belgian, with everything registered that can be, and all relatives."""
    person = Person(
        number=SUBJECT,
        name=NAME,
        birth=a_birth(),
        status=PersonStatus.ACTIVE,
        managed_by=KORTRIJK,
        address=ADDRESS,
        address_since=date(2015, 2, 1),
        registered_since=date(1985, 8, 2),
        nationalities=(Nationality("150", "Belg"),),
        civil_status=CivilStatus.MARRIED,
        civil_status_since=PartialDate(2010, 6, 5),
        spouse=NAME,
        cohabitation=Cohabitation(NAME, date(2009, 1, 1), "Kortrijk"),
        relatives=tuple(Relative(number, kin) for kin, number in RELATIVES.items()),
        last_wishes=LastWishes("begraving", "", date(2020, 1, 1)),
        is_voter=True,
        is_protected=False,
        pending_change=False,
        died=None,
    )
    return replace(person, **changes)


def a_dead_person() -> Person:
    return a_person(status=PersonStatus.DECEASED, died=PartialDate(2021, 4, 3))


def a_household(*others: tuple[NationalNumber, Birth]) -> Household:
    """The subject's household, with others in it."""
    members = ((SUBJECT, a_birth()), *others)
    return Household(
        ADDRESS,
        tuple(
            HouseholdMember(number, NAME, birth, Position.REFERENCE, date(2015, 2, 1))
            for number, birth in members
        ),
    )


def an_act(kind: ActKind = ActKind.BIRTH, **changes: object) -> Act:
    """An act in the DABS that concerns the subject."""
    role = _ROLES.get(kind, ActRole.CONCERNED)
    act = Act(
        kind=kind,
        reference="REF-1",
        number="2021-0001-0001-17",
        origin=ActOrigin.NEW_BELGIAN,
        fact_date=PartialDate(2021, 4, 3),
        fact_place=Place("Kortrijk"),
        made_on=date(2021, 4, 6),
        made_in="Kortrijk",
        registrar="De ambtenaar van de burgerlijke stand",
        basis="",
        parties=(ActParty(role, NAME, a_birth(), SUBJECT),),
        details=(),
        history=(),
        mentions_gender_change=False,
    )
    return replace(act, **changes)


def register_answers(document: DocumentType, person: Person | None = None) -> RegisterAnswers:
    """What the registers that a document names say, when nothing stands in the way."""
    services, model = document.register.services, document.default_variant.record_model
    kind = document.register.act_kind
    residence = Residence(ADDRESS, date(2015, 2, 1), None)
    return RegisterAnswers(
        person=Found(person or a_person()),
        household=Found(a_household()) if Service.HOUSEHOLD in services else None,
        residences=Found((residence,)) if Service.RESIDENCES in services else None,
        act=Found(an_act(kind)) if kind else None,
        record=Found(CriminalExtract(model, (), PoliceAdvice.CLEAR)) if model else None,
    )


def an_order_of(
    document: DocumentType, applicant: NationalNumber = SUBJECT, claimed: Relation = Relation.SELF
) -> CertificateCase:
    """An order of a document about the subject that asks for nothing out of the ordinary."""
    case, variant = a_certificate_case(number=SUBJECT), document.default_variant
    case = ordering(
        case,
        document_id=document.id,
        variant=variant.id,
        claimed=claimed,
        purpose=variant.purposes[0] if variant.purposes else "",
        activity="activiteit" if variant.needs_activity else "",
    )
    return asked_by(case, person=applicant)


def facts_of(
    document: DocumentType | None = None,
    *,
    applicant: NationalNumber = SUBJECT,
    claimed: Relation = Relation.SELF,
    person: Person | None = None,
    today: date = TODAY,
) -> Facts:
    """Everything in order for a document; by default for the one that every rule applies to."""
    document = document or a_document()
    return Facts(
        case=an_order_of(document, applicant, claimed),
        document=document,
        variant=document.default_variant,
        regime=document.regime_on(today),
        municipality=a_municipality(),
        answered=register_answers(document, person),
        today=today,
    )
