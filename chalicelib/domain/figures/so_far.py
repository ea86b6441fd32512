"""What of a year that still runs may be published: as it was at the end of each quarter.

Whoever keeps what was published each day must find nothing by comparing. So nothing changes between
two quarters, and of a quarter only what isn't small, in itself and as a difference, is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.hiding import hidden, hidden_while_growing
from chalicelib.domain.figures.history import Compared
from chalicelib.domain.figures.press import THUISLOKET, AnnualReport
from chalicelib.domain.figures.published import (
    SHEETS,
    FigureRow,
    FigureTable,
    Published,
    comparable,
)
from chalicelib.domain.figures.tally import Year

QUARTER = 3
"""Months."""


def months_over(year: int, today: date) -> int:
    """How many months of a running year are published: those of the quarters that are over."""
    return (today.month - 1) // QUARTER * QUARTER if year == today.year else 0


def so_far(year: Year, months: int) -> Year:
    """A year up to the end of a month."""
    return replace(year, months={m: t for m, t in year.months.items() if m <= months})


def published_so_far(
    snapshots: Sequence[Year], years: tuple[Compared, ...], smallest: int
) -> Published:
    """A running year for everybody, from how it stood at the end of each quarter, in order.

    How cases ended, how fast and why not automatically goes on changing: that is told when the year
    is over.
    """
    kept = _kept([AnnualReport(one, ()) for one in snapshots], smallest)
    last = kept[-1] if kept else None
    bare = Published(
        year=snapshots[-1].year,
        counted_at=(last.year if last else snapshots[-1]).counted_at,
        is_over=False,
        smallest=smallest,
        total=last.total if last else None,
        online=None,
        automatic=_automatic(kept, smallest),
        years=comparable(years, smallest),
        sheets={code: FigureTable(code, ()) for code in SHEETS},
    )
    return _with_tables(bare, kept, last) if last else bare


def _kept(reports: Sequence[AnnualReport], smallest: int) -> list[AnnualReport]:
    """Those with enough new cases; what came in one with fewer is told with the next."""
    kept: list[AnnualReport] = []
    for one in reports:
        if one.total - (kept[-1].total if kept else 0) >= smallest:
            kept.append(one)
    return kept


def _with_tables(bare: Published, kept: list[AnnualReport], last: AnnualReport) -> Published:
    least = bare.smallest
    channels = _table("channels", [dict(one.channels) for one in kept], least)
    documents = [dict(one.documents) for one in kept]
    languages = [dict(one.tally.by("language").most_common()) for one in kept]
    tables = (
        replace(channels, rows=tuple(_as_printed(row) for row in channels.rows)),
        _table("documents", documents, least),
        _table("languages", languages, least),
        FigureTable("months", tuple(_months(kept, least)), is_complete=False),
    )
    online = next((row.count for row in channels.rows if row.code == THUISLOKET), None)
    share = None if online is None else numbers.hundredths(online, last.total)
    beside = Compared(bare.year, last.total, share, None, is_counted_here=True, online_count=online)
    sheets = {**bare.sheets, **{table.code: table for table in tables}}
    return replace(bare, online=online, sheets=sheets, years=(*bare.years, beside))


def _as_printed(row: FigureRow) -> FigureRow:
    return row if row.code == THUISLOKET else replace(row, decimals=1)


def _table(code: str, series: list[dict[str, int]], smallest: int) -> FigureTable:
    away, last = hidden_while_growing(series, smallest), series[-1]
    if away is None:
        return FigureTable(code, ())
    whole = sum(last.values())
    rows = (FigureRow(k, None if k in away else n, whole=whole) for k, n in last.items())
    return FigureTable(code, tuple(rows))


def _months(kept: list[AnnualReport], smallest: int) -> Iterator[FigureRow]:
    """The months of each quarter as they were when it was first told."""
    told: set[int] = set()
    for one in kept:
        new = {month: tally.total() for month, tally in one.year.months.items()}
        new = {month: n for month, n in new.items() if month not in told}
        told |= set(new)
        yield from _quarter({str(month): n for month, n in new.items()}, smallest)


def _quarter(counted: Mapping[str, int], smallest: int) -> Iterator[FigureRow]:
    found, whole = hidden(counted, smallest), sum(counted.values())
    for month, n in counted.items():
        is_shown = found is not None and month not in found.away
        yield FigureRow(month, n if is_shown else None, whole=whole)


def _automatic(kept: list[AnnualReport], smallest: int) -> int | None:
    """How many were automatic, if neither they nor the others ever were, or became, a few more."""
    parts = [{"automatic": one.automatic, "rest": one.total - one.automatic} for one in kept]
    away = hidden_while_growing(parts, smallest)
    return kept[-1].automatic if kept and away is not None and not away else None
