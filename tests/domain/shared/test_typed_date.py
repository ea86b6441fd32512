"""Dates are read as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.domain.shared.typed_date import typed_date

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30-7-85", PartialDate(1985, 7, 30)),
        ("30.07.1985", PartialDate(1985, 7, 30)),
        ("30 07 1985", PartialDate(1985, 7, 30)),
        ("30071985", PartialDate(1985, 7, 30)),
        (" 30  Juli 1985 ", PartialDate(1985, 7, 30)),
        ("1 mrt. 1985", PartialDate(1985, 3, 1)),
        ("1 mrt 1985", PartialDate(1985, 3, 1)),
        ("1 maa 85", PartialDate(1985, 3, 1)),
        ("5/6/26", PartialDate(2026, 6, 5)),
        ("5/6/27", PartialDate(1927, 6, 5)),
        ("juli 1985", PartialDate(1985, 7)),
        ("07/1985", PartialDate(1985, 7)),
        ("1985-07", PartialDate(1985, 7)),
        ("1985", PartialDate(1985)),
        ("00/00/1985", PartialDate(1985)),
        ("00/07/1985", PartialDate(1985, 7)),
        ("85", None),
        ("31/02/1985", None),
        ("7/30/1985", None),
        ("30/00/1985", None),
        ("30 jux 1985", None),
        ("gisteren", None),
        ("", None),
        ("0000", None),
    ],
)
def test_what_people_type_is_read_or_not(text: str, meant: PartialDate | None) -> None:
    assert typed_date(text, TODAY) == meant


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_way_of_writing_a_day_means_that_day(day: date) -> None:
    ways = (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", in_words(day))
    assert {typed_date(way, TODAY) for way in ways} == {PartialDate.of(day)}


@given(st.text(max_size=20))
def test_anything_typed_is_read_or_refused(text: str) -> None:
    typed_date(text, TODAY)
