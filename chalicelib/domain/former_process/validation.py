"""Whether a process can work: every problem in words, before a citizen meets it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from chalicelib.domain.former_process.definition import (
    SYSTEM,
    Deadline,
    Definition,
    State,
    StateKind,
    Transition,
    Unit,
)

_ID = re.compile(r"[a-z][a-z0-9_]*")
_EFFECT = re.compile(r"[a-z]+:[a-z][a-z0-9_]*")
_DAYS_PER_UNIT = {Unit.SECONDS: 0, Unit.DAYS: 1, Unit.WORKING_DAYS: 1, Unit.MONTHS: 28}

type Problems = Iterator[str]


def validate(definition: Definition) -> list[str]:
    """Everything that is wrong with a definition, one sentence each; empty when it can be used."""
    return [problem for check in _CHECKS for problem in check(definition)]


def _ids(definition: Definition) -> Problems:
    for kind, things in (
        ("state", definition.states),
        ("deadline", definition.deadlines),
        ("guard", definition.guards),
    ):
        ids = [thing.id for thing in things]
        yield from (f"{kind} {i!r}: there are two with this id" for i in _repeated(ids))
        yield from (
            f"{kind} {i!r}: an id is lower-case letters, digits and _, and starts with a letter"
            for i in ids
            if not _ID.fullmatch(i)
        )


def _initial(definition: Definition) -> Problems:
    starts = [state.id for state in definition.states if state.kind is StateKind.START]
    if starts != [definition.initial]:
        yield (
            f"state {definition.initial!r}: the initial state must be the one of kind start,"
            f" but of that kind are: {', '.join(starts) or 'none'}"
        )


def _texts(definition: Definition) -> Problems:
    for state in definition.states:
        for name, text in (("label", state.label), ("explanation", state.explanation)):
            if not text.strip():
                yield f"state {state.id!r}: the {name} is empty, and citizens read it"


def _transitions(definition: Definition) -> Problems:
    known = _state_ids(definition)
    guards = {guard.id for guard in definition.guards}
    for t in definition.transitions:
        for end in (t.source, t.target):
            if end not in known:
                yield f"{_at(t)}: there is no state {end!r}"
        if t.guard and t.guard not in guards:
            yield f"{_at(t)}: there is no guard {t.guard!r}"
        for effect in t.effects:
            yield from _effect(_at(t), effect)


def _unambiguous(definition: Definition) -> Problems:
    pairs = [(t.source, t.event) for t in definition.transitions]
    for state, event in _repeated(pairs):
        yield f"state {state!r}: event {event!r} leads to two places"


def _ends(definition: Definition) -> Problems:
    for state in definition.states:
        exits = definition.exits(state.id)
        if state.is_final and exits:
            yield f"state {state.id!r}: it is final, but event {exits[0].event!r} leaves it"
        if state.is_final and state.timer:
            yield f"state {state.id!r}: it is final, so timer {state.timer!r} can't matter"


def _reachable(definition: Definition) -> Problems:
    edges = [(t.source, t.target) for t in definition.transitions]
    reached = _closure({definition.initial}, edges)
    for state in definition.states:
        if state.id not in reached:
            yield f"state {state.id!r}: no events lead there from {definition.initial!r}"


def _can_end(definition: Definition) -> Problems:
    backwards = [(t.target, t.source) for t in definition.transitions]
    ending = _closure({s.id for s in definition.states if s.is_final}, backwards)
    for state in definition.states:
        if state.id not in ending:
            yield f"state {state.id!r}: no events lead from there to a final state"


def _moves_on(definition: Definition) -> Problems:
    timers = {deadline.id: deadline for deadline in definition.deadlines}
    for state in definition.states:
        if state.timer and state.timer not in timers:
            yield f"state {state.id!r}: there is no deadline {state.timer!r} for its timer"
        elif state.is_automatic:
            yield from _can_be_resent(state, timers.get(state.timer))
        if not state.is_final:
            yield from _somebody_acts(definition, state)


def _can_be_resent(state: State, deadline: Deadline | None) -> Problems:
    if deadline is None or deadline.unit is not Unit.SECONDS or deadline.on_expiry:
        yield (
            f"state {state.id!r}: it is automatic, so its timer must be a deadline in seconds with"
            " expiry_effects, which send again what was lost"
        )


def _somebody_acts(definition: Definition, state: State) -> Problems:
    owner_acts = any(t.actor == state.owner for t in definition.exits(state.id))
    if not owner_acts and (state.is_automatic or not state.timer):
        yield f"state {state.id!r}: its owner {state.owner!r} can't do anything there"


def _deadlines(definition: Definition) -> Problems:
    used = {state.timer for state in definition.states}
    for deadline in definition.deadlines:
        if deadline.id not in used:
            yield f"deadline {deadline.id!r}: no state has it as its timer"
        yield from _term(deadline)
        yield from _reminders(deadline)
        for effect in (*deadline.expiry_effects, *filter(None, [deadline.reminder_effect])):
            yield from _effect(f"deadline {deadline.id!r}", effect)


def _term(deadline: Deadline) -> Problems:
    if deadline.value < 1:
        yield f"deadline {deadline.id!r}: its value must be 1 or more"
    if bool(deadline.on_expiry) == bool(deadline.expiry_effects):
        yield (
            f"deadline {deadline.id!r}: when it passes either an event occurs (on_expiry) or there"
            " is something to do (expiry_effects)"
        )


def _reminders(deadline: Deadline) -> Problems:
    at = f"deadline {deadline.id!r}"
    days = deadline.reminders
    if bool(days) != bool(deadline.reminder_effect):
        yield f"{at}: reminders and reminder_effect need each other"
    if days and deadline.counts_from:
        yield f"{at}: reminders count from entering, so its term can't count from elsewhere"
    last = deadline.value * _DAYS_PER_UNIT[deadline.unit]
    if list(days) != sorted(set(days)) or any(not 0 < day < last for day in days):
        yield f"{at}: reminders must rise, from 1 day to before the term ends"


def _expiries(definition: Definition) -> Problems:
    events = {d.id: d.on_expiry for d in definition.deadlines if d.on_expiry}
    for state in definition.states:
        if state.timer not in events:
            continue
        exit_ = definition.transition(state.id, events[state.timer])
        if exit_ is None or exit_.actor != SYSTEM:
            yield (
                f"state {state.id!r}: its timer causes {events[state.timer]!r}, so that event must"
                f" lead somewhere, by actor {SYSTEM!r}"
            )


def _guards(definition: Definition) -> Problems:
    used = {t.guard for t in definition.transitions}
    for guard in definition.guards:
        if guard.id not in used:
            yield f"guard {guard.id!r}: no transition asks for it"


def _effect(at: str, effect: str) -> Problems:
    if not _EFFECT.fullmatch(effect):
        yield f"{at}: effect {effect!r} must look like kind:code"


def _at(transition: Transition) -> str:
    return f"state {transition.source!r}, event {transition.event!r}"


def _state_ids(definition: Definition) -> set[str]:
    return {state.id for state in definition.states}


def _repeated[T](things: Iterable[T]) -> list[T]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def _closure(found: set[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    edges = list(edges)
    while new := {target for source, target in edges if source in found} - found:
        found = found | new
    return found


_CHECKS: tuple[Callable[[Definition], Problems], ...] = (
    _ids,
    _initial,
    _texts,
    _transitions,
    _unambiguous,
    _ends,
    _reachable,
    _can_end,
    _moves_on,
    _deadlines,
    _expiries,
    _guards,
)
