"""What a wedding costs, as people read it before they choose."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.marriage.places import Tariff, WeddingVenues
from chalicelib.domain.shared.dutch import in_words, weekday

UNKNOWN = "nog in te vullen door de gemeente"
KEY_DATES = {
    "wedding": "De prijs is die van de dag waarop u trouwt.",
    "declaration": "De prijs is die van de dag waarop u aangifte doet.",
}


def price_list(venues: WeddingVenues, today: date) -> Leaflet:
    """Each place with what it costs now and later, since when, and by which day that goes."""
    lines = tuple(line for place in venues.places for line in _lines(place.name, venues, today))
    notes = (KEY_DATES[venues.key_date], venues.price_note)
    return Leaflet("Wat kost het?", lines, tuple(filter(None, notes)))


def in_euro(cents: int) -> str:
    """`30,00 euro`, or that it is free."""
    return f"{cents // 100},{cents % 100:02d} euro" if cents else "Gratis"


def _lines(place: str, venues: WeddingVenues, today: date) -> Iterator[tuple[str, str]]:
    own = [tariff for tariff in venues.tariffs if tariff.place == place]
    if not own:
        yield place, UNKNOWN
    for tariff in own:
        if not _is_past(tariff, own, today):
            yield _name(tariff), f"{in_euro(tariff.cents)}, vanaf {in_words(tariff.valid_from)}"


def _name(tariff: Tariff) -> str:
    days = ", ".join(weekday(day) for day in tariff.weekdays)
    return f"{tariff.place} ({days})" if days else tariff.place


def _is_past(tariff: Tariff, own: list[Tariff], today: date) -> bool:
    """Another one for the same days took its place."""
    return any(
        other.weekdays == tariff.weekdays and tariff.valid_from < other.valid_from <= today
        for other in own
    )
