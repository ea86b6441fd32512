"""Counted days as a file, so that a counter on this machine can show a year that was replayed."""

import gzip
import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from chalicelib.domain.figures.tally import Day, Tally, year_of
from chalicelib.usecases.figures.count_days import FiguresStore


def save(path: Path, days: Iterable[Day]) -> None:
    """Write the days, compressed; there is no personal data in them."""
    rows = [[day.day.isoformat(), day.counted_at.isoformat(), _counts(day.tally)] for day in days]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json.dumps(rows).encode(), mtime=0))


def load(path: Path) -> list[Day]:
    """The days of a file that `save` wrote."""
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return [
        Day(
            date.fromisoformat(day),
            Tally({tuple(key): n for *key, n in counts}),
            datetime.fromisoformat(at),
        )
        for day, at, counts in rows
    ]


def deposit(days: Iterable[Day], figures: FiguresStore, tenant: str) -> None:
    """Put the days of a replay, and the sums of their years, into a store of figures."""
    found = list(days)
    for day in found:
        figures.put_day(tenant, day)
    for year in sorted({day.day.year for day in found}):
        at = max(day.counted_at for day in found if day.day.year == year)
        figures.put_year(tenant, year_of(year, found, at))


def _counts(tally: Tally) -> list[list[object]]:
    return [[*key, n] for key, n in sorted(tally.counts.items())]
