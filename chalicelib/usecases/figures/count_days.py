"""Count the requests of a day from their events, and write the roll-up of the day anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.figures.history import Headline
from chalicelib.domain.figures.line import Line, line_of
from chalicelib.domain.figures.tally import Day, Year, tally_of, year_of
from chalicelib.domain.process.instance import Event
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.templates import Municipalities

LOOK_BACK = 31
"""Days in which one that was never counted is found, should the job not have run."""

STILL_MOVING = 7
"""Days after which nothing more is expected of requests that have ended (bounces come late)."""

RECOUNT_AFTER = timedelta(hours=20)
MOST_DAYS = 60
"""Days that one run counts at most; what was counted longest ago comes first."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A request and everything that happened to it."""

    request: CertificateCase
    events: Sequence[Event]
    entries: Sequence[Entry] = ()


class Happenings(Protocol):
    """The requests with their events, to be counted."""

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterable[Happened]:
        """Those received from `start` up to before `end`, in UTC. Raises RetryableError."""


class FiguresStore(Protocol):
    """The roll-ups. Writing one again replaces it. Everything raises RetryableError."""

    def put_day(self, tenant: str, day: Day) -> None:
        """Write the roll-up of a day."""

    def days(self, tenant: str, year: int) -> list[Day]:
        """The roll-ups of a year's days, in order."""

    def put_year(self, tenant: str, year: Year) -> None:
        """Write the roll-up of a year."""

    def year(self, tenant: str, year: int) -> Year | None:
        """The roll-up of a year."""

    def headlines(self, tenant: str) -> list[Headline]:
        """The headlines of all years that were counted, in order."""

    def keep(self, tenant: str, request_id: str, line: Line) -> None:
        """Keep the line of a request that is about to be erased or anonymised."""

    def kept(self, tenant: str, day: date) -> Mapping[str, Line]:
        """The kept lines of a day, by request id."""


@dataclass(frozen=True, slots=True)
class CountDays:
    """Idempotent: a day counted again is the same, or truer.

    A request counts on the day it was received, so a day changes until all its requests ended.
    """

    happenings: Happenings
    figures: FiguresStore
    requests: RequestStore
    municipalities: Municipalities
    clock: Clock

    def __call__(self, tenant: str) -> int:
        """Count today, yesterday and whatever else may have changed; how many days that was."""
        return self.days(tenant, self._wanted(tenant))

    def days(self, tenant: str, days: Iterable[date]) -> int:
        """Count some days, and sum up their years; how many days that was."""
        municipality, counted = self.municipalities.get(tenant), 0
        years: set[int] = set()
        for day in sorted(set(days)):
            self.figures.put_day(tenant, self._count(municipality, day))
            years.add(day.year)
            counted += 1
        for year in sorted(years):
            rolled_up = year_of(year, self.figures.days(tenant, year), self.clock.now())
            self.figures.put_year(tenant, rolled_up)
        return counted

    def keep(self, tenant: str, request_id: str) -> None:
        """Keep what a request counts for; to be called before it is erased or anonymised.

        Doing it again changes nothing; of a request that isn't there, there is nothing to keep.
        """
        municipality = self.municipalities.get(tenant)
        request = self.requests.get(tenant, request_id)
        events = self.requests.events(tenant, request_id)
        if request is None or not events:
            return
        entries = self.requests.entries(tenant, request_id)
        line = line_of(request, events, municipality.calendar, entries)
        if request_id not in self.figures.kept(tenant, line.day):
            self.figures.keep(tenant, request_id, line)

    def _count(self, municipality: Municipality, day: date) -> Day:
        start, end = bounds(day, municipality.timezone)
        lines = {
            happened.request.id: line_of(
                happened.request, happened.events, municipality.calendar, happened.entries
            )
            for happened in self.happenings.received(municipality.nis, start, end)
            if happened.events
        }
        lines |= self.figures.kept(municipality.nis, day)
        return Day(day, tally_of(lines.values()), self.clock.now())

    def _wanted(self, tenant: str) -> list[date]:
        now = self.clock.now()
        today = self.municipalities.get(tenant).day_of(now)
        years = {(today - timedelta(days=n)).year for n in (0, 365)}
        known = {d.day: d for year in years for d in self.figures.days(tenant, year)}
        recent = [today - timedelta(days=n) for n in range(LOOK_BACK)]
        missing = [day for day in recent if day not in known]
        due = [d for d in known.values() if _is_due(d, today, now)]
        oldest_first = [d.day for d in sorted(due, key=lambda d: d.counted_at)]
        return list(dict.fromkeys([*recent[:2], *missing, *oldest_first]))[:MOST_DAYS]


def _is_due(day: Day, today: date, now: datetime) -> bool:
    """Whether an older day may have changed since it was counted."""
    may_change = day.tally.is_open or (today - day.day).days <= STILL_MOVING
    return may_change and now - day.counted_at >= RECOUNT_AFTER


def bounds(day: date, timezone: str) -> tuple[datetime, datetime]:
    """When a day of the municipality begins and ends, in UTC."""
    zone = ZoneInfo(timezone)
    first, last = (
        datetime.combine(d, time.min, zone).astimezone(UTC) for d in (day, day + timedelta(days=1))
    )
    return first, last
