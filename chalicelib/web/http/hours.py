"""The opening hours as every page says them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chalicelib.domain.shared import dutch
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.domain.tenants.opening import Span, open_at

_A_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class CounterHours:
    """The hours of a municipality's counter, at a moment."""

    municipality: Municipality
    moment: datetime

    @property
    def week(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each day with its hours, from Monday on; none when the municipality names no hours."""
        days = self.municipality.contact.open.week
        if not any(days):
            return ()
        return tuple((dutch.weekday(n), _spans(day)) for n, day in enumerate(days))

    @property
    def now(self) -> str:
        """Whether it is open now, and until when."""
        here = self.municipality
        found = open_at(self.moment, here.contact.open, here.calendar)
        if found.until is None:
            return "Nu gesloten."
        hour = dutch.on_the_clock(found.until)
        if found.is_open:
            return f"Nu open, tot {hour}."
        return f"Nu gesloten. Weer open {self._day_of(found.until)}om {hour}."

    def _day_of(self, until: datetime) -> str:
        """Nothing for today; the day of the week when that can't be misread."""
        today, day = self.municipality.day_of(self.moment), until.date()
        if day == today:
            return ""
        if day - today > _A_WEEK:
            return f"op {dutch.weekday_and_date(day)} "
        return "morgen " if day - today == timedelta(days=1) else f"{dutch.weekday(day.weekday())} "


def _spans(spans: tuple[Span, ...]) -> tuple[str, ...]:
    written = tuple(f"{_hour(span.opens)} – {_hour(span.closes)}" for span in spans)
    return written or ("gesloten",)


def _hour(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02d}"
