"""The words of documents in one language, and the list of those that must be there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from chalicelib.domain.registers.acts import ACT_DETAILS, ActKind, ActRole
from chalicelib.domain.registers.criminal_record import PoliceAdvice, RecordModel
from chalicelib.domain.registers.people import CivilStatus, Position
from chalicelib.domain.registers.people import Place as Town
from chalicelib.domain.shared.language import Language
from chalicelib.domain.shared.partial_date import PartialDate

DETAILS: tuple[str, ...] = tuple(dict.fromkeys(chain.from_iterable(ACT_DETAILS.values())))
"""Every detail that an act may have, each once."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Words by dotted code, names of countries, purposes and activities by theirs.

    `laws` are provisions in this language by what the documents' files call them, in Dutch.
    """

    language: Language
    texts: Mapping[str, str]
    countries: Mapping[str, str]
    purposes: Mapping[str, str]
    activities: Mapping[str, str]
    laws: Mapping[str, str]

    def __getitem__(self, code: str) -> str:
        return self.texts[code]

    def say(self, code: str, **values: object) -> str:
        """A sentence with its blanks filled in."""
        return self.texts[code].format(**values)

    def date(self, day: date | PartialDate) -> str:
        """A date in words, as whole as it is known: `30 juli 1985`, `juli 1985`, `1985`."""
        known = day if isinstance(day, PartialDate) else PartialDate.of(day)
        if not known.month:
            return f"{known.year}"
        month = self.texts[f"months.{known.month}"]
        if not known.day:
            return self.say("date.month", month=month, year=known.year)
        number = self.texts["date.first"] if known.day == 1 else known.day
        return self.say("date.whole", day=number, month=month, year=known.year)

    def town(self, place: Town) -> str:
        """A place, with its country when that isn't Belgium."""
        if place.country == "BE":
            return place.name
        return f"{place.name} ({self.country(place.country)})"

    def country(self, code: str) -> str:
        """The name of a country; the code itself for one that no longer exists."""
        return self.countries.get(code, code)

    def law(self, ref: str) -> str:
        """A provision in this language; in Dutch where it has no name in it."""
        return self.laws.get(ref, ref)


def required() -> frozenset[str]:
    """Every code that printing may ask for, apart from titles of sections."""
    return frozenset((*_WORDS.split(), *_of_enums()))


def _of_enums() -> Iterator[str]:
    yield from (f"months.{month}" for month in range(1, 13))
    yield from (f"civil_status.{status}" for status in CivilStatus)
    yield from (f"position.{position}" for position in Position)
    yield from (f"role.{role}" for role in ActRole)
    yield from (f"model.{model}" for model in RecordModel)
    yield from (f"act_fact.{kind}" for kind in ActKind)
    yield from (f"police.{advice}" for advice in (PoliceAdvice.CLEAR, PoliceAdvice.PROHIBITED))
    yield from (f"detail.{code}" for code in DETAILS)


_WORDS = """
    date.whole date.month date.first date.time sex.male sex.female adoption.full adoption.simple
    word.box word.now word.none_registered word.no_given_names
    person.family_name person.given_names person.birth_date person.birth_place
    person.national_number person.address person.address_since person.registered_since
    person.nationality person.nationality_since person.nationality_ground
    person.civil_status person.civil_status_since person.spouse
    person.cohabitation person.cohabitation_partner person.cohabitation_since
    person.cohabitation_place
    person.last_wishes person.burial person.rites person.wishes_declared_on
    person.voter person.is_voter person.is_no_voter person.candidate person.may_be_elected
    person.may_not_be_elected person.resting_place person.contract
    person.alive person.alive_on person.died
    household.address household.reference household.position household.name household.born
    household.number household.since
    residences.address residences.from residences.until
    act.role act.name act.born act.number act.reference act.made act.registrar act.basis
    act.effect act.history_date act.history_change act.history_basis act.history_registered
    act.no_history
    record.model record.purpose record.activity record.content record.blank record.blank_sentence
    record.date record.court record.conviction record.police
    nationality.150
    note.valid_until note.valid_while_true note.usual note.for_another note.doubt
    note.national_number note.criminal_paper note.replaces
    statement.research
    layout.number layout.basis layout.page layout.arms layout.signature layout.issued
    layout.attachment
    seal.title seal.by seal.authority seal.advanced seal.advanced_qualified_certificate
    seal.qualified seal.stamped seal.test seal.tooltip check.title check.how check.qr check.link
"""
