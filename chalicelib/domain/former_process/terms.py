"""When a deadline ends, and when somebody must first look."""

from datetime import datetime, timedelta

from chalicelib.domain.former_process.definition import Deadline, Unit
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.workdays import Calendar

type Data = tuple[tuple[str, str], ...]


def due_on_entry(deadline: Deadline, at: datetime, data: Data, calendar: Calendar) -> datetime:
    """The first reminder, or the end of the term; always after `at`.

    A term that counts from a moment in `data` and would be over counts from `at` instead. Raises
    InvalidInputError (`invalid_moment`) when that moment isn't an ISO 8601 date-time with a zone.
    """
    ends = _counted_from_data(deadline, data, calendar)
    if ends is None or ends <= at:
        ends = end_of_term(deadline, at, calendar)
    return min(ends, *reminders(deadline, at)) if deadline.reminders else ends


def end_of_term(deadline: Deadline, start: datetime, calendar: Calendar) -> datetime:
    """When a term that starts at a moment is over."""
    match deadline.unit:
        case Unit.SECONDS:
            return start + timedelta(seconds=deadline.value)
        case Unit.DAYS:
            return calendar.add_days(start, deadline.value, waits=deadline.waits)
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(start, deadline.value)
        case Unit.MONTHS:
            return calendar.add_months(start, deadline.value, waits=deadline.waits)


def reminders(deadline: Deadline, entered_at: datetime) -> tuple[datetime, ...]:
    """The moments to remind somebody: so many days after entering, at the same time of day."""
    return tuple(entered_at + timedelta(days=days) for days in deadline.reminders)


def _counted_from_data(deadline: Deadline, data: Data, calendar: Calendar) -> datetime | None:
    text = dict(data).get(deadline.counts_from) if deadline.counts_from else None
    if text is None:
        return None
    try:
        return end_of_term(deadline, datetime.fromisoformat(text), calendar)
    except (ValueError, OverflowError):
        raise InvalidInputError(
            "invalid_moment", "Deze datum of dit uur klopt niet.", deadline.counts_from
        ) from None
