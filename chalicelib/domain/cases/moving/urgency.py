"""How a case that waits for people stands to what was promised."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.tasks import CaseTask


class Urgency(StrEnum):
    """How a case stands to its promise; the most pressing last."""

    ON_TIME = "on_time"
    SOON = "soon"
    LATE = "late"


def promised(case: Case[Any], frame: Frame) -> datetime | None:
    """By when citizens were told to hear of us; None when no such term runs now."""
    clock = case.instance.clock(frame.definition.promise)
    return clock.ends_at if clock and clock.is_alive else None


def urgency(case: Case[Any], tasks: tuple[CaseTask, ...], frame: Frame) -> Urgency:
    """How a case stands; soon is before the end of the next working day.

    A term that is over and became one of these tasks is late, whatever was promised.
    """
    until = promised(case, frame)
    if any(task.about in frame.definition.clocks for task in tasks):
        return Urgency.LATE
    if until is None:
        return Urgency.ON_TIME
    if until < frame.at:
        return Urgency.LATE
    soon = frame.municipality.calendar.add_working_days(frame.at, 1)
    return Urgency.SOON if until <= soon else Urgency.ON_TIME
