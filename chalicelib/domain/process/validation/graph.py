"""That every case gets on: no state that can't be reached or left, none before nobody."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.process.actions import ActionKind
from chalicelib.domain.process.clocks import ClockDefinition
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import CLOCK, WORK, RoleKind
from chalicelib.domain.process.states import REFUSED, StateDefinition, StateKind
from chalicelib.domain.process.validation.saying import Problems, at


def reached(definition: Definition) -> Problems:
    """Every state can be reached, and from every state an end."""
    nexts = {state: _nexts(definition, state) for state in definition.states}
    found = _walk({definition.initial}, nexts)
    yield from (f"state {s!r}: nothing leads to it" for s in definition.states if s not in found)
    ends = {state for state in definition.states if definition.is_final(state)}
    into: dict[str, set[str]] = {state: set() for state in definition.states}
    for state, others in nexts.items():
        for other in others:
            into[other].add(state)
    ending = _walk(ends, into)
    yield from (
        f"state {s!r}: no end can be reached from it" for s in definition.states if s not in ending
    )


def refused(definition: Definition) -> Problems:
    """What staff or a work turn down, a letter says why: reason, law, means of appeal.

    Formal reasons are required (law of 29 July 1991, art. 2 and 3). What a clock or an authority
    ends was decided before or elsewhere; so it is where a guard looks back who was refused.
    """
    written = {event for work in definition.works.values() for event in work.refusals}
    refusing = (a for a in definition.actions.values() if a.kind is ActionKind.REFUSE)
    written |= {event for action in refusing for event in action.events}
    ours = {*definition.roles_of(RoleKind.STAFF), WORK}
    for transition in definition.transitions:
        ends = {target.state for target in transition.targets if not target.guard}
        refuses = [s for s in sorted(ends & set(definition.states)) if _refuses(definition, s)]
        if refuses and ours & set(transition.by) and transition.event not in written:
            yield f"{at(transition)}: it leads to {refuses[0]!r} without a letter that says why"


def finals(definition: Definition) -> Problems:
    """Nothing happens in a final state, and a case doesn't begin in one."""
    for state in definition.states:
        if definition.is_final(state) and definition.exits(state):
            event = definition.exits(state)[0].event
            yield f"state {state!r}: it is final, and {event!r} leads out of it"
    if definition.initial in definition.states and definition.is_final(definition.initial):
        yield f"state {definition.initial!r}: a case can't begin in a final state"


def somebody(definition: Definition, running: Mapping[str, frozenset[str]]) -> Problems:
    """Whoever a state waits for can do something there, and silence comes to an end."""
    for state in definition.states.values():
        match state.kind:
            case StateKind.DESK:
                yield from _can_act(definition, state, _handlers(definition, state))
            case StateKind.PARTY:
                yield from _can_act(definition, state, state.party)
                yield from _is_watched(state, running)
            case StateKind.AWAIT:
                yield from _can_act(definition, state, state.authority)
                yield from _leads_on(definition, state, running)


def _handlers(definition: Definition, state: StateDefinition) -> tuple[str, ...]:
    worklist = definition.worklists.get(state.worklist)
    return (worklist.role,) if worklist else ()


def _can_act(definition: Definition, state: StateDefinition, roles: Iterable[str]) -> Problems:
    for role in roles:
        if not definition.actions_in(state.id, role):
            yield f"state {state.id!r}: it waits for {role!r}, who can do nothing in it"


def _is_watched(state: StateDefinition, running: Mapping[str, frozenset[str]]) -> Problems:
    if not any(state.id in states for states in running.values()):
        yield f"state {state.id!r}: no clock runs in it, so silence would last for ever"


def _leads_on(
    definition: Definition, state: StateDefinition, running: Mapping[str, frozenset[str]]
) -> Problems:
    if state.authority:
        yield from _is_watched(state, running)
        return
    clocks = (c for c in definition.clocks.values() if state.id in running[c.id])
    if not any(_ends_it(definition, clock, state) for clock in clocks):
        yield f"state {state.id!r}: it waits for no authority, and no clock leads out of it"


def _ends_it(definition: Definition, clock: ClockDefinition, state: StateDefinition) -> bool:
    transition = definition.transition(state.id, clock.then)
    return transition is not None and CLOCK in transition.by


def _nexts(definition: Definition, state: str) -> set[str]:
    found = (reached for t in definition.exits(state) for reached in t.reached_from(state))
    return {reached for reached in found if reached in definition.states}


def _refuses(definition: Definition, state: str) -> bool:
    return definition.states[state].outcome == REFUSED


def _walk(begin: set[str], nexts: Mapping[str, set[str]]) -> set[str]:
    found, left = set(), [state for state in begin if state in nexts]
    while left:
        state = left.pop()
        if state not in found:
            found.add(state)
            left += nexts[state]
    return found
