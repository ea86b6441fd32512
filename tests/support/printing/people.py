"""People, households, acts and records to print; none exists: months 61-72 are given to nobody."""

from dataclasses import replace
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.acts import (
    ACT_DETAILS,
    Act,
    ActDetail,
    ActHistory,
    ActKind,
    ActOrigin,
    ActParty,
    ActRole,
)
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.criminal_record import (
    Conviction,
    CriminalExtract,
    PoliceAdvice,
    RecordModel,
)
from chalicelib.domain.registers.people import (
    Address,
    Birth,
    CivilStatus,
    Cohabitation,
    Household,
    HouseholdMember,
    LastWishes,
    Nationality,
    Person,
    PersonName,
    PersonStatus,
    Place,
    Position,
    Residence,
)
from chalicelib.domain.shared.language import Language
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.orders import a_certificate_case, ordering
from tests.support.requests import a_number

ISSUED_ON = date(2026, 3, 17)
HOME = Address("Sint-Amandsplein", "12", "0203", "8500", "Kortrijk", "34022")
PLAIN = PersonName(("Marieke", "Aleidis"), "Voorbeeld")
LONGEST = PersonName(
    (
        "Maximiliaan-Christoffel",
        "Bartholomeus",
        "Alexanderina",
        "Wilhelmina-Constantia",
        "Theodoricus",
        "Ferdinandus",
        "Emmanuella",
        "Nepomucenus",
        "Philippina",
        "Hieronymus",
        "Scholastica",
        "Petronella",
        "Engelbertus",
        "Quirinus",
    ),
    "van den Voorbeeldenbergh de la Proeftuinière-Testaertsbrugghe zu Musterhausen-Beispielsdorf",
)
GREEK = PersonName(("Ελευθερία", "Ἀθηνᾶ"), "Παραδειγματοπούλου")
CYRILLIC = PersonName(("Святослав", "Їжакевич"), "Прикладенко")
ONE_LETTER = PersonName((), "O")
MARKED = PersonName(("K̂aya", "Łucja", "Nguyễn", "i̋ro"), "L̥ax̂̄man-Ṣ́evčík")
"""Marks that have no composed form, two of them on one letter, and one on an i."""

NAMES = {
    "plain": PLAIN,
    "longest": LONGEST,
    "greek": GREEK,
    "cyrillic": CYRILLIC,
    "one-letter": ONE_LETTER,
    "marked": MARKED,
}


def a_birth(year: int = 1985, month: int = 7, day: int = 30, country: str = "BE") -> Birth:
    """A birth, as whole as asked."""
    place = Place("Kortrijk") if country == "BE" else Place("Θεσσαλονίκη", country)
    return Birth(PartialDate(year, month, day), place)


def a_person(name: PersonName = PLAIN, birth: Birth | None = None) -> Person:
    """Somebody about whom the register knows everything."""
    return Person(
        number=a_number(),
        name=name,
        birth=birth or a_birth(),
        status=PersonStatus.ACTIVE,
        managed_by="34022",
        address=HOME,
        address_since=date(2014, 9, 1),
        registered_since=date(1985, 8, 6),
        nationalities=(Nationality("150", "Belg", PartialDate(1985, 7, 30), "Door afstamming"),),
        civil_status=CivilStatus.MARRIED,
        civil_status_since=PartialDate(2012, 5, 26),
        spouse=PersonName(("Jonas",), "Testmans"),
        cohabitation=Cohabitation(PersonName(("Jonas",), "Testmans"), date(2010, 2, 1), "Kortrijk"),
        relatives=(),
        last_wishes=LastWishes(
            "Crematie gevolgd door uitstrooiing op de strooiweide van de begraafplaats",
            "Uitvaart volgens de vrijzinnige levensbeschouwing",
            date(2021, 11, 2),
        ),
        is_voter=True,
        is_protected=False,
        pending_change=False,
        died=None,
    )


_MORE = ("Aagje", "Bavo", "Cato", "Dries", "Elke", "Floris", "Gitta", "Hanne", "Ivo", "Jef")


