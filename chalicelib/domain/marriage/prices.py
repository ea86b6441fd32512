"""What a wedding costs, as people read it before they choose."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.marriage.places import Tariff, WeddingVenues
from chalicelib.domain.shared.dutch import in_words, weekday
from chalicelib.domain.shared.wording import Wording


def price_list(venues: WeddingVenues, today: date, words: Wording) -> Leaflet:
    """Each place with what it costs now and later, since when, and by which day that goes."""
    named = (place.name for place in venues.places)
    lines = tuple(line for place in named for line in _lines(place, venues, today, words))
    notes = (words("key_dates")[venues.key_date], venues.price_note)
    return Leaflet(words.say("prices.title"), lines, tuple(filter(None, notes)))


def in_euro(cents: int, words: Wording) -> str:
    """`30,00 euro`, or that it is free."""
    if not cents:
        return words.say("prices.free")
    return words.say("prices.euro", amount=f"{cents // 100},{cents % 100:02d}")


def _lines(
    place: str, venues: WeddingVenues, today: date, words: Wording
) -> Iterator[tuple[str, str]]:
    own = [tariff for tariff in venues.tariffs if tariff.place == place]
    if not own:
        yield place, words.say("prices.unknown")
    for tariff in own:
        if not _is_past(tariff, own, today):
            since, euro = in_words(tariff.valid_from), in_euro(tariff.cents, words)
            yield _name(tariff), words.say("prices.since", euro=euro, day=since)


def _name(tariff: Tariff) -> str:
    days = ", ".join(weekday(day) for day in tariff.weekdays)
    return f"{tariff.place} ({days})" if days else tariff.place


def _is_past(tariff: Tariff, own: list[Tariff], today: date) -> bool:
    """Another one for the same days took its place."""
    return any(
        other.weekdays == tariff.weekdays and tariff.valid_from < other.valid_from <= today
        for other in own
    )
