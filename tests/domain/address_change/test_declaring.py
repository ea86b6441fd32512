"""How a declaration begins."""

from datetime import date

import pytest

from chalicelib.domain.address_change.declaring import (
    a_child_moves,
    check_moved,
    custody_needs_paper,
    is_late,
    last_day,
)
from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.tenants.workdays import Calendar

CALENDAR = Calendar("Europe/Brussels", frozenset({date(2026, 3, 6)}))


@pytest.mark.parametrize(
    ("moved_on", "last"),
    [
        (date(2026, 3, 16), date(2026, 3, 26)),
        (date(2026, 3, 15), date(2026, 3, 25)),  # a Sunday: the term begins on Monday all the same
        (date(2026, 3, 2), date(2026, 3, 13)),  # the municipality is closed on the sixth
        (date(2026, 3, 30), date(2026, 4, 10)),  # Easter Monday falls in it
    ],
)
def test_one_declares_within_eight_working_days_after_moving_in(moved_on: date, last: date) -> None:
    assert last_day(moved_on, CALENDAR) == last
    assert not is_late(moved_on, last, CALENDAR)
    assert is_late(moved_on, last.replace(day=last.day + 1), CALENDAR)


@pytest.mark.parametrize(
    ("moved_on", "code"),
    [(date(2026, 3, 18), "not_moved_yet"), (date(1926, 3, 1), "moved_too_long_ago")],
)
def test_a_day_to_come_and_a_day_long_ago_are_asked_again(moved_on: date, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_moved(moved_on, date(2026, 3, 17))
    assert (refused.value.code, refused.value.field) == (code, "moved_on")


def test_one_may_declare_on_the_day_of_moving_in() -> None:
    check_moved(date(2026, 3, 17), date(2026, 3, 17))


def born(year: int) -> NationalNumber:
    nine = f"{year % 100:02d}6101123"
    return NationalNumber(nine + check_number(nine, born_since_2000=year >= 2000))


@pytest.mark.parametrize(
    ("years", "asked"),
    [((1985,), False), ((1985, 2015), True), ((2008,), True), ((2007,), False), ((1915,), False)],
)
def test_children_are_asked_about_only_where_one_moves(years: tuple[int, ...], asked: bool) -> None:
    values = {"moved_on": date(2026, 3, 2), "movers": tuple(born(year) for year in years)}
    assert a_child_moves(values) is asked


@pytest.mark.parametrize(
    ("custody", "asked"),
    [("both", False), ("no_ruling", False), ("ruling_here", True), ("placement", True)],
)
def test_a_paper_is_asked_where_there_is_one(custody: str, asked: bool) -> None:
    assert custody_needs_paper({"custody": custody}) is asked
