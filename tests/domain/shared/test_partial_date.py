"""Dates of which month or day may be unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.partial_date import PartialDate


@st.composite
def partial_dates(draw) -> PartialDate:
    whole = PartialDate.of(draw(st.dates()))
    known = draw(st.integers(0, 2))
    return (
        PartialDate(whole.year),
        PartialDate(whole.year, whole.month),
        whole,
    )[known]


@given(partial_dates())
def test_what_is_written_reads_back(when):
    assert PartialDate.parse(str(when)) == when


@given(partial_dates())
def test_the_earliest_and_the_latest_day_lie_in_what_is_known(when):
    for day in (when.earliest, when.latest):
        assert day.year == when.year
        assert when.month in {0, day.month}
        assert when.day in {0, day.day}
    assert when.earliest <= when.latest
    assert (when.earliest == when.latest) == when.is_whole


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        (PartialDate(1984), date(1984, 1, 1), date(1984, 12, 31)),
        (PartialDate(1984, 2), date(1984, 2, 1), date(1984, 2, 29)),
        (PartialDate(1984, 12), date(1984, 12, 1), date(1984, 12, 31)),
        (PartialDate(1984, 2, 3), date(1984, 2, 3), date(1984, 2, 3)),
        (PartialDate(9999), date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_an_unknown_part_may_be_anything(when, earliest, latest):
    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize("text", ["1985", "1985-00", "1985-00-00"])
def test_unknown_parts_may_be_left_out_or_be_noughts(text):
    assert PartialDate.parse(text) == PartialDate(1985)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "85",
        "1985-7-30",
        "1985-07-30-01",
        "30-07-1985",
        "1985-13",
        "1985-02-30",
        "1985-00-30",
        "0000",
        " 1985",
        "1985-07\n",
        "-985",
        "١٩٨٥",
    ],
)
def test_what_isn_t_a_date_is_refused_without_repeating_it(text):
    with pytest.raises(ValueError, match=r"^[^85]+$"):
        PartialDate.parse(text)


@pytest.mark.parametrize("parts", [(1985, 0, 30), (1985, 13), (1985, 2, 29), (0,), (1985, -1)])
def test_a_date_that_can_t_be_can_t_be_made(parts):
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)


def test_dates_stand_in_the_order_of_time():
    dates = [PartialDate(1985, 7, 30), PartialDate(1985), PartialDate(1985, 7), PartialDate(1984)]
    assert [str(d) for d in sorted(dates)] == [
        "1984-00-00",
        "1985-00-00",
        "1985-07-00",
        "1985-07-30",
    ]


@pytest.mark.parametrize("text", ["1985-07-30", "1985-07", "1985"])
def test_a_date_is_written_as_whole_as_it_is_known(text: str) -> None:
    assert PartialDate.parse(text).known == text
