"""Acts of civil status, in words. Of nobody's sex is more said than the act does."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from chalicelib.domain.certificates.wording.act_details import DETAILS, told
from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    given,
    whole_name,
)
from chalicelib.domain.certificates.wording.person import name_lines
from chalicelib.domain.issued.printing import Table
from chalicelib.domain.registers.acts import Act, ActHistory, ActKind, ActOrigin, ActParty, ActRole
from chalicelib.domain.registers.people import Birth
from chalicelib.domain.shared.partial_date import PartialDate

_ABOUT: Mapping[ActKind, frozenset[ActRole]] = {
    ActKind.MARRIAGE: frozenset({ActRole.SPOUSE}),
    ActKind.DIVORCE: frozenset({ActRole.SPOUSE}),
    ActKind.DEATH: frozenset({ActRole.DECEASED}),
    ActKind.ABSENCE: frozenset({ActRole.ABSENT}),
}
_ABOUT_ONE = frozenset({ActRole.CONCERNED, ActRole.CHILD})


def concerned_in(act: Act) -> tuple[ActParty, ...]:
    """Those whom an act is about; the others take part in it."""
    roles = _ABOUT.get(act.kind, _ABOUT_ONE)
    return tuple(party for party in act.parties if party.role in roles)


def _concerned(context: Context) -> Iterator[Piece]:
    """The one whom the act is about on lines; two of them in a table."""
    parties = concerned_in(context.act)
    if not parties:
        raise MissingFactError("act.concerned")
    if len(parties) > 1:
        yield _table(context, parties, "act.concerned")
        return
    if context.act.kind is not ActKind.STILLBORN or parties[0].name.whole.strip():
        yield from name_lines(context, parties[0].name)
    birth = parties[0].birth
    if birth:
        yield context.line("act.born", _born(context, birth), "person.birth")


def _parties(context: Context) -> Iterator[Piece]:
    concerned = concerned_in(context.act)
    others = [party for party in context.act.parties if party not in concerned]
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
    return (labels[f"role.{party.role}"], whole_name(party.name, "act.name"), born)


def _born(context: Context, birth: Birth) -> str:
    return f"{context.labels.date(birth.date)}, {context.labels.town(birth.place)}"


def _fact(context: Context) -> Iterator[Piece]:
    act, labels = context.act, context.labels
    value = f"{labels.date(act.fact_date)}, {labels.town(act.fact_place)}"
    yield context.line(f"act_fact.{act.kind}", value, "act.fact")


def _effect(context: Context) -> Iterator[Piece]:
    """Wherever it isn't the day of the act; of a migrated act always."""
    act = context.act
    effective = act.effective_on or act.fact_date
    if act.origin is ActOrigin.MIGRATED or effective != PartialDate.of(act.made_on):
        yield context.line("act.effect", context.labels.date(effective))


def _detail(code: str, context: Context) -> Iterator[Piece]:
    """A fact of the act's kind; nothing when the act hasn't got it."""
    found = (detail.value for detail in context.act.details if detail.code == code)
    for value in found:
        if value:
            yield told(context, code, value)


def _number(context: Context) -> Iterator[Piece]:
    yield context.line("act.number", given(context.act.number, "act.number"))


def _reference(context: Context) -> Iterator[Piece]:
    yield context.line("act.reference", given(context.act.reference, "act.reference"))


def _made(context: Context) -> Iterator[Piece]:
    made = f"{context.labels.date(context.act.made_on)}, {context.act.made_in}"
    yield context.line("act.made", made)


def _registrar(context: Context) -> Iterator[Piece]:
    registrar = given(context.act.registrar, "act.registrar")
    yield context.free("act.registrar", registrar, language=context.act.language)


def _basis(context: Context) -> Iterator[Piece]:
    if context.act.basis:
        yield context.free("act.basis", context.act.basis, language=context.act.language)


def _history(context: Context) -> Iterator[Piece]:
    """The history of the status: each change, its basis and its registration (RD 3-2-2019)."""
    labels, changes = context.labels, context.act.history
    if not changes:
        yield labels["act.no_history"]
        return
    own = context.foreign(context.act.language)
    columns = ("history_date", "history_change", "history_basis", "history_registered")
    yield Table(
        columns=tuple(labels[f"act.{column}"] for column in columns),
        rows=tuple(_change(context, change) for change in changes),
        code="act.history",
        languages=tuple((None, own, own if change.basis else None, None) for change in changes),
    )


def _change(context: Context, change: ActHistory) -> tuple[str, ...]:
    labels, none = context.labels, context.labels["word.none_registered"]
    day = labels.date(change.registered_on) if change.registered_on else ""
    registered = ", ".join(part for part in (day, change.reference) if part)
    return (labels.date(change.on), change.text, change.basis or none, registered or none)


ACT_FACTS: Mapping[str, Teller] = {
    "act.concerned": _concerned,
    "act.parties": _parties,
    "act.fact": _fact,
    "act.effect": _effect,
    "act.number": _number,
    "act.reference": _reference,
    "act.made": _made,
    "act.registrar": _registrar,
    "act.basis": _basis,
    "act.history": _history,
    **{f"detail.{code}": partial(_detail, code) for code in DETAILS},
}
