"""Days that can be chosen: what is wrong with one, in a sentence that says what is possible."""

from datetime import date

from chalicelib.domain.cases.process_type import Values, WantedClaim
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.places import SLOT, FindPlaces, WeddingVenues
from chalicelib.domain.marriage.slots import WeddingSlot, moment_in_words
from chalicelib.domain.marriage.terms import earliest
from chalicelib.domain.shared.dutch import in_words, weekday_and_date
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.municipality import Municipality

FIELD = "wedding"
_YEAR = 366


def check_slot(
    slot: WeddingSlot,
    declaration: Declaration,
    places: WeddingVenues,
    here: Municipality,
    today: date,
) -> None:
    """Whether a day, hour and place can be chosen. Raises InvalidInputError."""
    first = earliest(today, declaration.receipt_on, declaration.act_on)
    if slot.day < first and not declaration.is_waived:
        raise _wrong("day_too_early", f"Kies een dag vanaf {in_words(first)}.")
    if (slot.day - today).days > _YEAR:
        raise _wrong("day_too_far", "Kies een dag binnen het jaar.")
    if here.calendar.is_closed(slot.day) or slot.day in places.closed:
        raise _wrong("day_closed", f"Op {weekday_and_date(slot.day)} trouwt hier niemand.")
    if slot.moment not in places.on(slot.day):
        raise _wrong("moment_unknown", _possible(slot, places))


def wants(values: Values, here: Municipality, today: date, find: FindPlaces) -> WantedClaim | None:
    """The hour that a form chose, and the others of that day. Raises InvalidInputError."""
    if not values.get(FIELD):
        return None
    slot, places = WeddingSlot.parse(values[FIELD]), find(here.nis)
    check_slot(slot, Declaration(), places, here, today)
    day = {f"{slot.day} {moment}": moment_in_words(moment) for moment in places.on(slot.day)}
    others = {key: words for key, words in day.items() if key != str(slot)}
    return WantedClaim(SLOT, str(slot), slot.words, FIELD, others)


def _possible(slot: WeddingSlot, places: WeddingVenues) -> str:
    """What is possible on that day instead."""
    said = "; ".join(moment_in_words(moment) for moment in places.on(slot.day))
    day = weekday_and_date(slot.day)
    return f"Op {day} kan dit: {said}." if said else f"Op {day} trouwt hier niemand."


def _wrong(code: str, public: str) -> InvalidInputError:
    return InvalidInputError(code, public, FIELD)
