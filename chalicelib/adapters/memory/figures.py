"""Roll-ups in memory, and the requests of MemoryRequests to count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from chalicelib.adapters.aws.figures import utc_days
from chalicelib.adapters.memory.former.store import MemoryRequests
from chalicelib.domain.figures.history import Headline, headline_of
from chalicelib.domain.figures.line import Line
from chalicelib.domain.figures.tally import Day, Year
from chalicelib.domain.former_cases.case import Request
from chalicelib.usecases.figures.count_days import Happened

MOST = 1_000_000
"""Requests of a day: all of them."""


class MemoryFigures:
    """FiguresStore."""

    def __init__(self) -> None:
        self._days: dict[str, dict[date, Day]] = defaultdict(dict)
        self._years: dict[str, dict[int, Year]] = defaultdict(dict)
        self._kept: dict[tuple[str, date], dict[str, Line]] = defaultdict(dict)

    def put_day(self, tenant: str, day: Day) -> None:
        """As the port says."""
        self._days[tenant][day.day] = day

    def days(self, tenant: str, year: int) -> list[Day]:
        """As the port says."""
        found = self._days.get(tenant, {})
        return [found[day] for day in sorted(found) if day.year == year]

    def put_year(self, tenant: str, year: Year) -> None:
        """As the port says."""
        self._years[tenant][year.year] = year

    def year(self, tenant: str, year: int) -> Year | None:
        """As the port says."""
        return self._years.get(tenant, {}).get(year)

    def headlines(self, tenant: str) -> list[Headline]:
        """As the port says."""
        found = self._years.get(tenant, {})
        return [headline_of(found[year]) for year in sorted(found)]

    def keep(self, tenant: str, request_id: str, line: Line) -> None:
        """As the port says."""
        self._kept[tenant, line.day][request_id] = line

    def kept(self, tenant: str, day: date) -> Mapping[str, Line]:
        """As the port says."""
        return dict(self._kept.get((tenant, day), {}))


class MemoryHappenings:
    """Happenings over MemoryRequests."""

    def __init__(self, requests: MemoryRequests) -> None:
        self._requests = requests

    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[Happened]:
        """As the port says."""
        for day in utc_days(start, end):
            for request in self._requests.received_on(tenant, day, MOST):
                if start <= request.intake.received_at < end:
                    yield self._happened(request)

    def _happened(self, request: Request) -> Happened:
        place = request.tenant, request.id
        return Happened(request, self._requests.events(*place), self._requests.entries(*place))
