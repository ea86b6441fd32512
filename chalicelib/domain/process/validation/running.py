"""In which states each clock can run: every way through the process is walked."""

from collections.abc import Iterator

from chalicelib.domain.process.clocks import ClockDefinition
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED
from chalicelib.domain.process.timing.running import StateChange

_OFF, _ON, _PAUSED = "off", "on", "paused"

type _Place = tuple[str, str]


def running(definition: Definition) -> dict[str, frozenset[str]]:
    """By clock, the states in which its end can come."""
    moves = {state: tuple(_moves(definition, state)) for state in definition.states}
    first = StateChange(STARTED, "", definition.initial)
    return {c.id: _runs(definition, c, moves, first) for c in definition.clocks.values()}


def _moves(definition: Definition, state: str) -> Iterator[StateChange]:
    for transition in definition.exits(state):
        for reached in transition.reached_from(state):
            if reached in definition.states:
                yield StateChange(transition.event, state, reached)


def _runs(
    definition: Definition,
    clock: ClockDefinition,
    moves: dict[str, tuple[StateChange, ...]],
    first: StateChange,
) -> frozenset[str]:
    open_places = [_after(definition, clock, _OFF, first)]
    seen: set[_Place] = set()
    while open_places:
        place = open_places.pop()
        if place not in seen:
            seen.add(place)
            state, status = place
            open_places += (_after(definition, clock, status, move) for move in moves[state])
    return frozenset(state for state, status in seen if status == _ON)


def _after(
    definition: Definition, clock: ClockDefinition, status: str, move: StateChange
) -> _Place:
    if definition.is_final(move.target):
        return move.target, _OFF
    if move.is_any(clock.stops) or (move.event == clock.then and status == _ON):
        status = _OFF
    if status == _OFF and move.is_any(clock.starts):
        status = _ON
    if status == _ON and move.is_any(clock.pauses):
        status = _PAUSED
    elif status == _PAUSED and move.is_any(clock.resumes):
        status = _ON
    return move.target, status
