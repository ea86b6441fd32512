from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter as easter_of_dateutil
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.tenants.workdays import Calendar, easter, legal_holidays

BRUSSELS = ZoneInfo("Europe/Brussels")
OPEN = Calendar("Europe/Brussels", frozenset())
CLOSING = frozenset({date(2026, 5, 15), date(2026, 12, 24)})
TOWN = Calendar("Europe/Brussels", CLOSING)

moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, BRUSSELS]),
)
closing = st.frozensets(st.dates(date(1990, 1, 1), date(2090, 1, 1)), max_size=20)


def local(moment: datetime) -> datetime:
    return moment.astimezone(BRUSSELS)


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


def end_of(*day: int) -> datetime:
    return datetime.combine(date(*day), time(23, 59, 59), BRUSSELS).astimezone(UTC)


@given(st.integers(1583, 4099))
def test_easter_is_what_another_implementation_computes(year):
    assert easter(year) == easter_of_dateutil(year)


def test_the_ten_holidays_of_2026_are_the_official_ones():
    assert sorted(f"{day:%m-%d}" for day in legal_holidays(2026)) == [
        "01-01",
        "04-06",
        "05-01",
        "05-14",
        "05-25",
        "07-21",
        "08-15",
        "11-01",
        "11-11",
        "12-25",
    ]


def test_two_holidays_on_one_day_are_one_day_off():
    ascension_and_labour_day = date(2008, 5, 1)
    assert ascension_and_labour_day in legal_holidays(2008)
    assert len(legal_holidays(2008)) == 9


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 3, 2), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 4, 3), True),
        (date(2026, 4, 6), False),
        (date(2026, 7, 21), False),
        (date(2026, 5, 15), False),
        (date(2026, 12, 26), False),
    ],
    ids=["monday", "saturday", "sunday", "good-friday", "easter", "21-july", "closed", "saturday2"],
)
def test_a_day_is_a_working_day_unless_weekend_holiday_or_closed(day, is_working):
    assert TOWN.is_working_day(day) is is_working


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (here(2026, 3, 2, 9), 5, end_of(2026, 3, 9)),
        (here(2026, 3, 6, 17), 1, end_of(2026, 3, 9)),
        (here(2026, 3, 7, 12), 1, end_of(2026, 3, 9)),
        (here(2026, 4, 3, 9), 1, end_of(2026, 4, 7)),
        (here(2026, 5, 13, 9), 1, end_of(2026, 5, 18)),
        (here(2026, 12, 23, 9), 2, end_of(2026, 12, 29)),
    ],
    ids=["week", "friday", "saturday", "easter", "ascension-bridge", "christmas"],
)
def test_working_days_are_counted_from_the_day_after(start, n, end):
    assert TOWN.add_working_days(start, n) == end


def test_the_day_of_a_moment_is_the_day_in_the_municipality():
    half_past_midnight_here = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    assert OPEN.add_working_days(half_past_midnight_here, 1) == end_of(2026, 1, 7)


def test_the_end_of_a_day_follows_summer_time():
    friday_before_summer = OPEN.add_working_days(here(2026, 3, 26, 9), 1)
    monday_in_summer = OPEN.add_working_days(here(2026, 3, 27, 9), 1)
    monday_in_winter = OPEN.add_working_days(here(2026, 10, 23, 9), 1)
    assert friday_before_summer == datetime(2026, 3, 27, 22, 59, 59, tzinfo=UTC)
    assert monday_in_summer == datetime(2026, 3, 30, 21, 59, 59, tzinfo=UTC)
    assert monday_in_winter == datetime(2026, 10, 26, 22, 59, 59, tzinfo=UTC)


@given(moments, st.integers(1, 40), closing)
def test_a_term_of_n_working_days_holds_exactly_n_of_them(start, n, closed):
    calendar = Calendar("Europe/Brussels", closed)
    end = calendar.add_working_days(start, n)
    first, last = local(start).date(), local(end).date()
    after = (first + timedelta(days=d) for d in range(1, (last - first).days + 1))
    assert sum(calendar.is_working_day(day) for day in after) == n
    assert calendar.is_working_day(last)
    assert local(end).time() == time(23, 59, 59)
    assert end.tzinfo is UTC


@given(moments, st.integers(1, 15), st.integers(1, 15), closing)
def test_two_terms_one_after_the_other_are_their_sum(start, first, second, closed):
    calendar = Calendar("Europe/Brussels", closed)
    between = calendar.add_working_days(start, first)
    assert calendar.add_working_days(between, second) == calendar.add_working_days(
        start, first + second
    )


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        OPEN.add_working_days(datetime(2026, 3, 2, 9), 1)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("n", [0, -3])
def test_a_term_of_nothing_is_refused(n):
    with pytest.raises(ValueError, match="at least one"):
        OPEN.add_working_days(here(2026, 3, 2, 9), n)
