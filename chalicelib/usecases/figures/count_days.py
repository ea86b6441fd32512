"""Count the cases of a day from their events, and write the roll-up of the day anew."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.figures.history import Headline
from chalicelib.domain.figures.line import CaseSummary, Counting
from chalicelib.domain.figures.so_far import months_over, so_far
from chalicelib.domain.figures.tally import Day, Year, tally_of, year_of
from chalicelib.domain.process.instance import Event
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.reports import Report
from chalicelib.usecases.cases.frames import Frames

LOOK_BACK = 31
"""Days that are counted where none was yet."""

STILL_MOVING = 7
"""Days after which nothing more is expected of cases that have ended, but what is marked."""

RECOUNT_AFTER = timedelta(hours=20)
YEAR_DAYS = 366
SETTLES = timedelta(hours=1)
"""How long after a mark a day is counted: what it tells of may be on its way to the table."""

MOST_DAYS = 60
"""Days that one run counts at most; what was counted longest ago comes first."""


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """A case and everything that happened to it."""

    case: AnyCase
    events: Sequence[Event]
    entries: Sequence[Entry] = ()


class Happenings(Protocol):
    """The cases with their events, to be counted; one that can't be read isn't."""

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterable[CaseHistory]:
        """Those received from `start` up to before `end`, in UTC. Raises RetryableError."""


class FiguresStore(Protocol):
    """The roll-ups. Writing one again replaces it. Everything raises RetryableError."""

    def put_day(self, tenant: str, day: Day) -> None:
        """Write the roll-up of a day."""

    def days(self, tenant: str, year: int) -> list[Day]:
        """The roll-ups of a year's days, in order."""

    def put_year(self, tenant: str, year: Year) -> None:
        """Write the roll-up of a year."""

    def freeze(self, tenant: str, year: Year, months: int) -> None:
        """Keep a running year as it is up to a month, for good: the first time counts."""

    def frozen(self, tenant: str, year: int) -> list[Year]:
        """What was kept so of a year, in order."""

    def year(self, tenant: str, year: int) -> Year | None:
        """The roll-up of a year."""

    def headlines(self, tenant: str, process: str) -> list[Headline]:
        """The headlines of a process, of all years in which it had cases, in order."""

    def keep(self, tenant: str, case_id: str, line: CaseSummary) -> None:
        """Keep the line of a case before somebody in it is forgotten."""

    def kept(self, tenant: str, day: date) -> Mapping[str, CaseSummary]:
        """The kept lines of a day, by case id."""

    def mark(self, tenant: str, day: date, at: datetime) -> None:
        """Have a day counted again; a later mark replaces one of before."""

    def marked(self, tenant: str) -> Mapping[date, datetime]:
        """The days marked in the last year, with the moment of their mark."""


