"""What of a year may be published: all that a page, a file or a press text can know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.hiding import Hidden, hidden, hidden_parts, may_show_parts
from chalicelib.domain.figures.history import Compared
from chalicelib.domain.figures.levers import levers
from chalicelib.domain.figures.press import THUISLOKET, AnnualReport
from chalicelib.domain.figures.tally import AUTOMATIC, Tally

TOGETHER = ""
"""In the place of a row: all rows of a table that are hidden, together."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of a table; `count` and `automatic` are None where they are hidden.

    `is_small` when it may be said that a hidden count is small.
    """

    code: str
    count: int | None
    automatic: int | None = None
    whole: int = 0
    decimals: int = 2
    is_small: bool = False

    @property
    def share(self) -> str:
        """Its share of the whole as the city prints it; empty when it is hidden."""
        if self.count is None:
            return ""
        return numbers.percent(self.count, self.whole, self.decimals)

    @property
    def automatic_share(self) -> str:
        """How much of it was automatic; empty when that is hidden."""
        if self.count is None or self.automatic is None:
            return ""
        return numbers.percent(self.automatic, self.count)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table; with `is_complete` its rows add up to the total of the year.

    Without rows when it can't be shown without giving a small number away.
    """

    code: str
    rows: tuple[FigureRow, ...]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Published:
    """A year for everybody; nothing else of it leaves for the public.

    `smallest` is the count below which nothing is shown. What is hidden is None: `total` of a year
    with hardly a request, and then all the rest; `online` and `automatic` when they or what they
    leave are small. `within_a_minute` is how many automatic documents of how many.
    """

    year: int
    counted_at: datetime
    is_over: bool
    smallest: int
    total: int | None
    online: int | None
    automatic: int | None
    median_seconds: int | None = None
    within_a_minute: tuple[int, int] | None = None
    years: tuple[Compared, ...] = ()
    sheets: Mapping[str, FigureTable] = field(default_factory=dict)

    def __getitem__(self, code: str) -> FigureTable:
        return self.sheets[code]

    @property
    def online_share(self) -> str:
        """As the city prints it; empty when it is hidden."""
        return self._share(self.online)

    @property
    def automatic_share(self) -> str:
        """The share of all requests; empty when it is hidden."""
        return self._share(self.automatic)

    @property
    def by_hand(self) -> int | None:
        """What wasn't automatic."""
        return None if self.automatic is None else (self.total or 0) - self.automatic

    @property
    def before(self) -> Compared | None:
        """The year before, when it is known: a year that still runs isn't compared with it."""
        known = (y for y in self.years if y.year == self.year - 1 and y.total)
        return next(known, None) if self.is_over else None

    def _share(self, part: int | None) -> str:
        return "" if part is None else numbers.percent(part, self.total or 0)


def published(story: AnnualReport, smallest: int, today: date) -> Published:
    """A year as it may be told: headlines, and tables that give nothing away beside them."""
    total, year = story.total, story.year
    online, automatic = (
        n if total >= smallest and may_show_parts(n, total, smallest) else None
        for n in (story.online, story.automatic)
    )
    bare = Published(
        year=year.year,
        counted_at=year.counted_at,
        is_over=year.year < today.year,
        smallest=smallest,
        total=total if total >= smallest else None,
        online=online,
        automatic=automatic,
        years=comparable(story.years, smallest),
    )
    if bare.total is None:
        return replace(bare, sheets={code: FigureTable(code, ()) for code in SHEETS})
    found = {code: make(story, bare) for code, make in SHEETS.items()}
    return replace(_with_times(bare, story), sheets=found)


def comparable(years: tuple[Compared, ...], smallest: int) -> tuple[Compared, ...]:
    """Years as they may stand beside others: what was counted here follows the same rule."""
    return tuple(_comparable(year, smallest) for year in years)


def _comparable(year: Compared, smallest: int) -> Compared:
    if not year.is_counted_here or year.total is None or year.online_count is None:
        return year
    is_shown = year.total >= smallest
    if is_shown and may_show_parts(year.online_count, year.total, smallest):
        return replace(year, automatic=None)
    total = year.total if is_shown else None
    return replace(year, total=total, online_hundredths=None, online_count=None, automatic=None)


