"""Officers and their rounds, the same here and on paper: who is out when, and how far they get."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.domain.tenants.municipality import Municipality

OFFICERS = 2
"""Officers of each district."""

ROUNDS = (time(9, 30), time(13, 30), time(17, 0))
"""When a round begins; an officer walks one of them a day, so that the hours differ."""

MOST = 9
"""Visits of a round."""

EACH = timedelta(minutes=14)
AWAY = 0.12
"""The share of working days on which an officer is on leave or called elsewhere."""

AGAIN_AFTER = timedelta(days=2)
"""Whoever wasn't home is called at again after that, at another hour."""

TERM = 15
"""Working days after the declaration, after which a visit is overdue."""


@dataclass(frozen=True, slots=True)
class WalkedRound:
    """One officer's round of a day."""

    district: str
    starts: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """A dwelling that waits for a visit; `since` is when it may be called at."""

    key: str
    address: str
    since: datetime
    overdue_from: date


def rounds(
    districts: tuple[str, ...], here: Municipality, first: date, last: date
) -> list[WalkedRound]:
    """Every round of a period, in the order of time; the same each time."""
    found = [one for district in districts for one in _of(district, here, first, last)]
    return sorted(found, key=lambda one: (one.starts, one.district))


def chosen(waiting: list[Stop], at: datetime) -> list[Stop]:
    """What a round gets to: the overdue first, then who waits longest, walked by address."""
    ready = [stop for stop in waiting if stop.since <= at]
    ready.sort(key=lambda stop: (stop.overdue_from >= at.date(), stop.since, stop.address))
    return sorted(ready[:MOST], key=lambda stop: stop.address)


def _of(district: str, here: Municipality, first: date, last: date) -> Iterator[WalkedRound]:
    zone = ZoneInfo(here.timezone)
    for officer in range(OFFICERS):
        rng = Random(f"officer {district} {officer}")
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            begins, is_away = rng.choice(ROUNDS), rng.random() < AWAY
            if here.calendar.is_working_day(day) and not is_away:
                yield WalkedRound(district, datetime.combine(day, begins, zone))
