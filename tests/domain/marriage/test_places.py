"""Where and when people marry, and what it costs: by the tariff of its key date."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.marriage.choosing import check_slot, wants
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.places import Tariff, WeddingVenue, WeddingVenues
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.week_times import WeekTimes
from chalicelib.wiring.processes.marriage import places_of
from tests.support.cases.made_up import a_case
from tests.support.municipalities import a_municipality
from tests.support.requests import KORTRIJK

HALL = WeddingVenue("Stadhuis", WeekTimes(friday=("14:00",), saturday=("10:30", "11:00")))
QUAY = WeddingVenue("Kaai", WeekTimes(friday=("13:00",)), months=(4, 9), is_last_of_month=True)
PLACES = WeddingVenues(
    (HALL, QUAY),
    (
        Tariff("Stadhuis", date(2022, 1, 1), 3000),
        Tariff("Stadhuis", date(2027, 1, 1), 5000),
        Tariff("Stadhuis", date(2022, 1, 1), 4000, weekdays=(5,)),
    ),
)
FRIDAY = WeddingSlot(date(2027, 1, 8), "14:00", "Stadhuis")
TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("day", "moments"),
    [
        (date(2026, 4, 24), ("13:00 Kaai", "14:00 Stadhuis")),  # the last Friday of April
        (date(2026, 4, 17), ("14:00 Stadhuis",)),
        (date(2026, 5, 29), ("14:00 Stadhuis",)),  # no month of the quay
        (date(2026, 4, 25), ("10:30 Stadhuis", "11:00 Stadhuis")),
        (date(2026, 4, 23), ()),
    ],
)
def test_each_day_has_its_moments(day: date, moments: tuple[str, ...]) -> None:
    assert PLACES.on(day) == moments


@pytest.mark.parametrize(("key_date", "cents"), [("wedding", 5000), ("declaration", 3000)])
def test_a_price_goes_by_the_key_date_of_the_municipality(key_date: str, cents: int) -> None:
    places = replace(PLACES, key_date=key_date)
    assert places.price(FRIDAY, date(2026, 9, 1)) == cents


def test_what_no_tariff_names_has_no_price() -> None:
    assert PLACES.price(WeddingSlot(date(2026, 4, 24), "13:00", "Kaai"), TODAY) is None


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        (WeddingSlot(date(2026, 10, 9), "14:00", "Stadhuis"), "day_too_early"),
        (WeddingSlot(date(2027, 9, 17), "14:00", "Stadhuis"), "day_too_far"),
        (WeddingSlot(date(2026, 12, 25), "14:00", "Stadhuis"), "day_closed"),
        (WeddingSlot(date(2026, 12, 18), "10:30", "Stadhuis"), "moment_unknown"),
    ],
)
def test_a_day_that_cannot_be_says_why(slot: WeddingSlot, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_slot(slot, Declaration(), PLACES, a_municipality(), TODAY)
    assert (caught.value.code, caught.value.field) == (code, "wedding")


def test_an_hour_that_is_not_there_is_answered_with_those_that_are() -> None:
    slot = WeddingSlot(date(2026, 12, 18), "10:30", "Stadhuis")
    with pytest.raises(InvalidInputError) as caught:
        check_slot(slot, Declaration(), PLACES, a_municipality(), TODAY)
    assert "14.00 uur, Stadhuis" in caught.value.public


@pytest.mark.parametrize(
    ("declared", "chosen", "days"),
    [
        # Drawn on the first: from the fifteenth of September on.
        (
            {"act_on": TODAY},
            "",
            ["vrijdag 18 september 2026, Stadhuis", "zaterdag 19 september 2026, Stadhuis"],
        ),
        ({"act_on": TODAY, "first_day": TODAY}, "", ["vrijdag 4 september 2026, Stadhuis"]),
        (
            {"act_on": TODAY},
            "2026-09-18 14:00 Stadhuis",
            [
                "vrijdag 18 september 2026, Stadhuis",
                "zaterdag 19 september 2026, Stadhuis",
                "vrijdag 25 september 2026, Kaai",
            ],
        ),
        (  # the Saturday after it is the first of May
            {"act_on": TODAY},
            "2027-04-30 14:00 Stadhuis",
            [
                "vrijdag 30 april 2027, Kaai",
                "vrijdag 30 april 2027, Stadhuis",
                "zaterdag 24 april 2027, Stadhuis",
            ],
        ),
    ],
)
def test_near_a_day_are_those_on_which_the_couple_can_marry(
    declared: dict[str, Any], chosen: str, days: list[str]
) -> None:
    case = a_case(payload=Declaration(**declared))
    values = {"wedding": chosen} if chosen else {}
    wanted = wants(values, a_municipality(), TODAY, lambda _: PLACES, case)
    assert wanted is not None
    assert list(wanted.instead)[: len(days)] == days
    assert wanted.key == chosen


def test_kortrijk_has_places_and_another_municipality_none() -> None:
    assert "10:30 Historisch stadhuis" in places_of(KORTRIJK).moments()
    assert places_of("99999") == WeddingVenues()