def _with_times(year: Published, story: AnnualReport) -> Published:
    """The times of automatic documents, where these are told and are enough."""
    within, timed = story.within_a_minute
    if year.automatic is None or timed < year.smallest:
        return year
    told = (within, timed) if may_show_parts(within, timed, year.smallest) else None
    return replace(year, median_seconds=story.median_seconds, within_a_minute=told)


def _channels(story: AnnualReport, year: Published) -> FigureTable:
    """In the order in which the city prints them, each with as many decimals as there."""
    known = () if year.online is None else (THUISLOKET,)
    rows = _rows(story.channels, hidden(story.channels, year.smallest, known), story.total)
    tenths = (row if row.code == THUISLOKET else replace(row, decimals=1) for row in rows)
    return FigureTable("channels", tuple(tenths))


def _plain(code: str, dimension: str, story: AnnualReport, year: Published) -> FigureTable:
    counted = story.tally.by(dimension)
    rows = _rows(counted, hidden(counted, year.smallest), story.total)
    return FigureTable(code, _largest_first(rows))


def _documents(story: AnnualReport, year: Published) -> FigureTable:
    automatic = story.tally.by("document", handling=AUTOMATIC)
    found = _with_parts("documents", dict(story.documents), automatic, year)
    return replace(found, rows=_largest_first(found.rows))


def _months(story: AnnualReport, year: Published) -> FigureTable:
    tallies = {str(n): story.year.months.get(n, Tally()) for n in range(1, 13)}
    counted = {month: tally.total() for month, tally in tallies.items()}
    automatic = {month: tally.total(handling=AUTOMATIC) for month, tally in tallies.items()}
    return _with_parts("months", counted, automatic, year)


def _with_parts(
    code: str, counted: Mapping[str, int], automatic: Mapping[str, int], year: Published
) -> FigureTable:
    """A table that tells of each row how much was automatic, where the year tells it."""
    found = hidden(counted, year.smallest)
    rows = _rows(counted, found, sum(counted.values()))
    if found is None or year.automatic is None:
        return FigureTable(code, rows)
    parts = {key: (automatic[key], n) for key, n in counted.items() if key not in found.away}
    together = (sum(by[key] for key in found.away) for by in (automatic, counted))
    parts[TOGETHER] = (next(together), next(together))
    away = found.away | hidden_parts(parts, year.smallest)
    told = {key: automatic[key] for key in counted if key not in away}
    return FigureTable(code, tuple(replace(row, automatic=told.get(row.code)) for row in rows))


def _rows(counted: Mapping[str, int], found: Hidden | None, whole: int) -> tuple[FigureRow, ...]:
    if found is None:
        return ()
    return tuple(
        FigureRow(key, None if key in found.away else n, whole=whole, is_small=key in found.small)
        for key, n in counted.items()
    )


def _largest_first(rows: tuple[FigureRow, ...]) -> tuple[FigureRow, ...]:
    """What is hidden comes last, by code: its place would tell between which counts it lies."""
    return tuple(sorted(rows, key=lambda row: (row.count is None, -(row.count or 0), row.code)))


def _reasons(story: AnnualReport, year: Published) -> FigureTable:
    """Why requests weren't automatic; one can have several reasons, so they add up to more."""
    by_hand = year.by_hand or 0
    rows = (
        FigureRow(lever.code, lever.held, whole=by_hand)
        for lever in sorted(levers(story.tally), key=lambda lever: -lever.held)
        if lever.held and may_show_parts(lever.held, by_hand, year.smallest)
    )
    return FigureTable("reasons", tuple(rows) if by_hand else (), is_complete=False)


SHEETS = {
    "channels": _channels,
    "documents": _documents,
    "months": _months,
    "languages": lambda story, year: _plain("languages", "language", story, year),
    "outcomes": lambda story, year: _plain("outcomes", "outcome", story, year),
    "reasons": _reasons,
}
"""The tables of a year, in order."""
