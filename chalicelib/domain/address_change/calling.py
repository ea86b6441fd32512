"""At which times of day an officer called, and which are left to try."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.address_change.move import Move
from chalicelib.domain.address_change.options import MOMENTS

_SATURDAY, _NOON, _SIX = 5, 12, 18


def left_to_try(move: Move) -> tuple[str, ...]:
    """The moments at which nobody called yet, those first when the movers say they are home.

    None before the first visit: an officer calls when they pass by.
    """
    tried = {moment_of(visit.at) for visit in move.visits}
    left = (code for code in _wanted(move) if code not in tried)
    return tuple(left) if tried else ()


def moment_of(at: datetime) -> str:
    """The moment of the week, as movers are asked for theirs; `at` is on the wall there."""
    if at.weekday() >= _SATURDAY:
        return "weekend"
    if at.hour < _NOON:
        return "morning"
    return "afternoon" if at.hour < _SIX else "evening"


def _wanted(move: Move) -> Iterator[str]:
    yield from move.moments
    yield from (code for code in MOMENTS if code not in move.moments)
