"""Where people can marry, when, and what it costs: data of the municipality."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.domain.shared.week_times import WeekTimes

SLOT, VISIT = "slot", "visit"
"""The claims on an hour at a place, and at the counter where papers are brought."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class WeddingVenue(FromFile):
    """One place. `hours` are those at which a wedding can begin, each as `10:30`.

    `months` empty: the whole year; `is_last_of_month`: the last such day only.
    """

    name: str
    hours: WeekTimes
    months: tuple[int, ...] = ()
    is_last_of_month: bool = False
    closed: frozenset[date] = frozenset()

    def on(self, day: date) -> tuple[str, ...]:
        """The hours there on a day."""
        out = self.months and day.month not in self.months
        last = monthrange(day.year, day.month)[1] - day.day < _WEEK
        if out or day in self.closed or (self.is_last_of_month and not last):
            return ()
        return self.hours.days[day.weekday()]


@dataclass(frozen=True, slots=True)
class Tariff(FromFile):
    """What a place costs from a day on, in euro cents; `weekdays` (Monday is 0) empty: any day."""

    place: str
    valid_from: date
    cents: int
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WeddingVenues(FromFile):
    """All places of a municipality. `key_date` is the day by which a price goes.

    `price_note` is a sentence that stands below the prices. `counters` is where papers are brought
    with an appointment. On legal holidays and the municipality's closing days nobody marries, and
    nobody is received.
    """

    places: tuple[WeddingVenue, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    key_date: Literal["wedding", "declaration"] = "wedding"
    price_note: str = ""
    closed: frozenset[date] = field(default_factory=frozenset)
    counters: tuple[WeddingVenue, ...] = ()

    @property
    def visits(self) -> "WeddingVenues":
        """The counters, as places where one can be at an hour."""
        return WeddingVenues(self.counters, closed=self.closed)

    def moments(self) -> tuple[str, ...]:
        """Every hour and place that there is on some day, by hour."""
        return tuple(dict.fromkeys(sorted(self._moments())))

    def on(self, day: date) -> tuple[str, ...]:
        """The moments of a day."""
        return tuple(sorted(f"{hour} {p.name}" for p in self.places for hour in p.on(day)))

    def price(self, slot: WeddingSlot, declared_on: date) -> int | None:
        """In euro cents, by the tariff of its key date; None when no tariff says."""
        key = slot.day if self.key_date == "wedding" else declared_on
        fitting = [t for t in self.tariffs if _fits(t, slot) and t.valid_from <= key]
        latest = max(fitting, key=lambda tariff: tariff.valid_from, default=None)
        return latest.cents if latest else None

    def _moments(self) -> Iterator[str]:
        for place in self.places:
            for day in place.hours.days:
                yield from (f"{hour} {place.name}" for hour in day)


type FindPlaces = Callable[[str], WeddingVenues]
"""The places of a municipality by its code; none where it has no file of them."""


def _fits(tariff: Tariff, slot: WeddingSlot) -> bool:
    is_day = not tariff.weekdays or slot.day.weekday() in tariff.weekdays
    return tariff.place == slot.place and is_day
