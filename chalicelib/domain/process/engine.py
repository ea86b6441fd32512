"""Cases of a process: how they start, move on, and follow from their events."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import (
    Cause,
    ClockMark,
    ClockState,
    ClockStatus,
    Event,
    Instance,
    Step,
)
from chalicelib.domain.process.judging import (
    Answer,
    CantSayError,
    GuardContext,
    GuardNotMetError,
    Judge,
    ask,
)
from chalicelib.domain.process.messages import Tell
from chalicelib.domain.process.states import Target, Transition
from chalicelib.domain.process.timing.running import Reckoner, StateChange
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.errors import ConflictError

STARTED = "started"
"""The name of every case's first event."""

type Foresee = Callable[[Instance, Cause], Judge]
"""Applies the payload function of an event and gives the judge over the case as it will be."""


def start(definition: Definition, cause: Cause, judge: Judge, terms: Terms) -> Step:
    """A new case in its initial state, with its first event.

    Raises ConflictError (`actor_not_allowed`) for a role that may not begin one.
    """
    by = definition.start
    if cause.role not in (*by.by, *by.counter):
        raise _not_allowed()
    before = Instance(definition.id, definition.version, "", 0, cause.at, cause.at)
    reckoner = Reckoner(definition, terms, judge, cause.at)
    move = StateChange(STARTED, "", definition.initial)
    return _stepped(before, cause, move, reckoner.moved({}, move), ())


def advance(
    definition: Definition, instance: Instance, cause: Cause, judge: Judge, terms: Terms
) -> Step:
    """One event of people, a work or a mail that couldn't be delivered.

    Raises ConflictError (`process_ended`, `event_not_possible`, `actor_not_allowed`),
    GuardNotMetError, or CantSayError when a guard can't be judged now; then nothing happened.
    """
    return advance_clock(definition, instance, cause, judge, terms, "")


def advance_clock(
    definition: Definition,
    instance: Instance,
    cause: Cause,
    judge: Judge,
    terms: Terms,
    clock: str,
) -> Step:
    """One event, with which a clock ends when one is named. Raises what `advance` raises."""
    transition = _possible(definition, instance, cause)
    reckoner = Reckoner(definition, terms, judge, cause.at)
    clocks = reckoner.dated(_ended(instance, clock))
    asked = _Asked(definition, judge, _situation(instance, cause, clocks, terms))
    asked.need(transition.needs)
    target = asked.choose(transition.targets)
    move = StateChange(cause.event, instance.state, target.reached_from(instance.state))
    tells = tuple(dict.fromkeys((*transition.tell, *target.tell)))
    return _stepped(instance, cause, move, reckoner.moved(clocks, move), tells)


def replay(definition: Definition, events: Sequence[Event]) -> Instance:
    """The case that follows from all its events, from the first on, without marks.

    History counts as it was written, whatever the definition would allow now. Raises
    ConflictError (`history_broken`) when an event is missing or doesn't join on.
    """
    if not events:
        raise _history_broken()
    at = events[0].at
    instance = Instance(definition.id, definition.version, "", 0, at, at)
    for event in events:
        if (event.version, event.source) != (instance.version + 1, instance.state):
            raise _history_broken()
        instance = _after(instance, event)
    return instance


def possible(definition: Definition, instance: Instance, role: str) -> tuple[str, ...]:
    """The events that somebody in a role may cause now, if their guards hold."""
    return tuple(t.event for t in definition.exits(instance.state) if role in t.by)


@dataclass(frozen=True, slots=True)
class _Asked:
    definition: Definition
    judge: Judge
    situation: GuardContext

    def need(self, guards: Iterable[str]) -> None:
        answers = {guard: ask(self.judge, guard, self.situation) for guard in guards}
        if unmet := tuple(g for g, answer in answers.items() if answer is Answer.NO):
            raise GuardNotMetError(unmet, self.definition.guards[unmet[0]].words)
        if unknown := tuple(g for g, answer in answers.items() if answer is Answer.UNKNOWN):
            raise CantSayError(unknown)

    def choose(self, targets: Sequence[Target]) -> Target:
        for target in targets[:-1]:
            match ask(self.judge, target.guard, self.situation):
                case Answer.YES:
                    return target
                case Answer.UNKNOWN:
                    raise CantSayError((target.guard,))
        return targets[-1]


def _possible(definition: Definition, instance: Instance, cause: Cause) -> Transition:
    transition = definition.transition(instance.state, cause.event)
    if transition is None:
        raise _not_possible(is_ended=definition.is_final(instance.state))
    if cause.role not in transition.by:
        raise _not_allowed()
    return transition


def _situation(
    instance: Instance, cause: Cause, clocks: Mapping[str, ClockState], terms: Terms
) -> GuardContext:
    return GuardContext(
        instance=instance,
        clocks=clocks,
        event=cause.event,
        role=cause.role,
        actor=cause.actor,
        at=cause.at,
        day=terms.day_of(cause.at),
        data=cause.data,
    )


def _ended(instance: Instance, clock: str) -> dict[str, ClockState]:
    clocks = {state.name: state for state in instance.clocks}
    if clock:
        clocks[clock] = replace(clocks[clock], status=ClockStatus.ENDED, reminders=())
    return clocks


def _stepped(
    instance: Instance,
    cause: Cause,
    move: StateChange,
    clocks: Mapping[str, ClockState],
    tells: tuple[Tell, ...],
) -> Step:
    event = Event(
        version=instance.version + 1,
        name=move.event,
        source=move.source,
        target=move.target,
        role=cause.role,
        actor=cause.actor,
        at=cause.at,
        data=cause.data,
        clocks=tuple(c for name, c in clocks.items() if c != instance.clock(name)),
    )
    return Step(_after(instance, event), event, tells)


def _after(instance: Instance, event: Event) -> Instance:
    clocks = {c.name: c for c in (*instance.clocks, *event.clocks)}
    is_entry = event.source != event.target
    return replace(
        instance,
        state=event.target,
        version=event.version,
        entered_at=event.at if is_entry else instance.entered_at,
        changed_at=event.at,
        clocks=tuple(clocks.values()),
        marks=tuple(mark for mark in instance.marks if _counts(mark, clocks)),
    )


def _counts(mark: ClockMark, clocks: Mapping[str, ClockState]) -> bool:
    state = clocks.get(mark.clock)
    return state is not None and state.is_alive


def _not_possible(*, is_ended: bool) -> ConflictError:
    if is_ended:
        return ConflictError(
            "process_ended", "Dit dossier is afgesloten. Er kan niets meer aan veranderen."
        )
    return not_possible()


def not_possible() -> ConflictError:
    """An event that doesn't happen in the state of a case."""
    return ConflictError("event_not_possible", "Dit kan niet in deze fase van het dossier.")


def _not_allowed() -> ConflictError:
    return ConflictError("actor_not_allowed", "Deze stap kan alleen iemand anders zetten.")


def _history_broken() -> ConflictError:
    return ConflictError(
        "history_broken", "De geschiedenis van dit dossier klopt niet. Wij kijken dit na."
    )
