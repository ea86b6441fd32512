"""Acts of civil status, in words. Nothing is said, or concluded, about anybody's sex."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    given,
)
from chalicelib.domain.certificates.wording.labels import UNPRINTED_DETAILS
from chalicelib.domain.certificates.wording.person import name_lines
from chalicelib.domain.certificates.wording.printing import Table
from chalicelib.domain.registers.people import ActParty, Birth, Role

CONCERNED = frozenset({Role.CONCERNED, Role.CHILD, Role.DECEASED, Role.SPOUSE, Role.ABSENT})
"""Those whom an act is about; the others take part in it."""


def _concerned(context: Context) -> Iterator[Piece]:
    """The one whom the act is about on lines; two of them in a table."""
    parties = [p for p in context.act.parties if p.role in CONCERNED]
    if not parties:
        raise MissingFactError("act.concerned")
    if len(parties) > 1:
        yield _table(context, parties, "act.concerned")
        return
    yield from name_lines(context, parties[0].name)
    birth = parties[0].birth
    if birth:
        yield context.line("act.born", _born(context, birth), "person.birth")


def _parties(context: Context) -> Iterator[Piece]:
    others = [p for p in context.act.parties if p.role not in CONCERNED]
    if others:
        yield _table(context, others, "act.parties")


def _table(context: Context, parties: Iterable[ActParty], code: str) -> Table:
    columns = ("act.role", "act.name", "act.born")
    return Table(
        columns=tuple(context.labels[column] for column in columns),
        rows=tuple(_row(context, party) for party in parties),
        code=code,
    )


def _row(context: Context, party: ActParty) -> tuple[str, ...]:
    labels = context.labels
    born = _born(context, party.birth) if party.birth else labels["word.none_registered"]
    return (labels[f"role.{party.role}"], party.name.whole, born)


def _born(context: Context, birth: Birth) -> str:
    return f"{context.labels.date(birth.date)}, {context.labels.town(birth.place)}"


def _fact(context: Context) -> Iterator[Piece]:
    act, labels = context.act, context.labels
    value = f"{labels.date(act.fact_date)}, {labels.town(act.fact_place)}"
    yield context.line(f"act_fact.{act.kind}", value, "act.fact")


def _details(context: Context) -> Iterator[Piece]:
    for detail in context.act.details:
        if detail.code not in UNPRINTED_DETAILS and detail.value:
            yield context.line(f"detail.{detail.code}", detail.value, f"act.{detail.code}")


def _number(context: Context) -> Iterator[Piece]:
    yield context.line("act.number", given(context.act.number, "act.number"))


def _reference(context: Context) -> Iterator[Piece]:
    yield context.line("act.reference", given(context.act.reference, "act.reference"))


def _made(context: Context) -> Iterator[Piece]:
    made = f"{context.labels.date(context.act.made_on)}, {context.act.made_in}"
    yield context.line("act.made", made)


def _registrar(context: Context) -> Iterator[Piece]:
    yield context.line("act.registrar", given(context.act.registrar, "act.registrar"))


def _basis(context: Context) -> Iterator[Piece]:
    if context.act.basis:
        yield context.line("act.basis", context.act.basis)


def _history(context: Context) -> Iterator[Piece]:
    """The history of the status, which only a copy shows (art. 28 oud BW)."""
    if not context.is_copy:
        return
    labels, changes = context.labels, context.act.history
    if not changes:
        yield labels["act.no_history"]
        return
    yield Table(
        columns=(labels["act.history_date"], labels["act.history_change"]),
        rows=tuple((labels.date(change.on), change.text) for change in changes),
        code="act.history",
    )


ACT_FACTS: Mapping[str, Teller] = {
    "act.concerned": _concerned,
    "act.parties": _parties,
    "act.fact": _fact,
    "act.details": _details,
    "act.number": _number,
    "act.reference": _reference,
    "act.made": _made,
    "act.registrar": _registrar,
    "act.basis": _basis,
    "act.history": _history,
}
