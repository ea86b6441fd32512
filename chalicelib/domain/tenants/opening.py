"""When the counter in the town hall is open, and whether it is now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.shared.week_times import WeekTimes
from chalicelib.domain.tenants.workdays import Calendar

_LOOKS_AHEAD = 21
"""Days; a counter that is closed for longer says so by itself."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a day in which it is open: from a time, up to another."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpeningHours(WeekTimes):
    """The hours of a week, each day's as `9:00-12:00`; a day without any is closed.

    On legal holidays and on the municipality's closing days it is closed too.
    """

    @property
    def week(self) -> tuple[tuple[Span, ...], ...]:
        """The spans of each day, from Monday on. Raises ValueError for what is no span."""
        return tuple(tuple(map(span_of, day)) for day in self.days)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Whether it is open at a moment, and when that changes; None when not within weeks."""

    is_open: bool
    until: datetime | None


def open_at(moment: datetime, opening: OpeningHours, calendar: Calendar) -> OpenNow:
    """Whether it is open at a moment, on the municipality's clock."""
    for opens, closes in _spans_from(moment, opening, calendar):
        if moment < opens:
            return OpenNow(is_open=False, until=opens)
        if moment < closes:
            return OpenNow(is_open=True, until=closes)
    return OpenNow(is_open=False, until=None)


def _spans_from(
    moment: datetime, opening: OpeningHours, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The spans of a day and of those after it, as moments."""
    zone, first, week = ZoneInfo(calendar.timezone), calendar.local_day(moment), opening.week
    for day in (first + timedelta(days=n) for n in range(_LOOKS_AHEAD)):
        for span in () if calendar.is_closed(day) else week[day.weekday()]:
            yield datetime.combine(day, span.opens, zone), datetime.combine(day, span.closes, zone)


def span_of(written: str) -> Span:
    """From `9:00-12:00`. Raises ValueError."""
    opens, closes = (time.fromisoformat(part.strip().zfill(5)) for part in written.split("-"))
    if not opens < closes:
        raise ValueError("a span ends after it begins")
    return Span(opens, closes)
