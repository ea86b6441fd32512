"""What the registers gave for a document, word for word, as far as the document has to show it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Dossier
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.people import Household, Person, Residence

type Giver = Callable[[Dossier], Iterator[str]]


def given(document: DocumentType, variant: str, dossier: Dossier, on: date) -> Iterator[str]:
    """Every name and free text behind the facts that stand on a variant."""
    for part in document.printed:
        for fact in part.facts:
            if fact.stands_on(variant, on, {}) and fact.code in GIVERS:
                yield from (text for text in GIVERS[fact.code](dossier) if text)


def _act(dossier: Dossier) -> Act:
    assert isinstance(dossier.act, Found)
    return dossier.act.value


def _person(dossier: Dossier) -> Person:
    assert isinstance(dossier.person, Found)
    return dossier.person.value


def _household(dossier: Dossier) -> Household:
    assert isinstance(dossier.household, Found)
    return dossier.household.value


def _residences(dossier: Dossier) -> tuple[Residence, ...]:
    assert isinstance(dossier.residences, Found)
    return dossier.residences.value


def _record(dossier: Dossier) -> CriminalExtract:
    assert isinstance(dossier.record, Found)
    return dossier.record.value


def _history(dossier: Dossier) -> Iterator[str]:
    for change in _act(dossier).history:
        yield from (change.text, change.basis, change.reference)


def _wishes(dossier: Dossier) -> Iterator[str]:
    wishes = _person(dossier).last_wishes
    if wishes:
        yield from (wishes.burial, wishes.rites, wishes.resting_place, wishes.contract)


def _detail(code: str) -> Giver:
    def texts(dossier: Dossier) -> Iterator[str]:
        return (detail.value for detail in _act(dossier).details if detail.code == code)

    return texts


def _names(dossier: Dossier) -> Iterator[str]:
    name = _person(dossier).name
    yield from (name.family, *name.given)


GIVERS: Mapping[str, Giver] = {
    "person.name": _names,
    "person.last_wishes": _wishes,
    "household.members": lambda d: (member.name.whole for member in _household(d).members),
    "residences.all": lambda d: (residence.address.street for residence in _residences(d)),
    "act.concerned": lambda d: iter([_act(d).parties[0].name.family]),
    "act.parties": lambda d: (party.name.whole for party in _act(d).parties[1:]),
    "act.number": lambda d: iter([_act(d).number]),
    "act.reference": lambda d: iter([_act(d).reference]),
    "act.registrar": lambda d: iter([_act(d).registrar]),
    "act.basis": lambda d: iter([_act(d).basis]),
    "act.history": _history,
    "record.convictions": lambda d: (
        text
        for conviction in _record(d).convictions
        for text in (conviction.court, conviction.text)
    ),
    **{
        f"detail.{code}": _detail(code)
        for code in ("prior_act", "consent", "pregnancy", "court", "judgment_number", "former_name")
    },
}
"""Code of a printed fact → the texts that must be read back as they were given."""
