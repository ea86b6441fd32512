"""What is left of a case when somebody in it is forgotten, and what stands in the way of that."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.cases.audience import may_read
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.privacy.retention import Retention
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import WORK
from chalicelib.domain.process.states import REFUSED, StateKind
from chalicelib.domain.registers.national_number import NOBODY, NationalNumber

PROVING = frozenset(
    {
        EntryKind.LETTER,
        EntryKind.MAIL,
        EntryKind.POSTED,
        EntryKind.HANDLING,
        EntryKind.REVOCATION,
        EntryKind.ERASURE,
    }
)
"""What shows how a case was handled: it stays as a step, without what was said."""

CODES = frozenset(
    {"appeal", "done", "dropped", "notice", "reason", "replaced", "sha256", "template", "trouble"}
    | {"file", "files", "law", "mark", "task", "texts", "versions"}
)
"""What stays of the data that go with an entry: nothing that anybody typed as they liked."""

LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody can't be forgotten in a case yet, and how to get there, in words."""

    reference: str
    why: str


def known(case: Case[Any]) -> tuple[Party, ...]:
    """The parties of whom it is known who they are."""
    return tuple(party for party in case.parties if party.person is not None)


def without(case: Case[Any], person: NationalNumber, kind: ProcessType[Any]) -> Case[Any]:
    """A case without somebody: what others said and are stays.

    Where nobody is left it is a case of nobody about nobody: what was asked, how it went, and the
    lines of its documents.
    """
    mine = [party.number for party in case.parties if party.person == person]
    left = replace(case, parties=tuple(_without(party, person) for party in case.parties))
    for number in mine:
        left = _about_others(left, number, kind)
    left = replace(left, issued=tuple(_of_others(d, person) for d in left.issued))
    return left if known(left) else _of_nobody(left, kind)


def thinned(
    entries: Iterable[Entry], before: Case[Any], after: Case[Any]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Entries that are left as a step only, and those that go, when a case is left as `after`.

    What another party said, or may read of what staff said to both, stays as it is.
    """
    lost = [entry for entry in entries if not _stays(entry, before, after)]
    steps = [(entry, _step(entry)) for entry in lost if entry.kind in PROVING]
    changed = tuple(step for entry, step in steps if step != entry)
    return changed, tuple(entry for entry in lost if entry.kind not in PROVING)


def is_for_others(document: IssuedDocument, after: Case[Any]) -> bool:
    """Whether somebody who is left may fetch a document: then it is theirs too, and stays."""
    audience = document.audience
    return any(may_read(audience, WORK, reader_of(party), ()) for party in known(after))


def obstacles(
    case: Case[Any],
    definition: Definition,
    kind: ProcessType[Any],
    retention: Retention,
    now: datetime,
) -> Iterator[Obstacle]:
    """What has to happen in a case before somebody can be forgotten in it; nothing when they can.

    What is still to go out is for whoever reads that.
    """
    state = definition.state(case.instance.state)
    if state.kind is not StateKind.FINAL:
        why = f"{_running(case, definition)} ({state.label.default})"
        yield Obstacle(case.reference, why)
        return
    rule = retention.class_of(definition.retention)
    if rule.kept:
        yield Obstacle(case.reference, rule.kept)
    if kind.forgets is None:
        yield Obstacle(case.reference, "dit proces zegt nog niet wat er gewist mag worden.")
    yield from (Obstacle(case.reference, _left_open(task.code)) for task in case.tasks)
    free = case.instance.entered_at + timedelta(days=rule.refusal_days)
    if state.outcome == REFUSED and now < free:
        yield Obstacle(
            case.reference,
            f"tegen de weigering kan tot en met {free:%d/%m/%Y} beroep lopen (AVG art. 17, lid 3,"
            " e). Wis daarna.",
        )


def _without(party: Party, person: NationalNumber) -> Party:
    if party.person == person:
        return _forgotten(party)
    if party.represented_by and party.represented_by.person == person:
        return replace(party, represented_by=None)
    return party


def _forgotten(party: Party) -> Party:
    return Party(party.number, party.role, seen=party.seen, is_forgotten=True)


def _about_others(case: Case[Any], number: int, kind: ProcessType[Any]) -> Case[Any]:
    """The payload and the findings without what is about a party."""
    payload = kind.forgets(case, number) if kind.forgets else case.payload
    return replace(case, payload=payload, verdict=_verdict(case.verdict, number))


def _verdict(verdict: Verdict | None, number: int) -> Verdict | None:
    if verdict is None:
        return None
    return replace(verdict, findings=tuple(f for f in verdict.findings if f.party != number))


def _of_others(document: IssuedDocument, person: NationalNumber) -> IssuedDocument:
    return replace(document, subject=NOBODY) if document.subject == person else document


def _of_nobody(case: Case[Any], kind: ProcessType[Any]) -> Case[Any]:
    return replace(
        case,
        parties=tuple(map(_forgotten, case.parties)),
        payload=kind.forgets(case, 0) if kind.forgets else case.payload,
        intake=replace(case.intake, identified_by=None),
        verdict=None,
        handling=Handling(touched=case.handling.touched),
        issued=tuple(replace(document, subject=NOBODY) for document in case.issued),
    )


def _stays(entry: Entry, before: Case[Any], after: Case[Any]) -> bool:
    """Whether an entry is somebody else's: their words, words to them, or of staff about them."""
    others = known(after)
    if not others or entry.author in _authors(after.parties, others):
        return False
    if any(_reads(entry, party) for party in others):
        return True
    return not any(_reads(entry, party) for party in before.parties)


def _authors(parties: Sequence[Party], others: Collection[Party]) -> frozenset[str]:
    """As whom those who were forgotten stand in entries."""
    return frozenset(party.author for party in parties if party not in others)


def _reads(entry: Entry, party: Party) -> bool:
    return may_read(entry.audience, entry.author, reader_of(party), ())


def _step(entry: Entry) -> Entry:
    codes = tuple((name, code) for name, code in entry.data if name in CODES)
    return replace(entry, text="", data=codes, attachments=())


def _left_open(code: str) -> str:
    if code == LETTER:
        return "er is nog een brief te versturen. Doe dat in het loket, onder Brieven."
    return "er staat nog een taak open. Werk die af in het loket, onder Taken."


def _running(case: Case[Any], definition: Definition) -> str:
    state = definition.state(case.instance.state)
    if state.kind is StateKind.AUTO:
        return "dit wordt nu behandeld; probeer het over enkele minuten opnieuw"
    roles = {party.role for party in case.parties}
    promises = definition.promises.values()
    if any(state.id in promise.states and roles & set(promise.by) for promise in promises):
        return "dit loopt nog: laat de burger het intrekken, of laat een medewerker beslissen"
    return "dit loopt nog: laat een medewerker eerst beslissen"