@dataclass(frozen=True, slots=True)
class CountDays:
    """Idempotent: a day counted again is the same, or truer.

    A case counts on the day it was received, so a day changes until all its cases ended.
    """

    happenings: Happenings
    figures: FiguresStore
    frames: Frames
    report: Report

    def __call__(self, tenant: str) -> int:
        """Count today, yesterday and whatever else may have changed; how many days that was."""
        return self.days(tenant, self._wanted(tenant))

    def again(self, case: AnyCase) -> None:
        """Have the day of a case counted again, for what comes after it ended.

        To be called before it is stored. Raises RetryableError.
        """
        day = self.frames.municipalities.get(case.tenant).day_of(case.intake.received_at)
        self.figures.mark(case.tenant, day, self.frames.clock.now())

    def days(self, tenant: str, days: Iterable[date]) -> int:
        """Count some days, and sum up their years; how many days that was."""
        counted, now = 0, self.frames.clock.now()
        years: set[int] = set()
        for day in sorted(set(days)):
            self.figures.put_day(tenant, self._count(tenant, day))
            years.add(day.year)
            counted += 1
        for year in sorted(years):
            found = year_of(year, self.figures.days(tenant, year), now)
            self.figures.put_year(tenant, found)
            self._freeze(tenant, found)
        return counted

    def _freeze(self, tenant: str, year: Year) -> None:
        """What everybody may read of a running year, once a quarter is over."""
        months = months_over(year.year, self.frames.today(tenant))
        if months:
            self.figures.freeze(tenant, so_far(year, months), months)

    def keep(self, case: AnyCase) -> None:
        """Keep what a case counts for; to be called before somebody in it is forgotten.

        Doing it again changes nothing: the first time all was there still.
        """
        place = case.tenant, case.id
        cases = self.frames.cases
        history = CaseHistory(case, cases.events(*place), cases.entries(*place))
        line = self._line(history)
        if _counts(history) and case.id not in self.figures.kept(case.tenant, line.day):
            self.figures.keep(*place, line)

    def _count(self, tenant: str, day: date) -> Day:
        start, end = bounds(day, self.frames.municipalities.get(tenant).timezone)
        found = (h for h in self.happenings.received(tenant, start, end) if _counts(h))
        lines = {happened.case.id: self._try_line(happened) for happened in found}
        lines |= self.figures.kept(tenant, day)
        counted = (line for line in lines.values() if line)
        return Day(day, tally_of(counted), self.frames.clock.now())

    def _try_line(self, happened: CaseHistory) -> CaseSummary | None:
        """The line of a case; None, and reported, for one that can't be counted (promise 9)."""
        case = happened.case
        try:
            return self._line(happened)
        except Exception as error:
            self.report("figures", case.tenant, case.id, type(error).__name__)
            return None

    def _line(self, happened: CaseHistory) -> CaseSummary:
        frame = self.frames.of(happened.case)
        counting = Counting(frame.definition, frame.type, frame.municipality.calendar)
        return counting.line(happened.case, happened.events, happened.entries)

    def _wanted(self, tenant: str) -> list[date]:
        now = self.frames.clock.now()
        today = self.frames.municipalities.get(tenant).day_of(now)
        marked = self.figures.marked(tenant)
        years = {(today - timedelta(days=n)).year for n in (0, 365)} | {d.year for d in marked}
        known = {d.day: d for year in years for d in self.figures.days(tenant, year)}
        late = [d for d, at in marked.items() if d in known and known[d].counted_at < at + SETTLES]
        due = [d for d in known.values() if _is_due(d, now)]
        oldest_first = [d.day for d in sorted(due, key=lambda d: d.counted_at)]
        recent = [today, today - timedelta(days=1)]
        wanted = [*recent, *late, *_missing(known, today), *oldest_first]
        return list(dict.fromkeys(wanted))[:MOST_DAYS]


def _counts(happened: CaseHistory) -> bool:
    """Whether it is a case of somebody; what the counter asks itself is none."""
    return bool(happened.events) and not happened.case.intake.is_trial


def _missing(known: Container[date], today: date) -> list[date]:
    """The days that weren't counted since the first that was, in a year at most; else LOOK_BACK."""
    year = [today - timedelta(days=n) for n in range(YEAR_DAYS)]
    many = max((n for n, day in enumerate(year) if day in known), default=0)
    return [day for day in year[: max(many, LOOK_BACK)] if day not in known]


def _is_due(day: Day, now: datetime) -> bool:
    """Whether an older day may have changed since it was counted, however long ago that was."""
    may_change = day.tally.is_open or (day.counted_at.date() - day.day).days <= STILL_MOVING
    return may_change and now - day.counted_at >= RECOUNT_AFTER


def bounds(day: date, timezone: str) -> tuple[datetime, datetime]:
    """When a day of the municipality begins and ends, in UTC."""
    zone = ZoneInfo(timezone)
    first, last = (
        datetime.combine(d, time.min, zone).astimezone(UTC) for d in (day, day + timedelta(days=1))
    )
    return first, last
