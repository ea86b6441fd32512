"""The terms of a case as they are read."""

from datetime import timedelta

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.clocks import ClockDefinition
from chalicelib.domain.process.instance import ClockState, ClockStatus
from chalicelib.usecases.cases.reading.view import DateLine


def date_line(
    state: ClockState, clock: ClockDefinition, frame: Frame, *, is_staff: bool
) -> DateLine:
    """A term that runs, or stands still: then its last day isn't known.

    A waiting period is over when its end begins, so its last day is the one before.
    """
    is_paused = state.status is ClockStatus.PAUSED
    ends_at = None if is_paused else state.ends_at
    day = frame.municipality.day_of(ends_at) if ends_at else None
    return DateLine(
        clock=clock.id,
        words=clock.words,
        basis=clock.known if is_staff else clock.law,
        day=day - timedelta(days=1) if day and clock.at_start else day,
        is_promise=clock.id == frame.definition.promise,
        ends_at=ends_at,
        is_paused=is_paused,
    )
