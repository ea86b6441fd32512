"""The plan of a year: which requests come in when, by whom, through which channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.certificates import Catalogue
from ops.measure.replay.mix import anybody, clerical
from ops.measure.replay.people import Asker, People
from ops.measure.replay.table import Quota

_MONTHS = (112, 98, 108, 94, 100, 104, 78, 86, 116, 104, 96, 82)
"""How busy the months are beside one another."""

_WEEKDAYS = (118, 112, 106, 104, 96, 52, 48)
_HOURS = (2, 1, 1, 1, 1, 3, 10, 28, 52, 66, 68, 58, 46, 58, 60, 56, 50, 42, 38, 44, 48, 40, 22, 8)
_OFFICE_HOURS = ((9, 30), (10, 34), (11, 28), (13, 22), (14, 26), (15, 20))
APART = timedelta(minutes=30)
"""Nobody asks for the same document again so soon: they would be led to their first case."""


@dataclass(frozen=True, slots=True)
class Order:
    """One request that will come in; `key` is its idempotency key, `order` its number."""

    at: datetime
    key: str
    channel: Channel
    asker: Asker


class Planner:
    """Spreads quotas over a year. The same seed gives the same plan."""

    def __init__(
        self, people: People, catalogue: Catalogue, here: Municipality, year: int, seed: int
    ) -> None:
        self._people = people
        self._catalogue = catalogue
        self._here = here
        self._rng = Random(f"replay {seed}")
        self._asked: dict[tuple[NationalNumber, NationalNumber, str], list[datetime]] = {}
        self._days = Days(here, year)

    def orders(self, quotas: tuple[Quota, ...]) -> list[Order]:
        """Every request of the year, in the order of time."""
        found = [order for quota in quotas for order in self._of(quota)]
        found.sort(key=lambda order: (order.at, order.key))
        return found

    def _of(self, quota: Quota) -> Iterator[Order]:
        document = self._catalogue.get(quota.document)
        if document is None:
            raise LookupError(f"{quota.document} isn't in the catalogue")
        for n in range(quota.total):
            key = f"{quota.document}-{quota.channel.value}-{n}"
            yield self._order(key, quota.channel, document, is_automatic=n < quota.automatic)

    def _order(
        self, key: str, channel: Channel, document: DocumentType, *, is_automatic: bool
    ) -> Order:
        while True:
            asker = self._asker(channel, document, is_automatic=is_automatic)
            at = self._days.moment(channel, self._rng)
            if self._is_free(asker, at):
                return Order(at, key, channel, asker)

    def _asker(self, channel: Channel, document: DocumentType, *, is_automatic: bool) -> Asker:
        if channel is not Channel.THUISLOKET:
            return anybody(self._people, document, self._rng)
        if is_automatic:
            return self._people.automatic(document, self._rng)
        return clerical(self._people, document, self._rng)

    def _is_free(self, asker: Asker, at: datetime) -> bool:
        wish = asker.wish
        times = self._asked.setdefault((asker.applicant, wish.subject, wish.document_id), [])
        if any(abs(at - other) < APART for other in times):
            return False
        times.append(at)
        return True


class Days:
    """Moments of a year: citizens ask at any hour, at the counter only while it is open."""

    def __init__(self, here: Municipality, year: int) -> None:
        first = date(year, 1, 1)
        days = [first + timedelta(days=n) for n in range(366)]
        self._zone = ZoneInfo(here.timezone)
        self._days = [day for day in days if day.year == year]
        self._open = [day for day in self._days if here.calendar.is_working_day(day)]
        self._weights = list(accumulate(_weight(day) for day in self._days))
        self._open_weights = list(accumulate(_weight(day) for day in self._open))
        self._hours = list(accumulate(_HOURS))
        self._office = list(accumulate(weight for _, weight in _OFFICE_HOURS))

    def moment(self, channel: Channel, rng: Random) -> datetime:
        """Some moment at which a request comes in through a channel, in UTC."""
        if channel is Channel.THUISLOKET:
            day = rng.choices(self._days, cum_weights=self._weights)[0]
            hour = rng.choices(range(24), cum_weights=self._hours)[0]
        else:
            day = rng.choices(self._open, cum_weights=self._open_weights)[0]
            hour = rng.choices([h for h, _ in _OFFICE_HOURS], cum_weights=self._office)[0]
        at = time(hour, rng.randrange(50), rng.randrange(60))
        return datetime.combine(day, at, self._zone).astimezone(UTC)


def _weight(day: date) -> int:
    return _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()]
