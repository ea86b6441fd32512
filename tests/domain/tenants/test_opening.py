"""Whether the counter is open."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.tenants.opening import OpeningHours, OpenNow, open_at
from chalicelib.domain.tenants.workdays import Calendar

WEEK = OpeningHours(monday=("9:00-12:00", "13:30-17:00"), thursday=("14:00-19:00",))
CALENDAR = Calendar("Europe/Brussels", frozenset({date(2026, 4, 16)}))


def moment(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """In 2026, in UTC: Brussels is an hour ahead in winter."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "is_open", "until"),
    [
        (moment(16, 7, 59), False, moment(16, 8)),
        (moment(16, 8), True, moment(16, 11)),
        (moment(16, 10, 59), True, moment(16, 11)),
        (moment(16, 11), False, moment(16, 12, 30)),
        (moment(16, 16), False, moment(19, 13)),
        (moment(20, 9), False, moment(23, 8)),
    ],
)
def test_it_is_open_within_the_hours_of_its_wall(
    at: datetime, is_open: bool, until: datetime
) -> None:
    assert open_at(at, WEEK, CALENDAR) == OpenNow(is_open, until)


def test_the_hours_follow_summer_time() -> None:
    assert open_at(moment(30, 7), WEEK, CALENDAR) == OpenNow(True, moment(30, 10))


def test_it_is_closed_on_holidays_and_closing_days() -> None:
    before_easter_monday = moment(3, 9, month=4)
    assert open_at(before_easter_monday, WEEK, CALENDAR).until == moment(9, 12, month=4)
    closing_day = moment(16, 13, month=4)
    assert open_at(closing_day, WEEK, CALENDAR) == OpenNow(False, moment(20, 7, month=4))


def test_who_never_opens_promises_nothing() -> None:
    assert open_at(moment(16, 9), OpeningHours(), CALENDAR) == OpenNow(False, None)
