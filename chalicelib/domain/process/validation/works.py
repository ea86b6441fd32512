"""Works: where they run, what their failure leads to, and which slots they fill."""

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import WORK
from chalicelib.domain.process.states import StateKind, Transition
from chalicelib.domain.process.validation.saying import Problems, at, listed, unknown
from chalicelib.domain.process.works import WorkSpec


def places(definition: Definition) -> Problems:
    """A work runs in the states that name it, and each of its events is possible in one."""
    for work in definition.works.values():
        named = {s.id for s in definition.states.values() if s.work == work.id}
        if named != work.states:
            yield (
                f"work {work.id!r}: it is in {listed(work.states) or 'no state'},"
                f" and named by {listed(named) or 'no state'}"
            )
        yield from _events(definition, work)


def failures(definition: Definition) -> Problems:
    """The work of an automatic state ends in front of people when it can't succeed."""
    for work in definition.works.values():
        kinds = {definition.states[state].kind for state in work.states}
        if StateKind.AUTO not in kinds:
            if work.cap or work.at_cap:
                yield f"work {work.id!r}: it only looks again, and has no cap"
        elif not (work.cap and work.at_cap):
            yield f"work {work.id!r}: an automatic state's work needs cap and at_cap"
        else:
            yield from _cap(definition, work)
            yield from _to_people(definition, work)


def slots(definition: Definition) -> Problems:
    """Each slot is filled by one event of a work, and what a work names is there."""
    filled: dict[str, str] = {}
    for work in definition.works.values():
        where = f"work {work.id!r}"
        yield from unknown(where, "event in done", work.documents, work.done)
        for event, names in work.documents.items():
            yield from unknown(where, "slot", names, definition.documents)
            for slot in names:
                if slot in filled:
                    yield f"slot {slot!r}: {filled[slot]!r} fills it, and {event!r} does too"
                filled[slot] = event
    for slot in definition.documents:
        if slot not in filled:
            yield f"slot {slot!r}: no work fills it"


def refusals(definition: Definition) -> Problems:
    """What a work turns down, a letter says why: by an event of success, in one that is there."""
    for work in definition.works.values():
        where = f"work {work.id!r}"
        yield from unknown(where, "event in done", work.refusals, work.done)
        yield from unknown(where, "letter", work.refusals.values(), definition.letters)


def refilled(definition: Definition) -> Problems:
    """After filling a slot a work runs again only by a guard, or the slot is replaced."""
    for work in definition.works.values():
        for event, names in work.documents.items():
            once = [name for name in names if not _is_replaced(definition, name)]
            if once and _comes_round(definition, work, event):
                yield (
                    f"slot {once[0]!r}: after {event!r} the work {work.id!r} can run again"
                    " without any guard, and the slot isn't replaced_by anything"
                )


def _events(definition: Definition, work: WorkSpec) -> Problems:
    exits = [t for state in work.states for t in definition.exits(state) if WORK in t.by]
    possible = {transition.event for transition in exits}
    for event in work.events():
        if event not in possible:
            yield f"work {work.id!r}: {event!r} isn't possible in any state in which it runs"


def _cap(definition: Definition, work: WorkSpec) -> Problems:
    for state in sorted(work.states):
        transition = definition.transition(state, work.at_cap)
        if transition is None or WORK not in transition.by:
            yield f"work {work.id!r}: {work.at_cap!r} isn't possible in {state!r} at its cap"


def _to_people(definition: Definition, work: WorkSpec) -> Problems:
    failed = {work.at_cap, *work.human}
    for transition in definition.transitions:
        if transition.event in failed and not work.states.isdisjoint(transition.sources):
            if transition.needs:
                yield f"{at(transition)}: a failure of work {work.id!r} needs nothing"
            yield from _desks(definition, work, transition)


def _desks(definition: Definition, work: WorkSpec, transition: Transition) -> Problems:
    for state in transition.reached_from(transition.sources[0]):
        if definition.states[state].kind is not StateKind.DESK:
            yield f"{at(transition)}: a failure of {work.id!r} leads to {state!r}, which is no desk"


def _is_replaced(definition: Definition, slot: str) -> bool:
    return slot not in definition.documents or bool(definition.documents[slot].replaced_by)


def _comes_round(definition: Definition, work: WorkSpec, event: str) -> bool:
    exits = [definition.transition(state, event) for state in work.states]
    open_states = [r for t in exits if t is not None for r in t.reached_from("")]
    seen: set[str] = set()
    while open_states:
        state = open_states.pop()
        if state in work.states:
            return True
        if state in definition.states and state not in seen:
            seen.add(state)
            open_states += _unguarded(definition, state)
    return False


def _unguarded(definition: Definition, state: str) -> list[str]:
    exits = (t for t in definition.exits(state) if not t.guards())
    return [reached for t in exits for reached in t.reached_from(state)]
