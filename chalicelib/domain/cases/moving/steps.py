"""One event of a case: the case after it, who reads it, and whose turn it is."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.domain.cases.audience import AUTHOR, HANDLERS, TURN, Audience, may_read, resolved
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.change import OncePrint
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving import following
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.judge import turn_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.process.actions import Field
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event, Step
from chalicelib.domain.process.messages import Tell
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.process.ticking import due_at

AUDIENCE = "audience"
"""The code of an event that says who reads it, where that was whose turn it was."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What a change stores beside its events. What is None stays as it was.

    `payload`, `parties` and `verdict` are put in the case before its events are judged; `tells`
    are told with the last; `struck` are the keys of tasks that are seen to with it.
    """

    entries: tuple[Entry, ...] = ()
    documents: tuple[IssuedDocument, ...] = ()
    payload: Any = None
    parties: tuple[Party, ...] | None = None
    verdict: Verdict | None = None
    once: OncePrint | None = None
    tells: tuple[Tell, ...] = ()
    struck: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Moved:
    """One event that happened: the case after it, and the parties whose turn it is or was."""

    case: Case[Any]
    step: Step
    happening: Happening
    turn: tuple[int, ...]


def form_fields(definition: Definition) -> dict[str, Field]:
    """All fields of the form with which a case begins, by id."""
    return {f.id: f for page in definition.start.pages for f in page.fields.values()}


def audience_of(event: Event, definition: Definition) -> Audience:
    """Who reads an event in the history: who caused it, and all parties or whom it names."""
    named = dict(event.data).get(AUDIENCE)
    if named is not None:
        return (AUTHOR, *named.split())
    transition = definition.transition(event.source, event.name) if event.source else None
    said = transition.audience if transition else ()
    return (AUTHOR, *(said or (*definition.roles_of(RoleKind.PARTY), HANDLERS)))


def reads(event: Event, party: Party, definition: Definition) -> bool:
    """Whether a party may see an event."""
    return may_read(audience_of(event, definition), event.actor, reader_of(party), ())


def begun_with(case: Case[Any], extra: Extra) -> Case[Any]:
    """The case with what a change puts in it before its events."""
    return replace(
        case,
        payload=case.payload if extra.payload is None else extra.payload,
        parties=case.parties if extra.parties is None else extra.parties,
        verdict=case.verdict if extra.verdict is None else extra.verdict,
        tasks=tuple(task for task in case.tasks if task.key not in extra.struck),
    )


def stepped(
    before: Case[Any], ahead: Case[Any], step: Step, happening: Happening, frame: Frame
) -> Moved:
    """The case after an event that the engine let happen, from the one that was foreseen."""
    definition, now = frame.definition, frame.at
    case = replace(
        ahead,
        instance=step.instance,
        handling=following.handling_after(ahead.handling, step, happening, definition),
        work=following.work_after(ahead.work, step, definition, now),
        tasks=following.tasks_after(ahead.tasks, step.instance, definition, now),
        clock_at=due_at(definition, step.instance),
    )
    turn = turn_of(case, frame) or turn_of(before, frame)
    event = _with_audience(step.event, turn, definition)
    step = replace(step, event=event)
    return Moved(
        replace(case, parties=_seen(case.parties, event, definition)), step, happening, turn
    )


def _with_audience(event: Event, turn: tuple[int, ...], definition: Definition) -> Event:
    """The event with its readers written down, where that is whose turn it is."""
    transition = definition.transition(event.source, event.name) if event.source else None
    if transition is None or TURN not in transition.audience:
        return event
    readers = " ".join(resolved(transition.audience, turn))
    return replace(event, data=(*event.data, (AUDIENCE, readers)))


def _seen(parties: tuple[Party, ...], event: Event, definition: Definition) -> tuple[Party, ...]:
    return tuple(replace(p, seen=p.seen + reads(event, p, definition)) for p in parties)
