"""The days that the law counts, with the values that are known to be right."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.marriage.terms import (
    act_due,
    earliest,
    first_day,
    last_day,
    postponed_until,
    prolonged_until,
)
from chalicelib.domain.process.timing.terms import Terms, add_months
from chalicelib.domain.tenants.workdays import Calendar
from tests.support.processes.lives import BRUSSELS, the

CLOCKS = {
    "draw": act_due,
    "waiting": first_day,
    "window": last_day,
    "postponement": postponed_until,
    "prolongation": prolonged_until,
}
LAST_SECOND = time(23, 59, 59)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("act", "first", "last"),
    [
        (date(2026, 3, 20), date(2026, 4, 3), date(2026, 10, 3)),  # a Saturday stays one
        (date(2027, 8, 17), date(2027, 8, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 8, 17), date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 3, 15), date(2026, 3, 29), date(2026, 9, 29)),  # the clock goes forward
    ],
)
def test_people_marry_from_day_fourteen_until_six_months_later(
    act: date, first: date, last: date
) -> None:
    assert (first_day(act), last_day(act)) == (first, last)


@pytest.mark.parametrize(
    ("receipt", "due"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 2, 16), date(2026, 3, 16)),
    ],
)
def test_the_act_is_drawn_within_a_month_of_the_receipt(receipt: date, due: date) -> None:
    assert act_due(receipt) == due


def test_a_postponement_counts_from_the_wedding_day() -> None:
    wedding = date(2026, 9, 26)
    assert postponed_until(wedding) == date(2026, 11, 26)
    assert prolonged_until(wedding) == date(2027, 2, 26)


@pytest.mark.parametrize(
    ("receipt", "act", "first"),
    [
        (None, None, date(2026, 3, 16)),  # a month from today, and fourteen days
        (date(2026, 1, 20), None, date(2026, 3, 6)),
        (date(2026, 1, 20), date(2026, 1, 28), date(2026, 2, 11)),
        (date(2025, 11, 1), date(2025, 12, 1), date(2026, 2, 2)),  # not in the past
    ],
)
def test_the_first_day_offered_is_one_that_no_act_can_exclude(
    receipt: date | None, act: date | None, first: date
) -> None:
    assert earliest(date(2026, 2, 2), receipt, act) == first


@given(receipt=DAYS, late=st.integers(0, 28))
def test_whenever_the_act_comes_in_its_month_the_day_offered_before_stands(
    receipt: date, late: int
) -> None:
    drawn = min(receipt + timedelta(days=late), act_due(receipt))
    offered = earliest(receipt, receipt, None)
    assert first_day(drawn) <= offered <= last_day(drawn)


@given(day=DAYS, months=st.integers(1, 6))
def test_so_many_months_later_is_the_same_day_or_the_last_of_its_month(
    day: date, months: int
) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


@given(day=DAYS, is_closed=st.booleans())
def test_each_clock_ends_on_the_day_that_is_printed_whatever_holiday_or_summer_time(
    day: date, *, is_closed: bool
) -> None:
    """On the wall in Brussels: at the start of the first day to marry, else at the very end."""
    for name, reckoned in CLOCKS.items():
        last = reckoned(day)
        terms = Terms(Calendar("Europe/Brussels", frozenset({last} if is_closed else ())))
        clock = the("marriage").clocks[name]
        end = terms.end(clock, datetime(2026, 2, 2, tzinfo=UTC), day, day).astimezone(BRUSSELS)
        assert (end.date(), end.time()) == (last, time() if clock.at_start else LAST_SECOND), name
