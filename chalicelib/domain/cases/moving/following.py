"""What follows for a case from having come into, or stayed in, a state."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.change import ClaimChange, ClaimKey, Listing
from chalicelib.domain.cases.handling import Handling, entered_desk, left_desk
from chalicelib.domain.cases.moving.frame import Frame, Happening, team_of
from chalicelib.domain.cases.moving.posting import is_moot
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.clocks import ClockDefinition
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Instance, Step
from chalicelib.domain.process.messages import TellKind
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.process.states import StateKind

RESEND = timedelta(minutes=3)
"""After so long without a result the message of an automatic state is sent again."""


def handling_after(
    handling: Handling, step: Step, happening: Happening, definition: Definition
) -> Handling:
    """Before people when a desk state is entered, theirs no more when it is left.

    Staying keeps the moment of entering; going on to another state of the same worklist keeps
    who holds the case.
    """
    event = step.event
    after = handling
    if step.is_entry and definition.state(event.target).kind is StateKind.DESK:
        entered = entered_desk(handling, event.at, event.name)
        after = replace(entered, lease=handling.lease if _stays(step, definition) else None)
    elif step.is_entry:
        after = left_desk(handling)
    is_staff = happening.by_staff or happening.role in definition.roles_of(RoleKind.STAFF)
    return replace(after, touched=after.touched or is_staff)


def work_after(work: WorkTry, step: Step, definition: Definition, now: datetime) -> WorkTry:
    """When the work of a state is to run: at once in an automatic one, else after its delay.

    The message of an automatic state is on its way; `next_at` is when it is taken for lost.
    """
    if not step.is_entry:
        return work
    state, spec = definition.state(step.event.target), definition.work_of(step.event.target)
    if spec is None:
        return WorkTry()
    wait = RESEND if state.kind is StateKind.AUTO else spec.delay(1)
    return WorkTry(since=now, next_at=now + wait)


def listing_of(case: Case[Any], definition: Definition) -> Listing | None:
    """Where a case waits for people, by what was promised, else by when it came before them."""
    state = definition.state(case.instance.state)
    if state.kind is not StateKind.DESK:
        return None
    role, team = team_of(case, state.worklist, definition)
    promised = case.instance.clock(definition.promise)
    by = promised.ends_at if promised and promised.is_alive else None
    return Listing(role, team, by or case.handling.since or case.instance.entered_at)


def tasks_after(
    tasks: tuple[CaseTask, ...], instance: Instance, definition: Definition, now: datetime
) -> tuple[CaseTask, ...]:
    """The tasks that still stand.

    A clock's task stands as long as that clock is over, and wasn't stopped, moved or ended by its
    event; the notice of a reminder as long as its clock runs; a letter whose sending starts
    something as long as that is waited for. All others are for people to strike off.
    """
    return tuple(t for t in tasks if stands(t, instance, definition, now))


def stands(task: CaseTask, instance: Instance, definition: Definition, now: datetime) -> bool:
    """Whether there is still something to do about a task."""
    if is_moot(task, instance, definition):
        return False
    reminding = [c.id for c in definition.clocks.values() if _reminds(c, task.code)]
    if reminding:
        return any((state := instance.clock(name)) and state.is_alive for name in reminding)
    clock = definition.clocks.get(task.about)
    if clock is None or clock.task is None or clock.task.code != task.code:
        return True
    state = instance.clock(clock.id)
    is_over = state is not None and state.ends_at is not None and state.ends_at <= now
    return state is not None and state.is_alive and is_over


def claims_change(before: Case[Any] | None, after: Case[Any], frame: Frame) -> ClaimChange:
    """The keys that a case holds after a change and didn't before, and the other way round."""
    had = dict.fromkeys(claims_of(before, frame) if before else ())
    has = dict.fromkeys(claims_of(after, frame))
    return ClaimChange(
        tuple(key for key in has if key not in had),
        tuple(key for key in had if key not in has),
    )


def claims_of(case: Case[Any], frame: Frame) -> tuple[ClaimKey, ...]:
    """The keys that a case holds in its state."""
    return tuple(
        ClaimKey(claim.id, key, claim.words)
        for claim in frame.definition.claims.values()
        if case.instance.state in claim.held_in
        for key in frame.type.keys[claim.key](case)
    )


def a_list_for(case: Case[Any], definition: Definition, role: str = "") -> str:
    """The worklist on which a task of a case lands: of a role, else of its state, else any."""
    of_role = [w.id for w in definition.worklists.values() if w.role == role]
    own = definition.state(case.instance.state).worklist
    if own and (not role or own in of_role):
        return own
    return next(iter(of_role or definition.worklists), "")


def a_task(
    case: Case[Any], frame: Frame, code: str, about: str, words: str, worklist: str = ""
) -> CaseTask:
    """A task of a case, on a list of its own or on that of its state."""
    where = worklist or a_list_for(case, frame.definition)
    role, team = team_of(case, where, frame.definition) if where else ("", "")
    return CaseTask(code, where, about, words, frame.at, role, team)


def _stays(step: Step, definition: Definition) -> bool:
    source = definition.states.get(step.event.source)
    return source is not None and source.worklist == definition.state(step.event.target).worklist


def _reminds(clock: ClockDefinition, code: str) -> bool:
    tells = (tell for reminder in clock.reminders for tell in reminder.tell)
    return any(tell.kind is TellKind.NOTICE and tell.id == code for tell in tells)
