"""Instances of a process: how they start, move on, and follow from their events."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.former_process.definition import SYSTEM, Definition, Transition
from chalicelib.domain.former_process.terms import Data, due_on_entry
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.domain.tenants.workdays import Calendar

STARTED = "started"
"""The name of every instance's first event."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Where one case stands. `version` counts its events; `due_at` is when somebody must look."""

    process: str
    state: str
    version: int
    entered_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in the past; immutable. `data` holds codes and ids, no personal data.

    `actor` is a role, or a role and who had it (`clerk:k17`). The first event has no `source`.
    """

    version: int
    name: str
    source: str
    target: str
    actor: str
    at: datetime
    data: Data = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The result of one advance: the new instance, its event, what is left to do."""

    instance: Instance
    event: Event
    effects: tuple[str, ...]


def start(
    definition: Definition,
    at: datetime,
    calendar: Calendar,
    *,
    actor: str = SYSTEM,
    data: Data = (),
) -> Step:
    """A new instance in the initial state, with its first event."""
    event = Event(1, STARTED, "", definition.initial, actor, at, data)
    return Step(_after(definition, event, calendar), event, ())


def advance(
    definition: Definition,
    instance: Instance,
    name: str,
    *,
    actor: str,
    at: datetime,
    calendar: Calendar,
    holds: Collection[str] = (),
    data: Data = (),
) -> Step:
    """Apply one event; `holds` are the guards that hold.

    Raises ConflictError: `process_ended`, `event_not_possible`, `actor_not_allowed`,
    `guard_not_met`; InvalidInputError (`invalid_moment`) for a date in `data` that isn't one.
    """
    transition = _transition(definition, instance, name)
    _check_actor(transition, actor)
    _check_guard(transition, holds)
    version, source, target = instance.version + 1, transition.source, transition.target
    event = Event(version, name, source, target, actor, at, data)
    return Step(_after(definition, event, calendar), event, transition.effects)


def advance_all(
    definition: Definition,
    instance: Instance,
    names: Iterable[str],
    *,
    actor: str,
    at: datetime,
    calendar: Calendar,
    holds: Collection[str] = (),
    data: Data = (),
) -> tuple[Step, ...]:
    """Apply events one after the other, to be stored at once; `data` goes with the last.

    Raises what `advance` raises; then none of them happened.
    """
    steps: list[Step] = []
    *before, last = names
    for name, told in (*((name, ()) for name in before), (last, data)):
        step = advance(
            definition,
            instance,
            name,
            actor=actor,
            at=at,
            calendar=calendar,
            holds=holds,
            data=told,
        )
        steps.append(step)
        instance = step.instance
    return tuple(steps)


def replay(definition: Definition, events: Sequence[Event], calendar: Calendar) -> Instance:
    """The instance that follows from all its events, from the first on.

    History counts as it was written, also when a later version of the definition would not allow
    it any more. `due_at` is that of entering the state: reminders and repeated attempts, which
    are no events, may have moved it since. Raises ConflictError (`history_broken`).
    """
    state = ""
    for version, event in enumerate(events, start=1):
        if (event.version, event.source) != (version, state):
            raise _history_broken()
        state = event.target
    if not events:
        raise _history_broken()
    return _after(definition, events[-1], calendar)


def possible(definition: Definition, instance: Instance, role: str) -> tuple[str, ...]:
    """The events that somebody in a role may cause now, if their guards hold."""
    return tuple(t.event for t in definition.exits(instance.state) if t.actor == role)


def _after(definition: Definition, event: Event, calendar: Calendar) -> Instance:
    deadline = definition.deadline(event.target)
    due_at = due_on_entry(deadline, event.at, event.data, calendar) if deadline else None
    return Instance(definition.id, event.target, event.version, event.at, due_at)


def _transition(definition: Definition, instance: Instance, name: str) -> Transition:
    transition = definition.transition(instance.state, name)
    if transition is not None:
        return transition
    if definition.state(instance.state).is_final:
        raise ConflictError(
            "process_ended", "Dit dossier is afgesloten. Er kan niets meer aan veranderen."
        )
    raise ConflictError("event_not_possible", "Dit kan niet in deze fase van het dossier.")


def _check_actor(transition: Transition, actor: str) -> None:
    role, _, _ = actor.partition(":")
    if role != transition.actor:
        raise ConflictError("actor_not_allowed", "Deze stap kan alleen iemand anders zetten.")


def _check_guard(transition: Transition, holds: Collection[str]) -> None:
    if transition.guard and transition.guard not in holds:
        raise ConflictError(
            "guard_not_met", "Aan een voorwaarde voor deze stap is nog niet voldaan."
        )


def _history_broken() -> ConflictError:
    return ConflictError(
        "history_broken", "De geschiedenis van dit dossier klopt niet. Wij kijken dit na."
    )
