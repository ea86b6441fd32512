"""How busy it was, how old the queue is, and what next month will bring."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.figures.line import Open
from chalicelib.domain.figures.tally import BY_HAND, HOUR, Day, Tally
from chalicelib.domain.tenants.workdays import Calendar

RECENT_WEEKS = 8
"""Weeks by which this year is compared with the one before."""

PROMISE = 5
"""Working days within which a clerk looks at a request (deadline `clerk_sla` of the process)."""


@dataclass(frozen=True, slots=True)
class Age:
    """Requests that wait for a clerk since the same number of working days."""

    working_days: int
    waiting: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a month will probably bring. `basis` tells what it was reckoned from."""

    month: date
    requests: int
    by_hand: int
    basis: str


def busiest(tally: Tally) -> dict[tuple[int, int], int]:
    """Requests by ISO weekday and hour."""
    return {(int(weekday), int(hour)): n for (weekday, hour), n in tally.table(HOUR)}


def queue_ages(days: Iterable[Day], today: date, calendar: Calendar) -> tuple[Age, ...]:
    """What waits for a clerk, the oldest first, counted from the day it was received."""
    found: Counter[int] = Counter()
    for day in days:
        waiting = day.tally.total(outcome=Open.WITH_CLERK.value)
        if waiting:
            found[_working_days(day.day, today, calendar)] += waiting
    return tuple(Age(n, found[n], n > PROMISE) for n in sorted(found, reverse=True))


def forecast(days: Iterable[Day], today: date) -> Forecast | None:
    """Next month's load: the same weeks a year before, times how much busier it is now.

    Without a year before: the average of the last eight weeks, by weekday. None without any.
    """
    totals = {day.day: day.tally.by("handling") for day in days}
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    month = [first + timedelta(days=n) for n in range(31)]
    month = [day for day in month if day.month == first.month]
    recent = [today - timedelta(days=n) for n in range(1, 7 * RECENT_WEEKS + 1)]
    now = sum(totals[day].total() for day in recent if day in totals)
    before = [_a_year_before(day) for day in recent]
    then = sum(totals[day].total() for day in before if day in totals)
    if then and all(_a_year_before(day) in totals for day in month):
        same = [totals[_a_year_before(day)] for day in month]
        return _scaled(first, same, now, then, "same_weeks")
    if not now:
        return None
    return _scaled(first, [_average(totals, recent, day) for day in month], 1, 1, "recent_weeks")


def _scaled(first: date, days: list[Counter[str]], up: int, down: int, basis: str) -> Forecast:
    total = sum(day.total() for day in days)
    by_hand = sum(day[BY_HAND] for day in days)
    return Forecast(first, round(total * up / down), round(by_hand * up / down), basis)


def _average(totals: Mapping[date, Counter[str]], recent: list[date], day: date) -> Counter[str]:
    same = [totals[d] for d in recent if d.weekday() == day.weekday() and d in totals]
    summed: Counter[str] = Counter()
    for one in same:
        summed.update(one)
    return Counter({key: round(n / len(same)) for key, n in summed.items()}) if same else summed


def _a_year_before(day: date) -> date:
    """The same weekday of the same week: 52 weeks before."""
    return day - timedelta(weeks=52)


def _working_days(received: date, today: date, calendar: Calendar) -> int:
    between = range(received.toordinal() + 1, today.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(n)) for n in between)
