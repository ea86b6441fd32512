"""Years as they are compared: those that this counter counted, and those printed before it."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.tally import Year
from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class PrintedYear(FromFile):
    """What was printed of a year; `online_share` in percent, with a point (`79.30`)."""

    year: int
    online_share: str
    total: int | None = None


@dataclass(frozen=True, slots=True)
class History(FromFile):
    """What a municipality printed before the counter counted, and where."""

    source: str = ""
    years: tuple[PrintedYear, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """The three numbers of a year that other years are compared with."""

    year: int
    total: int
    online: int
    automatic: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A year beside others. `online_hundredths` is its online share in hundredths of a percent.

    `total` and `automatic` are None where they weren't printed, `online_count` where this counter
    didn't count it.
    """

    year: int
    total: int | None
    online_hundredths: int | None
    automatic: int | None
    is_counted_here: bool
    online_count: int | None = None

    @property
    def online(self) -> str:
        """`79,30 %`."""
        if self.online_hundredths is None:
            return "–"
        return numbers.percent(self.online_hundredths, 10_000)


def headline_of(year: Year) -> Headline:
    """The headline of a year."""
    channels, handled = year.tally.by("channel"), year.tally.by("handling")
    return Headline(
        year.year, channels.total(), channels[Channel.THUISLOKET.value], handled["automatic"]
    )


def compared(history: History, headlines: Iterable[Headline]) -> tuple[Compared, ...]:
    """All years in order; what was counted here stands above what was printed."""
    years = {p.year: _printed(p) for p in history.years}
    years |= {h.year: _counted(h) for h in headlines}
    return tuple(years[year] for year in sorted(years))


def _printed(year: PrintedYear) -> Compared:
    hundredths = int(year.online_share.replace(".", ""))
    return Compared(year.year, year.total, hundredths, None, is_counted_here=False)


def _counted(year: Headline) -> Compared:
    share = numbers.hundredths(year.online, year.total)
    return Compared(
        year.year,
        year.total,
        share,
        year.automatic,
        is_counted_here=True,
        online_count=year.online,
    )
