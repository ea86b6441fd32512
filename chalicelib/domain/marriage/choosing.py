"""Days that can be chosen: what is wrong with one, in a sentence that says what is possible."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from chalicelib.domain.cases.process_type import Values, WantedClaim
from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.places import SLOT, VISIT, FindPlaces, WeddingVenues
from chalicelib.domain.marriage.slots import WeddingSlot, moment_in_words
from chalicelib.domain.marriage.terms import earliest
from chalicelib.domain.shared.dutch import in_words, weekday_and_date
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.municipality import Municipality

FIELD = "wedding"
NOBODY_MARRIES, NOBODY_RECEIVED = "trouwt hier niemand", "is er geen afspraak mogelijk"
_YEAR = 366
_LAST_VISIT = timedelta(days=60)
_AROUND, _NEAREST = 60, 6
"""How far around a day others are looked for, and how many."""


def check_slot(
    slot: WeddingSlot,
    declaration: Declaration,
    places: WeddingVenues,
    here: Municipality,
    today: date,
) -> None:
    """Whether a day, hour and place can be chosen. Raises InvalidInputError."""
    first = _first(declaration, today)
    if slot.day < first:
        raise _wrong("day_too_early", f"Kies een dag vanaf {in_words(first)}.")
    if (slot.day - today).days > _YEAR:
        raise _wrong("day_too_far", "Kies een dag binnen het jaar.")
    if _is_closed(slot.day, places, here):
        raise _wrong("day_closed", f"Op {weekday_and_date(slot.day)} {NOBODY_MARRIES}.")
    if slot.moment not in places.on(slot.day):
        raise _wrong("moment_unknown", _possible(slot, places, here, NOBODY_MARRIES))


def wants(
    values: Values,
    here: Municipality,
    today: date,
    find: FindPlaces,
    case: MarriageCase | None = None,
) -> WantedClaim | None:
    """The hour that a form chose, and the others of that day and those nearest to it.

    Of a case without a choice those nearest to the first day that can be. Raises InvalidInputError.
    """
    declared, places = case.payload if case else Declaration(), find(here.nis)
    if VISIT in values:
        return _wants_visit(values[VISIT], places.visits, here, today)
    if not values.get(FIELD):
        first = _first(declared, today)
        near = _near(first, first, places, here, today)
        return WantedClaim(SLOT, "", "", FIELD, near) if case else None
    slot = WeddingSlot.parse(values[FIELD])
    check_slot(slot, declared, places, here, today)
    near = _near(slot.day, _first(declared, today), places, here, today)
    return WantedClaim(SLOT, str(slot), slot.words, FIELD, near)


def check_visit(slot: WeddingSlot, places: WeddingVenues, here: Municipality, today: date) -> None:
    """Whether somebody can bring papers then: from tomorrow on. Raises InvalidInputError."""
    if not today < slot.day <= today + _LAST_VISIT:
        until = in_words(today + _LAST_VISIT)
        raise _wrong("day_not_possible", f"Kies een dag vanaf morgen en tot en met {until}.", VISIT)
    if slot.moment not in _on(slot.day, places, here):
        raise _wrong("moment_unknown", _possible(slot, places, here, NOBODY_RECEIVED), VISIT)


def _wants_visit(
    chosen: str | None, places: WeddingVenues, here: Municipality, today: date
) -> WantedClaim:
    tomorrow = today + timedelta(days=1)
    if not chosen:
        return WantedClaim(VISIT, "", "", VISIT, _near(tomorrow, tomorrow, places, here, today))
    slot = WeddingSlot.parse(chosen)
    check_visit(slot, places, here, today)
    near = _near(slot.day, tomorrow, places, here, today)
    return WantedClaim(VISIT, str(slot), slot.words, VISIT, near)


def _first(declared: Declaration, today: date) -> date:
    """The first day that can be chosen; today once waiting isn't needed."""
    is_waived = declared.is_waived or declared.first_day
    return today if is_waived else earliest(today, declared.receipt_on, declared.act_on)


def _near(
    day: date, first: date, places: WeddingVenues, here: Municipality, today: date
) -> Mapping[str, Mapping[str, str]]:
    """The hours of a day and of those nearest to it on which people marry, by day and place."""
    last = today + timedelta(days=_YEAR)
    can_be = (d for d in _around(day) if first <= d <= last and _on(d, places, here))
    near: dict[str, dict[str, str]] = {}
    for d in islice(can_be, _NEAREST):
        for moment in _on(d, places, here):
            hour, _, place = moment_in_words(moment).partition(", ")
            near.setdefault(f"{weekday_and_date(d)}, {place}", {})[f"{d} {moment}"] = hour
    return near


def _around(day: date) -> Iterator[date]:
    yield day
    for days in range(1, _AROUND):
        yield day + timedelta(days=days)
        yield day - timedelta(days=days)


def _on(day: date, places: WeddingVenues, here: Municipality) -> tuple[str, ...]:
    return () if _is_closed(day, places, here) else places.on(day)


def _is_closed(day: date, places: WeddingVenues, here: Municipality) -> bool:
    return here.calendar.is_closed(day) or day in places.closed


def _possible(slot: WeddingSlot, places: WeddingVenues, here: Municipality, none: str) -> str:
    """What is possible on that day instead; `none` says that nothing is."""
    said = "; ".join(moment_in_words(moment) for moment in _on(slot.day, places, here))
    day = weekday_and_date(slot.day)
    return f"Op {day} kan dit: {said}." if said else f"Op {day} {none}."


def _wrong(code: str, public: str, field: str = FIELD) -> InvalidInputError:
    return InvalidInputError(code, public, field)
