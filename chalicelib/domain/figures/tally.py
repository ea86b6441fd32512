"""Sums of lines. A tally is a bag of counts, so that days make months and months make years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from chalicelib.domain.figures.line import Line, Outcome

type Key = tuple[str, ...]

REQUEST, HELD, TIME, REVIEW = "request", "held", "time", "review"
REFUSAL, HOUR, MINOR, BOUNCE = "refusal", "hour", "minor", "bounce"

AUTOMATIC, BY_HAND = "automatic", "by_hand"
"""How a request was handled, in keys."""


class Cell(NamedTuple):
    """The dimensions of the requests themselves."""

    document: str
    variant: str
    language: str
    channel: str
    outcome: str
    handling: str

    @property
    def is_automatic(self) -> bool:
        """Whether no clerk touched it."""
        return self.handling == AUTOMATIC


class Held(NamedTuple):
    """Requests that were not automatic: all the rules at once that kept them from it."""

    document: str
    channel: str
    reasons: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons."""
        return tuple(self.reasons.split())


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by key; the first part of a key names the table that it belongs to."""

    counts: Mapping[Key, int] = field(default_factory=dict)

    def table(self, name: str) -> Iterator[tuple[Key, int]]:
        """The counts of one table, without its name."""
        return ((key[1:], n) for key, n in self.counts.items() if key[0] == name)

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """The requests by all their dimensions."""
        return ((Cell(*key), n) for key, n in self.table(REQUEST))

    def held(self) -> Iterator[tuple[Held, int]]:
        """Why requests were not automatic."""
        return ((Held(*key), n) for key, n in self.table(HELD))

    def by(self, dimension: str, **only: str) -> Counter[str]:
        """Requests by one dimension of `Cell`, of those that have some values in others."""
        found: Counter[str] = Counter()
        for cell, n in self.cells():
            if all(getattr(cell, name) == value for name, value in only.items()):
                found[getattr(cell, dimension)] += n
        return found

    def total(self, **only: str) -> int:
        """How many requests, of those that have some values."""
        return self.by("handling", **only).total()

    def one(self, name: str) -> Counter[str]:
        """A table with one dimension."""
        return Counter({key[0]: n for key, n in self.table(name)})

    @property
    def is_open(self) -> bool:
        """Whether a request among them has yet to end."""
        return any(not Outcome(cell.outcome).is_final for cell, _ in self.cells())


@dataclass(frozen=True, slots=True)
class Day:
    """The roll-up of the requests received on one day; recounting it gives it anew."""

    day: date
    tally: Tally
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Year:
    """The roll-ups of a year's months, by number; a month without requests isn't there."""

    year: int
    months: Mapping[int, Tally]
    counted_at: datetime

    @property
    def tally(self) -> Tally:
        """The whole year."""
        return merged(self.months.values())


def tally_of(lines: Iterable[Line]) -> Tally:
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


def _keys(line: Line) -> Iterator[Key]:
    handling = AUTOMATIC if line.is_automatic else BY_HAND
    yield (
        REQUEST,
        *Cell(
            line.document, line.variant, line.language, line.channel, line.outcome.value, handling
        ),
    )
    yield (HOUR, str(line.day.isoweekday()), str(line.hour))
    if line.reasons:
        yield (HELD, *Held(line.document, line.channel, " ".join(line.reasons)))
    if line.seconds is not None:
        yield (TIME, handling, str(rounded_up(line.seconds)))
    if line.review_days is not None:
        yield (REVIEW, str(line.review_days))
    if line.refusal:
        yield (REFUSAL, line.refusal)
    if line.is_for_minor:
        yield (MINOR, line.document)
    if line.has_bounced:
        yield (BOUNCE, line.channel)


def rounded_up(seconds: int) -> int:
    """A time as it is counted: to the second up to two minutes, then to the minute, hour, day."""
    for limit, unit in ((120, 1), (7200, 60), (172_800, 3600)):
        if seconds <= limit:
            return -(-seconds // unit) * unit
    return -(-seconds // 86_400) * 86_400
