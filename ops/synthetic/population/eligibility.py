"""Who gets which document without a clerk, told from the registers' data alone.

This is a second, independent reading of the conditions, for tests and for the demo's list; it
decides nothing. What depends on the request (channel, purpose, language) is taken to be right.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.adapters.memory.registers.person_file import PersonFile
from chalicelib.domain.registers.acts import ActKind
from chalicelib.domain.registers.criminal_record import PoliceAdvice
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Kin, PersonStatus
from chalicelib.domain.registers.relations import may_be_minor
from ops.synthetic.population.inhabitants import PersonaInfo, Population

type Files = Mapping[NationalNumber, PersonFile]

DEATH_ACT = "akte-overlijden"

_ACTS = {
    "akte-geboorte": ActKind.BIRTH,
    "akte-huwelijk": ActKind.MARRIAGE,
    "akte-echtscheiding": ActKind.DIVORCE,
    "akte-erkenning": ActKind.RECOGNITION,
    "akte-prenatale-erkenning": ActKind.PRENATAL_RECOGNITION,
    "akte-adoptie": ActKind.ADOPTION,
    "akte-nationaliteit": ActKind.NATIONALITY,
    "akte-naamsverandering": ActKind.NAME_CHANGE,
    "akte-voornaamsverandering": ActKind.FIRST_NAME_CHANGE,
    "akte-naamkeuze": ActKind.NAME_CHOICE,
    "akte-geslachtsregistratie": ActKind.GENDER_REGISTRATION,
    "akte-levenloos-kind": ActKind.STILLBORN,
    "akte-afwezigheid": ActKind.ABSENCE,
}

_POPULATION: dict[str, Callable[[PersonFile], bool]] = {
    "attest-gezinssamenstelling": lambda file: file.household is not None,
    "attest-hoofdverblijfplaats": lambda _: True,
    "attest-hoofdverblijfplaats-historiek-gemeente": lambda file: bool(file.residences),
    "attest-hoofdverblijfplaats-historiek-volledig": lambda file: bool(file.residences),
    "attest-hoofdverblijfplaats-burgerlijke-staat": lambda _: True,
    "attest-verblijfplaats-huwelijk": lambda _: True,
    "attest-nationaliteit": lambda file: file.person.is_belgian,
    "attest-leven": lambda _: True,
    "attest-wettelijke-samenwoning": lambda file: file.person.cohabitation is not None,
    "attest-teraardebestelling": lambda file: file.person.last_wishes is not None,
    "attest-kiezer": lambda file: file.person.is_voter,
    "uittreksel-registers": lambda _: True,
}

CRIMINAL_RECORD = "strafregister-uittreksel"

DOCUMENTS = (CRIMINAL_RECORD, *_POPULATION, *_ACTS, DEATH_ACT)
"""The ids of the documents whose conditions are known here."""

_NEAR = {Kin.PARENT, Kin.CHILD, Kin.SPOUSE}


@dataclass(frozen=True, slots=True)
class Eligible:
    """Somebody who gets a document, and the person whom it is about."""

    applicant: NationalNumber
    subject: NationalNumber


def eligible(population: Population, document_id: str) -> tuple[Eligible, ...]:
    """Everybody who gets a document without a clerk; of the criminal record, every model.

    For a death act these are parents, children and spouses of the deceased. Raises KeyError for a
    document that isn't known here.
    """
    return tuple(
        Eligible(file.number, subject)
        for file in population.files
        for subject in _subjects(
            file, population.by_number, document_id, population.as_of, population.nis
        )
    )


def documents_of(file: PersonFile, files: Files, on: date, nis: str) -> tuple[str, ...]:
    """The documents that somebody gets without a clerk."""
    return tuple(d for d in DOCUMENTS if any(True for _ in _subjects(file, files, d, on, nis)))


def personas_of(
    files: tuple[PersonFile, ...], on: date, nis: str, most: int
) -> dict[str, PersonaInfo]:
    """The first of some files who may ask, as people of note: `inwoner-1` and on."""
    by_number = {file.number: file for file in files}
    able = [file for file in files if _may_ask(file, on)][:most]
    made = (
        PersonaInfo(
            f"inwoner-{n}",
            file.number,
            file.person.name.whole,
            "Woont in de tweede gemeente",
            documents_of(file, by_number, on, nis),
        )
        for n, file in enumerate(able, 1)
    )
    return {persona.key: persona for persona in made}


def _subjects(
    file: PersonFile, files: Files, document_id: str, on: date, nis: str
) -> Iterable[NationalNumber]:
    if not _may_ask(file, on):
        return ()
    if document_id == DEATH_ACT:
        return _deceased(file, files)
    if document_id in _ACTS:
        return (file.number,) if _has_one(file, _ACTS[document_id]) else ()
    return (file.number,) if _holds(file, document_id, nis) else ()


def _holds(file: PersonFile, document_id: str, nis: str) -> bool:
    if file.person.managed_by != nis:
        return False
    if document_id == CRIMINAL_RECORD:
        return _is_blank(file)
    return not file.person.pending_change and _POPULATION[document_id](file)


def _may_ask(file: PersonFile, on: date) -> bool:
    person = file.person
    is_adult = not may_be_minor(person.birth.date, on)
    is_open = not (person.is_protected or file.refusals)
    return is_adult and is_open and person.status is PersonStatus.ACTIVE


def _is_blank(file: PersonFile) -> bool:
    return bool(file.extracts) and all(
        e.is_blank and e.police in {PoliceAdvice.NOT_ASKED, PoliceAdvice.CLEAR}
        for e in file.extracts
    )


def _has_one(file: PersonFile, kind: ActKind) -> bool:
    match file.acts.get(kind, ()):
        case (act,):
            names_them = any(party.number == file.number for party in act.parties)
            return act.is_digital and names_them and not act.mentions_gender_change
    return False


def _deceased(file: PersonFile, files: Files) -> Iterable[NationalNumber]:
    relatives = (r.number for r in file.person.relatives if r.kin in _NEAR)
    return (
        number
        for number in relatives
        if number in files
        and files[number].person.status is PersonStatus.DECEASED
        and not files[number].refusals
        and _has_one(files[number], ActKind.DEATH)
    )
