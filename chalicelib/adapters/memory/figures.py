"""Roll-ups in memory, and the cases of a store to count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import override

from chalicelib.adapters.aws.store.happenings import utc_days
from chalicelib.domain.figures.history import Headline, headline_of
from chalicelib.domain.figures.line import CaseSummary
from chalicelib.domain.figures.tally import Day, Year
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.usecases.figures.count_days import CaseHistory, FiguresStore, Happenings

MOST = 1_000_000
"""Cases of a day: all of them."""


class MemoryFigures(FiguresStore):
    """FiguresStore, by municipality; what is put again replaces what was there."""

    def __init__(self) -> None:
        self._days: dict[str, dict[date, Day]] = defaultdict(dict)
        self._years: dict[str, dict[int, Year]] = defaultdict(dict)
        self._frozen: dict[str, dict[tuple[int, int], Year]] = defaultdict(dict)
        self._marked: dict[str, dict[date, datetime]] = defaultdict(dict)
        self._kept: dict[tuple[str, date], dict[str, CaseSummary]] = defaultdict(dict)

    @override
    def put_day(self, tenant: str, day: Day) -> None:
        self._days[tenant][day.day] = day

    @override
    def days(self, tenant: str, year: int) -> list[Day]:
        found = self._days.get(tenant, {})
        return [found[day] for day in sorted(found) if day.year == year]

    @override
    def put_year(self, tenant: str, year: Year) -> None:
        self._years[tenant][year.year] = year

    @override
    def freeze(self, tenant: str, year: Year, months: int) -> None:
        self._frozen[tenant].setdefault((year.year, months), year)

    @override
    def frozen(self, tenant: str, year: int) -> list[Year]:
        found = self._frozen.get(tenant, {})
        return [found[key] for key in sorted(found) if key[0] == year]

    @override
    def year(self, tenant: str, year: int) -> Year | None:
        return self._years.get(tenant, {}).get(year)

    @override
    def headlines(self, tenant: str, process: str) -> list[Headline]:
        found = sorted(self._years.get(tenant, {}).items())
        return [headline_of(year.of(process)) for _, year in found if process in year.processes]

    @override
    def keep(self, tenant: str, case_id: str, line: CaseSummary) -> None:
        self._kept[tenant, line.day][case_id] = line

    @override
    def kept(self, tenant: str, day: date) -> Mapping[str, CaseSummary]:
        return dict(self._kept.get((tenant, day), {}))

    @override
    def mark(self, tenant: str, day: date, at: datetime) -> None:
        self._marked[tenant][day] = at

    @override
    def marked(self, tenant: str) -> Mapping[date, datetime]:
        return dict(self._marked.get(tenant, {}))


class MemoryHappenings(Happenings):
    """Happenings over any store of cases."""

    def __init__(self, cases: CaseStore) -> None:
        self._cases = cases

    @override
    def received(self, tenant: str, start: datetime, end: datetime) -> Iterator[CaseHistory]:
        for day in utc_days(start, end):
            for case in self._cases.begun_on(tenant, day, MOST):
                if not isinstance(case, Unreadable) and start <= case.intake.received_at < end:
                    yield self._happened(case)

    def _happened(self, case: AnyCase) -> CaseHistory:
        place = case.tenant, case.id
        return CaseHistory(case, self._cases.events(*place), self._cases.entries(*place))