def a_household(size: int = 4, reference: PersonName = PLAIN) -> Household:
    """A household of a size, its reference person first."""
    first = [Position.REFERENCE, Position.PARTNER]
    positions = first + [Position.CHILD] * 6 + [Position.PARENT] * 2 + [Position.UNRELATED] * 99
    names = [
        reference,
        PersonName(("Jonas", "Willem"), "Testmans"),
        PersonName(("Lotte",), "Testmans Voorbeeld"),
        PersonName(("Åse", "Zoë"), "Testmans Voorbeeld"),
        *(PersonName((given,), "Testmans Voorbeeld") for given in _MORE),
    ]
    return Household(
        address=HOME,
        members=tuple(
            HouseholdMember(
                number=a_number(i + 1),
                name=names[i % len(names)],
                birth=a_birth(1955 + 3 * i % 60, (i % 12) + 1, 1 + i),
                position=positions[i],
                since=date(2014, 9, 1 + i),
            )
            for i in range(size)
        ),
    )


def some_residences(count: int = 3) -> tuple[Residence, ...]:
    """Residences back to back, every third in another municipality or abroad."""
    elsewhere = [
        HOME,
        Address("Voorbeeldlaan", "7A", "", "8500", "Kortrijk", "34022"),
        Address("Rue de l’Exemple", "230", "12", "1000", "Brussel", "21004"),
        Address("Musterstraße", "5", "", "", "Aachen", "", "DE"),
    ]
    return tuple(
        Residence(
            address=elsewhere[i % 4] if i else HOME,
            since=date(2014 - i, 9 - i % 8, 1 + i % 27),
            until=date(2015 - i, 9 - (i - 1) % 8, 1 + (i - 1) % 27) if i else None,
        )
        for i in range(count)
    )


_PARTIES: dict[ActKind, tuple[ActRole, ...]] = {
    ActKind.BIRTH: (ActRole.CHILD, ActRole.MOTHER, ActRole.FATHER),
    ActKind.MARRIAGE: (ActRole.SPOUSE, ActRole.SPOUSE, ActRole.WITNESS, ActRole.WITNESS),
    ActKind.DEATH: (ActRole.DECEASED, ActRole.SPOUSE, ActRole.MOTHER, ActRole.FATHER),
    ActKind.NAME_CHOICE: (ActRole.CHILD, ActRole.MOTHER, ActRole.FATHER),
    ActKind.DIVORCE: (ActRole.SPOUSE, ActRole.SPOUSE),
    ActKind.RECOGNITION: (ActRole.CHILD, ActRole.MOTHER, ActRole.RECOGNISER),
    ActKind.PRENATAL_RECOGNITION: (ActRole.CONCERNED, ActRole.MOTHER, ActRole.RECOGNISER),
    ActKind.ADOPTION: (ActRole.CONCERNED, ActRole.ADOPTER, ActRole.ADOPTER),
    ActKind.STILLBORN: (ActRole.CHILD, ActRole.MOTHER, ActRole.CO_MOTHER),
    ActKind.ABSENCE: (ActRole.ABSENT,),
}
_DETAILS = {
    "time": "14.25 uur",
    "sex": "vrouwelijk",
    "court": "Familierechtbank van West-Vlaanderen, afdeling Kortrijk",
    "judgment_date": "3 maart 2020",
    "final_date": "4 april 2020",
    "judgment_number": "2020/1234",
    "marriage_act": "2010-44",
    "requested_on": "2 januari 2020",
    "due_date": "12 juni 2020",
    "acquired_on": "3 maart 2020",
    "capacity": "als vader",
    "pregnancy": "31 weken",
    "adoption_kind": "volle adoptie",
    "new_registration": "vrouwelijk",
    "prior_act": "Prenatale erkenning, akte 2019-77 van Kortrijk",
    "consent": "Toestemming van de moeder, gegeven op 2 maart 2020 te Kortrijk",
    "found_on": "2 maart 2020",
    "decree": "Koninklijk besluit van 3 maart 2020",
    "central_authority": "Erkend door de federale centrale autoriteit op 3 maart 2020",
    "ground": "Verklaring, art. 12bis Wetboek van de Belgische nationaliteit",
}


