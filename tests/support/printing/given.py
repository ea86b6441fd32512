"""What the registers gave for a document, word for word, as far as the document has to show it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.criminal_record import CriminalExtract
from chalicelib.domain.registers.people import Household, Person, Residence

type Giver = Callable[[RegisterAnswers], Iterator[str]]


def given(
    document: DocumentType, variant: str, answered: RegisterAnswers, on: date
) -> Iterator[str]:
    """Every name and free text behind the facts that stand on a variant."""
    for part in document.printed:
        for fact in part.facts:
            if fact.stands_on(variant, on, {}) and fact.code in GIVERS:
                yield from (text for text in GIVERS[fact.code](answered) if text)


def _act(answered: RegisterAnswers) -> Act:
    assert isinstance(answered.act, Found)
    return answered.act.value


def _person(answered: RegisterAnswers) -> Person:
    assert isinstance(answered.person, Found)
    return answered.person.value


def _household(answered: RegisterAnswers) -> Household:
    assert isinstance(answered.household, Found)
    return answered.household.value


def _residences(answered: RegisterAnswers) -> tuple[Residence, ...]:
    assert isinstance(answered.residences, Found)
    return answered.residences.value


def _record(answered: RegisterAnswers) -> CriminalExtract:
    assert isinstance(answered.record, Found)
    return answered.record.value


def _history(answered: RegisterAnswers) -> Iterator[str]:
    for change in _act(answered).history:
        yield from (change.text, change.basis, change.reference)


def _wishes(answered: RegisterAnswers) -> Iterator[str]:
    wishes = _person(answered).last_wishes
    if wishes:
        yield from (wishes.burial, wishes.rites, wishes.resting_place, wishes.contract)


def _detail(code: str) -> Giver:
    def texts(answered: RegisterAnswers) -> Iterator[str]:
        return (detail.value for detail in _act(answered).details if detail.code == code)

    return texts


def _names(answered: RegisterAnswers) -> Iterator[str]:
    name = _person(answered).name
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
