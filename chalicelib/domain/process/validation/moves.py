"""Transitions: what they name, and who can cause them."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.domain.process.clocks import CLOCK_GUARD
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.domain.process.roles import CLOCK, ENGINE_ACTORS, MAIL, TURN, WORK
from chalicelib.domain.process.states import SAME, Transition
from chalicelib.domain.process.validation.saying import Problems, at, readers, unknown


def names(definition: Definition) -> Problems:
    """Everything a transition names is there."""
    for transition in definition.transitions:
        where = at(transition)
        actors = {*definition.roles, *ENGINE_ACTORS}
        yield from unknown(where, "role", transition.by, actors)
        targets = [target.state for target in transition.targets]
        yield from unknown(where, "state", targets, {*definition.states, SAME})
        yield from unknown(where, "guard", transition.guards(), _guards(definition))
        yield from tells(definition, where, transition.all_tells())
        yield from readers(where, transition.audience, definition.roles)
        if transition.event == STARTED:
            yield f"{where}: this is the name of every case's first event"


def targets(definition: Definition) -> Problems:
    """The last target has no guard, and every other has one."""
    for transition in definition.transitions:
        *first, last = transition.targets
        if last.guard:
            yield f"{at(transition)}: the last target has an if, and else nothing fits"
        if not all(target.guard for target in first):
            yield f"{at(transition)}: targets after one without an if are never tried"
        if not (transition.sources and transition.by):
            yield f"{at(transition)}: it needs a state to start from and a role that may cause it"


def one_each(definition: Definition) -> Problems:
    """At most one transition for a state and an event."""
    pairs = Counter((s, t.event) for t in definition.transitions for s in t.sources)
    for (state, event), times in pairs.items():
        if times > 1:
            yield f"state {state!r}: event {event!r} has {times} transitions, and one is enough"


def causes(definition: Definition) -> Problems:
    """Whoever may cause an event has something that causes it, and the other way round."""
    caused = set(_caused(definition))
    written = {(t.event, role) for t in definition.transitions for role in t.by}
    for event, role in sorted(written - caused):
        if role in ENGINE_ACTORS:
            yield f"event {event!r}: no {role} of this file yields it"
        elif role in definition.roles:
            yield f"event {event!r}: {role!r} may cause it, and no action lets them"
    for event, role in sorted(caused - written):
        yield f"event {event!r}: {_by(role)}, and no transition says what it does"


def works(definition: Definition) -> Problems:
    """A work's event stands only where that work runs."""
    for transition in definition.transitions:
        if WORK in transition.by:
            for state in transition.sources:
                work = definition.work_of(state)
                if work is None or transition.event not in work.events():
                    yield f"{at(transition)}: no work in state {state!r} yields it"


def tells(definition: Definition, where: str, told: tuple[Tell, ...]) -> Problems:
    """What is told is there."""
    kinds = {
        TellKind.MAIL: definition.mails,
        TellKind.LETTER: definition.letters,
        TellKind.NOTICE: definition.notices,
    }
    for tell in told:
        yield from unknown(where, tell.kind, (tell.id,), kinds[tell.kind])


def turns(definition: Definition) -> Problems:
    """What goes to whose turn it is, is told where somebody's turn is."""
    for transition in definition.transitions:
        for target in transition.targets:
            told = [t for t in (*transition.tell, *target.tell) if _goes_to_turn(definition, t)]
            for state in _reached(definition, transition, target.state):
                if told and not definition.states[state].turn:
                    yield (
                        f"{at(transition)}: {told[0]} goes to whose turn it is,"
                        f" and state {state!r} has no turn"
                    )


def _reached(definition: Definition, transition: Transition, target: str) -> list[str]:
    reached = transition.sources if target == SAME else (target,)
    return [state for state in reached if state in definition.states]


def _goes_to_turn(definition: Definition, tell: Tell) -> bool:
    mail, letter = definition.mails.get(tell.id), definition.letters.get(tell.id)
    told = {TellKind.MAIL: mail, TellKind.LETTER: letter}.get(tell.kind)
    return told is not None and TURN in told.to


def _guards(definition: Definition) -> set[str]:
    of_case = {guard.id for guard in definition.guards.values() if not guard.of_party}
    return of_case | {CLOCK_GUARD + clock for clock in definition.clocks}


def _caused(definition: Definition) -> Iterator[tuple[str, str]]:
    for action in definition.actions.values():
        yield from ((event, role) for event in action.events for role in action.who)
    for work in definition.works.values():
        yield from ((event, WORK) for event in work.events())
    yield from ((c.then, CLOCK) for c in definition.clocks.values() if c.then)
    yield from ((mail.bounce, MAIL) for mail in definition.mails.values() if mail.bounce)


def _by(role: str) -> str:
    return f"a {role} yields it" if role in ENGINE_ACTORS else f"an action lets {role!r} cause it"
