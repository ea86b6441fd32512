"""Both distributions side by side, and what is gained for each number of days of internal mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from rich.table import Table as Grid

MAIL = range(5)
"""Working days of internal mail each way."""

SAID_BY_THE_CITY = "a week faster on average"
CALCULATED = "berekend, niet gemeten"


@dataclass(frozen=True, slots=True)
class Gain:
    """One row: days from declaration to registration, median and nine in ten, on paper and here.

    `moves` are how many were registered both ways, and nobody else is counted. `mean` and `half`
    are the days that a declaration gained, on average and in the middle.
    """

    mail: int
    moves: int
    paper: tuple[int, int]
    here: tuple[int, int]
    mean: float
    half: int


def gain(
    mail: int,
    here: dict[str, tuple[datetime, datetime]],
    paper: dict[str, tuple[datetime, datetime]],
) -> Gain:
    """Over the declarations that were registered both ways. Raises ValueError of none."""
    both = sorted(here.keys() & paper.keys())
    if not both:
        raise ValueError("nobody was registered both ways")
    ours, theirs = ([_days(*by[key]) for key in both] for by in (here, paper))
    gained = [before - now for before, now in zip(theirs, ours, strict=True)]
    mean = sum(gained) / len(gained)
    return Gain(mail, len(both), _spread(theirs), _spread(ours), mean, at_share(gained, 0.5))


def at_share(values: Sequence[int], share: float) -> int:
    """The smallest value that so large a share doesn't exceed."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def grid(rows: Sequence[Gain]) -> Grid:
    """The table that is printed."""
    title = "From declaration to registration of those registered both ways, in calendar days"
    made = Grid(title=f"{title} ({CALCULATED})")
    for title in ("mail each way", "moves", "paper: median", "p90", "here: median", "p90"):
        made.add_column(title, justify="right")
    made.add_column("gained: mean", justify="right")
    made.add_column("median", justify="right")
    for row in rows:
        days = (*row.paper, *row.here)
        cells = [f"{row.mail}", f"{row.moves}", *map(str, days), f"{row.mean:.1f}", f"{row.half}"]
        made.add_row(*cells)
    return made


def _spread(days: Sequence[int]) -> tuple[int, int]:
    return at_share(days, 0.5), at_share(days, 0.9)


def _days(start: datetime, end: datetime) -> int:
    """Calendar days, from midnight to midnight."""
    return (end.date() - start.date()).days
