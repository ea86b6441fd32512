"""What the citizen was promised of a case before a human, and how it stands to that."""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.handling import AUTHORITY, DESK, QUEUE
from chalicelib.domain.former_process.definition import Definition, State
from chalicelib.domain.former_process.terms import end_of_term
from chalicelib.domain.tenants.workdays import Calendar


class Urgency(StrEnum):
    """How a case stands to its promise."""

    ON_TIME = "on_time"
    SOON = "soon"
    LATE = "late"


def is_abandoned(request: Request, now: datetime) -> bool:
    """Whether the time of who holds a case is over."""
    lease = request.review.lease
    return lease is not None and lease.until <= now and request.instance.state == DESK


def promise(request: Request, definition: Definition, calendar: Calendar) -> datetime | None:
    """By when the citizen was told to hear from us; None when it isn't our turn.

    It counts from when the case (again) came before a human, however often it went back into the
    queue since, and lies in the past when we are late.
    """
    deadline = definition.deadline(QUEUE)
    if request.review.since and deadline:
        return end_of_term(deadline, request.review.since, calendar)
    return request.instance.due_at if request.instance.state == AUTHORITY else None


def urgency(request: Request, definition: Definition, calendar: Calendar, now: datetime) -> Urgency:
    """How a case stands to its promise; soon is before the end of the next working day."""
    until = promise(request, definition, calendar)
    if until is None:
        return Urgency.ON_TIME
    if until < now:
        return Urgency.LATE
    return Urgency.SOON if until <= calendar.add_working_days(now, 1) else Urgency.ON_TIME


def is_moving(state: State) -> bool:
    """Whether the state will change within seconds, so that waiting on the page makes sense."""
    return state.owner == "system" and not state.is_final
