"""Belgian working days and legal terms: computed holidays and a municipality's own closing days.

How a term is counted (Gerechtelijk Wetboek, art. 52 to 54, which administrations follow too): from
the day after the one on which it starts, and up to the end of its last day in the municipality's
zone. A term to act in that would end on a day that isn't a working day runs on to the end of the
next working day; a waiting period ends on its own day.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59)
_SATURDAY = 5


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (anonymous computus)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def legal_holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of a year (law of 4 January 1974; KB 18 April 1974, art. 1).

    The days that replace a holiday on a Sunday differ by employer: they are closing days.
    """
    fixed = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
    easter_monday, ascension, whit_monday = (timedelta(days=n) for n in (1, 39, 50))
    movable = (easter(year) + after for after in (easter_monday, ascension, whit_monday))
    return frozenset({date(year, month, day) for month, day in fixed} | set(movable))


@dataclass(frozen=True, slots=True)
class Calendar:
    """A municipality's working days and how it counts terms.

    Moments go in with any zone and come out in UTC; one without a zone raises ValueError.
    """

    timezone: str
    closing_days: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, no legal holiday, and the municipality isn't closed."""
        return day.weekday() < _SATURDAY and not self.is_closed(day)

    def is_closed(self, day: date) -> bool:
        """Whether it is a legal holiday, or a day on which the municipality is closed."""
        return day in legal_holidays(day.year) or day in self.closing_days

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def local_day(self, moment: datetime) -> date:
        """The date on the municipality's wall at a moment."""
        if moment.utcoffset() is None:
            raise ValueError("a moment needs a zone")
        return moment.astimezone(ZoneInfo(self.timezone)).date()

    def add_working_days(self, start: datetime, n: int) -> datetime:
        """The end of the n-th working day after the day of `start`; n ≥ 1."""
        day = self.local_day(start)
        for _ in range(_positive(n)):
            day = self.next_working_day(day + _DAY)
        return self._end_of(day)

    def _end_of(self, day: date) -> datetime:
        local = datetime.combine(day, _LAST_SECOND, ZoneInfo(self.timezone))
        return local.astimezone(UTC)


def _positive(n: int) -> int:
    if n < 1:
        raise ValueError("a term is at least one day")
    return n
