"""Sums of lines. A tally is a bag of counts, so that days make months and months make years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from chalicelib.domain.figures.line import OPEN, CaseSummary

type Key = tuple[str, ...]
"""A table, a process, and what the table counts by."""

REQUEST, HELD, TIME, REVIEW = "request", "held", "time", "review"
REFUSAL, HOUR, MINOR, BOUNCE = "refusal", "hour", "minor", "bounce"
STEP, APART = "step", "apart"
MINOR_HELD = "minor_held"
"""Cases for a minor that one rule alone kept from being automatic, by channel and rule."""

AUTOMATIC, BY_HAND = "automatic", "by_hand"
"""How a case was handled, in keys."""


class Cell(NamedTuple):
    """What a case is counted by: what all have, then codes that its process tells (`name=code`)."""

    process: str
    channel: str
    outcome: str
    handling: str
    codes: tuple[str, ...] = ()

    @property
    def is_automatic(self) -> bool:
        """Whether no clerk touched it."""
        return self.handling == AUTOMATIC

    def of(self, dimension: str) -> str:
        """Its code in a dimension; empty in one that its process doesn't have."""
        if dimension in self._fields[:-1]:
            return str(getattr(self, dimension))
        return _code_of(dimension, self.codes)


class ManualReasons(NamedTuple):
    """Cases that were not automatic: all the rules at once that kept them from it."""

    process: str
    channel: str
    reasons: str
    dimensions: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons."""
        return tuple(self.reasons.split())

    def of(self, dimension: str) -> str:
        """Its code in a dimension of its process."""
        return _code_of(dimension, self.dimensions)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by key; the first part of a key names the table that it belongs to."""

    counts: Mapping[Key, int] = field(default_factory=dict)

    def of(self, process: str) -> "Tally":
        """What of it is of one process."""
        return Tally({key: n for key, n in self.counts.items() if key[1] == process})

    def table(self, name: str) -> Iterator[tuple[Key, int]]:
        """The counts of one table, without its name and the process."""
        return ((key[2:], n) for key, n in self.counts.items() if key[0] == name)

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """The cases by all their dimensions."""
        found = ((key, n) for key, n in self.counts.items() if key[0] == REQUEST)
        return ((_cell(key), n) for key, n in found)

    def held(self) -> Iterator[tuple[ManualReasons, int]]:
        """Why cases were not automatic."""
        found = ((key, n) for key, n in self.counts.items() if key[0] == HELD)
        return ((_held(key), n) for key, n in found)

    def by(self, dimension: str, **only: str) -> Counter[str]:
        """Cases by one dimension, of those that have some values in others."""
        found: Counter[str] = Counter()
        for cell, n in self.cells():
            if all(cell.of(name) == value for name, value in only.items()):
                found[cell.of(dimension)] += n
        return found

    def total(self, **only: str) -> int:
        """How many cases, of those that have some values."""
        return self.by("handling", **only).total()

    def one(self, name: str) -> Counter[str]:
        """A table with one dimension, over all processes."""
        found: Counter[str] = Counter()
        for key, n in self.table(name):
            found[key[0]] += n
        return found

    @property
    def is_open(self) -> bool:
        """Whether a case among them has yet to end."""
        return any(cell.outcome in OPEN.values() for cell, _ in self.cells())


@dataclass(frozen=True, slots=True)
class Day:
    """The roll-up of the cases received on one day; recounting it gives it anew."""

    day: date
    tally: Tally
    counted_at: datetime

    def of(self, process: str) -> "Day":
        """What of it is of one process."""
        return replace(self, tally=self.tally.of(process))


@dataclass(frozen=True, slots=True)
class Year:
    """The roll-ups of a year's months, by number; a month without cases isn't there."""

    year: int
    months: Mapping[int, Tally]
    counted_at: datetime

    @property
    def tally(self) -> Tally:
        """The whole year."""
        return merged(self.months.values())

    @property
    def processes(self) -> tuple[str, ...]:
        """The processes of which there were cases."""
        return tuple(sorted({cell.process for cell, _ in self.tally.cells()}))

    def of(self, process: str) -> "Year":
        """What of it is of one process."""
        found = {month: tally.of(process) for month, tally in self.months.items()}
        return replace(
            self, months={month: tally for month, tally in found.items() if tally.counts}
        )


def tally_of(lines: Iterable[CaseSummary]) -> Tally:
    """The counts of some lines, in whatever order they come."""
    return Tally(dict(Counter(key for line in lines for key in _keys(line))))


def merged(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    counts: Counter[Key] = Counter()
    for tally in tallies:
        counts.update(tally.counts)
    return Tally(dict(counts))


def year_of(year: int, days: Iterable[Day], at: datetime) -> Year:
    """A year from its days."""
    months: dict[int, list[Tally]] = {}
    for day in days:
        if day.day.year == year:
            months.setdefault(day.day.month, []).append(day.tally)
    return Year(year, {month: merged(months[month]) for month in sorted(months)}, at)


def _keys(line: CaseSummary) -> Iterator[Key]:
    of, handling = line.process, AUTOMATIC if line.is_automatic else BY_HAND
    codes = tuple(f"{name}={code}" for name, code in (*line.dimensions, *line.details))
    yield (REQUEST, of, line.channel, line.outcome, handling, *codes)
    yield (HOUR, of, str(line.day.isoweekday()), str(line.hour))
    if line.reasons:
        yield (HELD, of, line.channel, " ".join(line.reasons), *codes[: len(line.dimensions)])
    if line.seconds is not None:
        yield (TIME, of, handling, str(rounded_up(line.seconds)))
    if line.seconds is not None and line.apart:
        yield (APART, of, line.apart, str(rounded_up(line.seconds)))
    if line.review_days is not None:
        yield (REVIEW, of, str(line.review_days))
    if line.refusal:
        yield (REFUSAL, of, line.refusal)
    if line.is_for_minor:
        yield from _of_minor(line)
    if line.has_bounced:
        yield (BOUNCE, of, line.channel)
    yield from ((STEP, of, step, str(days)) for step, days in line.steps)


def _of_minor(line: CaseSummary) -> Iterator[Key]:
    yield (MINOR, line.process, line.channel)
    if len(line.reasons) == 1:
        yield (MINOR_HELD, line.process, line.channel, *line.reasons)


def _cell(key: Key) -> Cell:
    _, process, channel, outcome, handling, *codes = key
    return Cell(process, channel, outcome, handling, tuple(codes))


def _held(key: Key) -> ManualReasons:
    _, process, channel, reasons, *codes = key
    return ManualReasons(process, channel, reasons, tuple(codes))


def _code_of(dimension: str, codes: Iterable[str]) -> str:
    named = (code.partition("=") for code in codes)
    return next((code for name, _, code in named if name == dimension), "")


def rounded_up(seconds: int) -> int:
    """A time as it is counted: to the second up to two minutes, then to the minute, hour, day."""
    for limit, unit in ((120, 1), (7200, 60), (172_800, 3600)):
        if seconds <= limit:
            return -(-seconds // unit) * unit
    return -(-seconds // 86_400) * 86_400
