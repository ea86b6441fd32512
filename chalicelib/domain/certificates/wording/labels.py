"""The words that must be there in every language to print certificates."""

from collections.abc import Iterator
from itertools import chain

from chalicelib.domain.registers.acts import ACT_DETAILS, ActKind, ActRole
from chalicelib.domain.registers.criminal_record import PoliceAdvice, RecordModel
from chalicelib.domain.registers.people import CivilStatus, Position

DETAILS: tuple[str, ...] = tuple(dict.fromkeys(chain.from_iterable(ACT_DETAILS.values())))
"""Every detail that an act may have, each once."""


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
    the_municipality.other of_municipality.other
    seal.title seal.by seal.authority seal.advanced seal.advanced_qualified_certificate
    seal.qualified seal.stamped seal.test seal.tooltip check.title check.how check.qr check.link
"""