def an_act(kind: ActKind, name: PersonName = PLAIN, birth: Birth | None = None) -> Act:
    """An act of a kind with all its details and two later changes."""
    names = (
        name,
        PersonName(("Åse", "Zoë"), "Proefstra"),
        PersonName(("Jonas",), "Testmans"),
        PersonName(("Wouter",), "Monsterman"),
    )
    roles = _PARTIES.get(kind, (ActRole.CONCERNED,))
    return Act(
        kind=kind,
        reference="2020-0000-4711-0815",
        number="2020-118",
        origin=ActOrigin.NEW_BELGIAN,
        fact_date=PartialDate(2020, 3, 1),
        fact_place=Place("Kortrijk"),
        made_on=date(2020, 3, 4),
        made_in="Kortrijk",
        registrar="Voorbeeld Ambtenaar",
        basis="Vonnis van 3 maart 2020",
        parties=tuple(
            ActParty(role, names[i], birth or a_birth(1985 + i), a_number(i + 1))
            for i, role in enumerate(roles)
        ),
        details=tuple(
            ActDetail(code, _DETAILS.get(code, f"{code.replace('_', ' ')} volgens de akte"))
            for code in ACT_DETAILS[kind]
            if code != "witnesses"
        ),
        history=(
            ActHistory(
                date(2021, 6, 1),
                "Erkenning door Jonas Testmans",
                "Akte 2021-44 van Kortrijk",
                date(2021, 6, 2),
                "2021-0000-1234-0044",
            ),
            ActHistory(date(2023, 2, 14), "Verklaring van naamkeuze: Testmans Voorbeeld"),
        ),
        mentions_gender_change=False,
    )


def a_long_text(about: str, words: int = 700) -> str:
    """A text as some judgments give it, each word known by its number."""
    return " ".join([about, *(f"{_WORDS[i % len(_WORDS)]}{i + 1}" for i in range(words))])


_WORDS = ("overwegende", "dat", "rechtbank", "kantmelding", "is", "zaak", "vastgesteld", "en")


def with_long_entries(answered: RegisterAnswers) -> RegisterAnswers:
    """The same, where whatever may be long is longer than a page."""
    act, record, person = answered.act, answered.record, answered.person
    if isinstance(act, Found):
        act = Found(_long_act(act.value))
    if isinstance(record, Found):
        long = replace(CONVICTIONS[0], text=a_long_text("Veroordeling", 900))
        record = Found(replace(record.value, convictions=(long, CONVICTIONS[1])))
    if isinstance(person, Found) and person.value.last_wishes:
        wishes = replace(person.value.last_wishes, rites=a_long_text("Rituelen"))
        person = Found(replace(person.value, last_wishes=wishes))
    return replace(answered, act=act, record=record, person=person)


def _long_act(act: Act) -> Act:
    entries = (ActHistory(date(2022, 6, 1), a_long_text("Kantmelding")), *act.history)
    details = tuple(
        ActDetail(d.code, a_long_text(d.code, 400)) if i == len(act.details) - 1 else d
        for i, d in enumerate(act.details)
    )
    return replace(act, history=entries, details=details, basis=a_long_text("Vonnis", 500))


CONVICTIONS = (
    Conviction(
        date(2018, 4, 11),
        "Politierechtbank West-Vlaanderen, afdeling Kortrijk",
        "Geldboete van 200 euro en een rijverbod van 15 dagen wegens overdreven snelheid",
    ),
    Conviction(
        date(2022, 10, 3),
        "Correctionele rechtbank West-Vlaanderen, afdeling Kortrijk",
        "Werkstraf van 60 uur wegens beschadiging van andermans eigendom",
    ),
)


def a_record(model: RecordModel, *, is_blank: bool = True) -> CriminalExtract:
    """An extract; the police were asked when the model is the one for work with minors."""
    police = PoliceAdvice.CLEAR if model is RecordModel.MINORS else PoliceAdvice.NOT_ASKED
    return CriminalExtract(model, () if is_blank else CONVICTIONS, police)


def register_answers(
    document: DocumentType,
    variant_id: str,
    person: Person | None = None,
    *,
    members: int = 4,
    residences: int = 3,
    is_blank: bool = True,
) -> RegisterAnswers:
    """Whatever a document may need of somebody."""
    subject = person or a_person()
    variant = document.variant(variant_id) or document.default_variant
    kind = document.register.act_kind
    return RegisterAnswers(
        person=Found(subject),
        household=Found(a_household(members, subject.name)),
        residences=Found(some_residences(residences)),
        act=Found(an_act(kind, subject.name, subject.birth)) if kind else None,
        record=Found(a_record(variant.record_model or RecordModel.BASIC, is_blank=is_blank)),
    )


def an_order_for(
    document: DocumentType, variant_id: str, language: Language = "nl"
) -> CertificateCase:
    """An order of a document, with purpose and activity where one is needed."""
    variant = document.variant(variant_id) or document.default_variant
    purposes = variant.purposes or document.purposes
    return ordering(
        a_certificate_case(),
        document_id=document.id,
        variant=variant_id,
        language=language,
        purpose=purposes[0] if purposes else "",
        activity="private_security" if variant.needs_activity else "",
    )
