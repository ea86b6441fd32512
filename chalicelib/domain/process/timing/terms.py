"""When a term ends and when its reminders go out: the municipality's days, moments in UTC.

How a term is counted (Gerechtelijk Wetboek, art. 52 to 54): from the day after the one on which
it starts, to the end of its last day. Only a clock that says so runs on to a working day.
"""

import calendar as months_of
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.process.clocks import ClockDefinition, Reminder, TermStep, Unit
from chalicelib.domain.tenants.workdays import Calendar

type OwnNumbers = Callable[[str, date], int | None]
"""A municipality's own number for a setting on a day; None when it has none."""

_DAY = timedelta(days=1)
_MINUTES = {Unit.MINUTES: 1, Unit.HOURS: 60}
_UNITS = {
    Unit.MINUTES: ("minuut", "minuten"),
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.MONTHS: ("maand", "maanden"),
}
_LAST_SECOND = time(23, 59, 59)
_MORNING = time(9)
"""When reminders that are counted in days go out."""


def _no_own_number(_setting: str, _day: date) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class Terms:
    """How a municipality counts: its calendar and its own numbers."""

    calendar: Calendar
    own: OwnNumbers = _no_own_number

    def day_of(self, moment: datetime) -> date:
        """The date on the municipality's wall; ValueError for a moment without zone."""
        return self.calendar.local_day(moment)

    def end(
        self, clock: ClockDefinition, start: datetime, day: date | None, today: date
    ) -> datetime:
        """When a clock ends that counts from a date, or from `start` when there is none.

        `today` picks the municipality's number among those with other valid-from dates.
        """
        if clock.is_by_the_minute:
            return self._moved(clock, start if day is None else self._at(day, time()), today)
        last = self.day_of(start) if day is None else day
        for step in clock.term:
            last = self._added(last, step.unit, self.value(step, today))
        return self.end_on(clock, self.calendar.next_working_day(last) if clock.runs_on else last)

    def end_on(self, clock: ClockDefinition, last: date) -> datetime:
        """When a clock ends whose last day is known."""
        return self._at(last, time() if clock.at_start else _LAST_SECOND)

    def value(self, step: TermStep, today: date) -> int:
        """How many units a step has here."""
        own = self.own(step.setting, today) if step.setting else None
        return step.value if own is None else own

    def in_words(self, clock: ClockDefinition, today: date) -> str:
        """A clock's length, as `14 dagen en 6 maanden`."""
        steps = ((self.value(step, today), *_UNITS[step.unit]) for step in clock.term)
        return " en ".join(f"{n} {one if n == 1 else more}" for n, one, more in steps)

    def paused_for(self, clock: ClockDefinition, since: datetime, until: datetime) -> int:
        """What a pause adds: days, working days where the last step counts them, or seconds."""
        if clock.is_by_the_minute:
            return int((until - since).total_seconds())
        first, last = self.day_of(since), self.day_of(until)
        if _pause_unit(clock) is Unit.DAYS:
            return (last - first).days
        days = (first + n * _DAY for n in range(1, (last - first).days + 1))
        return sum(self.calendar.is_working_day(day) for day in days)

    def moved(self, clock: ClockDefinition, ends_at: datetime, by: int) -> datetime:
        """An end moved by what pauses added."""
        if clock.is_by_the_minute:
            return ends_at + timedelta(seconds=by)
        return self.end_on(clock, self._added(self.day_of(ends_at), _pause_unit(clock), by))

    def delayed(self, clock: ClockDefinition, start: datetime, by: int) -> datetime:
        """From when reminders count that come after a clock's start, given what pauses added."""
        if not by or clock.is_by_the_minute:
            return start + timedelta(seconds=by)
        return self.start_of(self._added(self.day_of(start), _pause_unit(clock), by))

    def reminder(self, reminder: Reminder, start: datetime, end: datetime) -> datetime:
        """When one reminder goes out; those in days in the morning."""
        base = end if reminder.is_before else start
        sign = -1 if reminder.is_before else 1
        if reminder.unit in _MINUTES:
            return base + timedelta(minutes=sign * reminder.value * _MINUTES[reminder.unit])
        day = self._added(self.day_of(base), reminder.unit, sign * reminder.value)
        return self._at(day, _MORNING)

    def start_of(self, day: date) -> datetime:
        """The moment at which a day begins."""
        return self._at(day, time())

    def _moved(self, clock: ClockDefinition, start: datetime, today: date) -> datetime:
        minutes = sum(_MINUTES[step.unit] * self.value(step, today) for step in clock.term)
        return start + timedelta(minutes=minutes)

    def _added(self, day: date, unit: Unit, n: int) -> date:
        match unit:
            case Unit.MONTHS:
                return add_months(day, n)
            case Unit.WORKING_DAYS:
                return add_working_days(self.calendar, day, n)
            case _:
                return day + n * _DAY

    def _at(self, day: date, wall: time) -> datetime:
        local = datetime.combine(day, wall, ZoneInfo(self.calendar.timezone))
        return local.astimezone(UTC)


def _pause_unit(clock: ClockDefinition) -> Unit:
    return Unit.WORKING_DAYS if clock.term[-1].unit is Unit.WORKING_DAYS else Unit.DAYS


def add_months(day: date, n: int) -> date:
    """The same day n months on, before when negative, or that month's last day."""
    years, month = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months_of.monthrange(year, month)[1]))


def add_working_days(calendar: Calendar, day: date, n: int) -> date:
    """The n-th working day after a day, before it when negative; the day itself for none."""
    step = _DAY if n >= 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not calendar.is_working_day(day):
            day += step
    return day
