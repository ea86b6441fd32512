"""Clocks: what they name, how their terms are written, and that each comes to an end."""

from collections.abc import Mapping

from chalicelib.domain.process.clocks import BY_THE_MINUTE, ClockDefinition, TriggerKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.validation.moves import tells
from chalicelib.domain.process.validation.saying import Problems, listed, readers, unknown


def names(definition: Definition) -> Problems:
    """Everything a clock names is there, and the promise is a clock."""
    yield from unknown("the promise", "clock", (definition.promise,), definition.clocks)
    events = {STARTED, *definition.all_events()}
    for clock in definition.clocks.values():
        where = f"clock {clock.id!r}"
        triggers = (*clock.starts, *clock.stops, *clock.pauses, *clock.resumes)
        named = [t.event for t in triggers if t.on is TriggerKind.EVENT]
        yield from unknown(where, "event", named, events)
        lists = (clock.task.worklist,) if clock.task else ()
        yield from unknown(where, "worklist", lists, definition.worklists)
        for reminder in clock.reminders:
            yield from tells(definition, where, reminder.tell)
        yield from readers(where, clock.audience, definition.roles)


def terms(definition: Definition) -> Problems:
    """A term is a sum that can be reckoned."""
    for clock in definition.clocks.values():
        where = f"clock {clock.id!r}"
        units = {step.unit in BY_THE_MINUTE for step in clock.term}
        if not units:
            yield f"{where}: its term has no step"
        if len(units) > 1:
            yield f"{where}: its term adds minutes or hours to days, and an end of day has none"
        if True in units and (clock.runs_on or clock.at_start or clock.until_field):
            yield f"{where}: runs_on, ends_at and until are of days, its term isn't in days"
        if clock.runs_on and clock.at_start:
            yield f"{where}: a waiting period doesn't run on to a working day"
        if bool(clock.pauses) != bool(clock.resumes):
            yield f"{where}: it has one of pauses and resumes, and needs the other"


def ends(definition: Definition, running: Mapping[str, frozenset[str]]) -> Problems:
    """Each clock can run, and its end means something wherever it can come."""
    for clock in definition.clocks.values():
        states = running[clock.id]
        if not states:
            yield f"clock {clock.id!r}: nothing ever starts it"
        elif not clock.then and clock.task is None:
            yield f"clock {clock.id!r}: its end means nothing: it has neither then nor task"
        elif clock.then:
            yield from _then(definition, clock, states)


def _then(definition: Definition, clock: ClockDefinition, states: frozenset[str]) -> Problems:
    missing = {state for state in states if not _is_possible(definition, clock, state)}
    if missing == states and not _anywhere(definition, clock, states):
        yield f"clock {clock.id!r}: {clock.then!r} isn't possible in any state in which it can end"
    elif missing and clock.task is None:
        yield (
            f"clock {clock.id!r}: it can end in {listed(missing)}, where {clock.then!r} isn't"
            " possible or needs something, so it must have a task"
        )


def _is_possible(definition: Definition, clock: ClockDefinition, state: str) -> bool:
    transition = definition.transition(state, clock.then)
    return transition is not None and CLOCK in transition.by and not transition.needs


def _anywhere(definition: Definition, clock: ClockDefinition, states: frozenset[str]) -> bool:
    found = (definition.transition(state, clock.then) for state in states)
    return any(t is not None and CLOCK in t.by for t in found)
