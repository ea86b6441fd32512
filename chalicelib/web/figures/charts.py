"""Charts as SVG whose widths are percentages, so that their text keeps its size on any screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.figures.history import Compared
from chalicelib.domain.figures.published import FigureRow
from chalicelib.web.figures.words import words

_COLUMNS_HIGH = 180
_ROOM_FOR_VALUE = 26
_SHORT = {"3": "mrt"}
"""Months that aren't shortened to their first three letters."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a row: `width` in percent of the chart."""

    label: str
    value: str
    width: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column: places and widths in percent, heights in pixels from the top.

    `short` is its label on a narrow screen, `lower` the height of its lower part, drawn darker.
    """

    label: str
    short: str
    value: str
    x: float
    middle: float
    width: float
    y: float
    height: float
    lower: float = 0


def bars(rows: Iterable[tuple[str, str, int]]) -> list[Bar]:
    """Bars beside each other's longest; a row is its label, its value in words, and its length."""
    found = list(rows)
    longest = max((length for _, _, length in found), default=0) or 1
    return [Bar(label, value, round(100 * length / longest, 2)) for label, value, length in found]


def year_columns(years: Iterable[Compared]) -> list[Column]:
    """The online share of each year, on a scale from 0 to 100 %."""
    known = [y for y in years if y.online_hundredths is not None]
    return [
        _column(n, len(known), str(y.year), y.online, (y.online_hundredths or 0) / 10_000)
        for n, y in enumerate(known)
    ]


def month_columns(rows: Iterable[FigureRow]) -> list[Column]:
    """The requests of each month, the automatic ones below; a hidden month has no column."""
    found = list(rows)
    highest = max((row.count or 0 for row in found), default=0) or 1
    names = words("months")
    columns = []
    for n, row in enumerate(found):
        lower = (row.automatic or 0) / highest
        columns.append(
            _column(
                n,
                len(found),
                _SHORT.get(row.code, names[row.code][:3]),
                "",
                (row.count or 0) / highest,
                lower,
            )
        )
    return columns


def _column(n: int, of: int, label: str, value: str, share: float, lower: float = 0) -> Column:
    slot = 100 / of
    height = round(share * (_COLUMNS_HIGH - _ROOM_FOR_VALUE), 1)
    return Column(
        label=label,
        short=label[-2:] if label.isdigit() else label[0],
        value=value,
        x=round(n * slot + slot * 0.14, 3),
        middle=round((n + 0.5) * slot, 3),
        width=round(slot * 0.72, 3),
        y=_COLUMNS_HIGH - height,
        height=height,
        lower=round(lower * (_COLUMNS_HIGH - _ROOM_FOR_VALUE), 1),
    )
