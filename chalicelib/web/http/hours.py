"""The opening hours as every page says them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chalicelib.domain.shared import dutch
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.domain.tenants.opening import Span, open_at
from chalicelib.web.http.texts import words

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
            return words.say("hours.closed")
        hour = dutch.on_the_clock(found.until)
        if found.is_open:
            return words.say("hours.open", until=hour)
        return self._again(found.until, hour)

    def _again(self, until: datetime, hour: str) -> str:
        """When it opens; the day of the week alone when that can't be misread."""
        today, day = self.municipality.day_of(self.moment), until.date()
        if day == today:
            return words.say("hours.again_today", at=hour)
        if day - today > _A_WEEK:
            return words.say("hours.again_later", day=dutch.weekday_and_date(day), at=hour)
        if day - today == timedelta(days=1):
            return words.say("hours.again_tomorrow", at=hour)
        return words.say("hours.again_this_week", day=dutch.weekday(day.weekday()), at=hour)


def _spans(spans: tuple[Span, ...]) -> tuple[str, ...]:
    written = tuple(f"{_hour(span.opens)} – {_hour(span.closes)}" for span in spans)
    return written or (words.say("hours.none"),)


def _hour(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02d}"
