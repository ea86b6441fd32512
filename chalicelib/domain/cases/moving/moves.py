"""From a case and what happens to it to the change that is stored: pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.cases.audience import resolved
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving import following, written
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.judge import CaseJudge, foreseen, turn_of
from chalicelib.domain.cases.moving.steps import (
    Extra,
    Moved,
    begun_with,
    form_fields,
    stepped,
)
from chalicelib.domain.cases.moving.telling import Telling, outgoing_of
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.party import Party, with_party
from chalicelib.domain.cases.process_type import Opened, Opening
from chalicelib.domain.cases.storing import without_task
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.engine import STARTED, advance, advance_clock, start
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.process.messages import Tell
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.ticking import due_at


def moved(
    case: Case[Any], happenings: Iterable[Happening], frame: Frame, extra: Extra | None = None
) -> Change:
    """What to store when events happen to a case one after the other, all or none.

    Raises ConflictError (`process_ended`, `event_not_possible`, `actor_not_allowed`),
    GuardNotMetError, CantSayError; then nothing happened.
    """
    more = extra or Extra()
    now, steps = begun_with(case, more), []
    for happening in happenings:
        steps.append(_move(now, happening, frame))
        now = steps[-1].case
    return _change(case, steps, frame, more)


def ticked(
    case: Case[Any], clock: str, at: datetime, frame: Frame, extra: Extra | None = None
) -> Change:
    """What to store when a clock's event happens, reckoned at the moment its term ended.

    Raises what `moved` raises.
    """
    more, definition = extra or Extra(), frame.definition
    happening = Happening(definition.clocks[clock].then, CLOCK, CLOCK)
    begun, then = begun_with(case, more), replace(frame, at=at)
    ahead = foreseen(begun, happening, then)
    judge = CaseJudge(ahead, happening, then)
    step = advance_clock(definition, case.instance, happening.cause(at), judge, frame.terms, clock)
    return _change(case, [stepped(begun, ahead, step, happening, frame)], frame, more)


def reminded(case: Case[Any], instance: Instance, tells: tuple[Tell, ...], frame: Frame) -> Change:
    """What to store when a clock reminds: no event, only what is to go out, and that it did."""
    after = replace(case, instance=instance, clock_at=due_at(frame.definition, instance))
    first = int(frame.at.timestamp()) * 100
    telling = Telling(after, tells, turn_of(after, frame), "", first)
    return replace(_without_event(case, after, frame), outgoing=outgoing_of(telling, frame))


def joined(case: Case[Any], party: Party, entries: tuple[Entry, ...], frame: Frame) -> Change:
    """What to store when an invited party turns out to be somebody: no event, and no version."""
    after = replace(case, parties=with_party(case.parties, party))
    return replace(_without_event(case, after, frame), entries=entries)


def told_again(
    case: Case[Any], task: CaseTask, outgoing: Outgoing, entry: Entry, frame: Frame
) -> Change:
    """What to store when something is put on its way again that had become a task."""
    change = _without_event(case, without_task(case, task.key), frame)
    return replace(change, outgoing=(outgoing,), entries=(entry,))


def told_beside(
    case: Case[Any], outgoing: tuple[Outgoing, ...], entries: tuple[Entry, ...], frame: Frame
) -> Change:
    """What to store when something is said and goes out beside what the case itself does."""
    change = _without_event(case, case, frame)
    return replace(change, outgoing=outgoing, entries=entries)


def opened(
    case_id: str, opening: Opening, begun: Opened[Any], happening: Happening, frame: Frame
) -> Change:
    """What to store when a case begins, with the fields of its form in `happening`.

    Raises ConflictError (`actor_not_allowed`) for a role that may not begin one.
    """
    definition = frame.definition
    blank = Instance(definition.id, definition.version, "", 0, frame.at, frame.at)
    case = Case(opening.tenant, case_id, blank, begun.parties, begun.payload, opening.intake)
    started = replace(happening, event=STARTED, codes=(*happening.codes, *begun.codes))
    ahead = foreseen(case, started, frame)
    judge = CaseJudge(ahead, started, frame)
    step = start(definition, started.cause(frame.at), judge, frame.terms)
    return _change(case, [stepped(case, ahead, step, started, frame)], frame, Extra())


def _without_event(case: Case[Any], after: Case[Any], frame: Frame) -> Change:
    return Change(
        case=after,
        was=case.instance.version,
        events=(),
        listed=following.listing_of(after, frame.definition),
        dimensions=frame.type.dimensions(after),
        before=case,
    )


def _move(case: Case[Any], happening: Happening, frame: Frame) -> Moved:
    ahead = foreseen(case, happening, frame)
    judge = CaseJudge(ahead, happening, frame)
    cause = happening.cause(frame.at)
    step = advance(frame.definition, case.instance, cause, judge, frame.terms)
    return stepped(case, ahead, step, happening, frame)


def _change(before: Case[Any], steps: list[Moved], frame: Frame, extra: Extra) -> Change:
    last = steps[-1]
    was = before.instance.version
    case, documents, revoked = _with_documents(last.case, extra.documents)
    return Change(
        case=case,
        was=was,
        events=tuple(one.step.event for one in steps),
        entries=_entries(steps, frame, extra),
        outgoing=_outgoing(steps, frame, extra),
        documents=documents,
        revoked=revoked,
        claims=following.claims_change(before if was else None, case, frame),
        once=extra.once,
        listed=following.listing_of(case, frame.definition),
        dimensions=frame.type.dimensions(case),
        before=before if was else None,
    )


def _with_documents(
    case: Case[Any], made: tuple[IssuedDocument, ...]
) -> tuple[Case[Any], tuple[IssuedDocument, ...], tuple[IssuedDocument, ...]]:
    """The case with documents in their slots, these, and those that they replace."""
    slots = {document.slot for document in made}
    gone = {document.slot: document for document in case.issued if document.slot in slots}
    new = tuple(
        replace(document, replaces=gone[document.slot].number)
        if document.slot in gone
        else document
        for document in made
    )
    kept = tuple(document for document in case.issued if document.slot not in slots)
    return replace(case, issued=(*kept, *new)), new, tuple(gone.values())


def _entries(steps: list[Moved], frame: Frame, extra: Extra) -> tuple[Entry, ...]:
    last = steps[-1]
    said = [entry for one in steps for entry in _said(one, frame)]
    return tuple(
        replace(entry, audience=resolved(entry.audience, last.turn))
        for entry in (*said, *extra.entries)
    )


def _said(one: Moved, frame: Frame) -> tuple[Entry, ...]:
    action = one.happening.action
    fields = form_fields(frame.definition) if one.step.event.name == STARTED else {}
    if action:
        fields = dict(action.fields)
    return written.entries_of(fields, one.happening, one.case.instance.version, frame.at)


def _outgoing(steps: list[Moved], frame: Frame, extra: Extra) -> tuple[Outgoing, ...]:
    last = steps[-1]
    found = [
        outgoing_of(
            Telling(one.case, _tells(one, last, extra), one.turn, one.happening.author), frame
        )
        for one in steps
    ]
    return tuple(outgoing for those in found for outgoing in those)


def _tells(one: Moved, last: Moved, extra: Extra) -> tuple[Tell, ...]:
    more = extra.tells if one is last else ()
    return tuple(dict.fromkeys((*one.step.tells, *more)))
