"""Numbers as the city prints them."""

import pytest

from chalicelib.domain.figures import numbers
from chalicelib.domain.figures.quantiles import quantile, share_within
from chalicelib.domain.figures.tally import rounded_up


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "printed"),
    [
        (23_818, 29_555, 2, "80,59\u00a0%"),
        (3_635, 29_555, 1, "12,3\u00a0%"),
        (15_564, 29_555, 2, "52,66\u00a0%"),
        (1, 8, 0, "13\u00a0%"),
        (1, 800, 2, "0,13\u00a0%"),
        (1, 400, 1, "0,3\u00a0%"),
        (0, 3, 2, "0,00\u00a0%"),
        (3, 3, 1, "100,0\u00a0%"),
        (0, 0, 2, "–"),
    ],
)
def test_a_share_is_rounded_half_up_on_the_exact_quotient(
    part: int, whole: int, decimals: int, printed: str
) -> None:
    assert numbers.percent(part, whole, decimals) == printed


def test_thousands_have_a_dot() -> None:
    assert [numbers.count(n) for n in (0, 999, 1000, 29_555, 1_000_000)] == [
        "0",
        "999",
        "1.000",
        "29.555",
        "1.000.000",
    ]


def test_programs_read_a_point() -> None:
    assert numbers.decimal(23_818, 29_555) == "80.59"
    assert numbers.decimal(1, 0) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 seconde"),
        (4, "4 seconden"),
        (60, "1 minuut"),
        (90, "90 seconden"),
        (300, "5 minuten"),
        (7200, "2 uur"),
        (86_400, "1 dag"),
        (259_200, "3 dagen"),
    ],
)
def test_a_time_is_told_in_one_unit(seconds: int, words: str) -> None:
    assert numbers.duration(seconds) == words


def test_a_median_is_a_value_that_occurs() -> None:
    assert quantile({2: 1, 5: 1, 9: 1}, 0.5) == 5
    assert quantile({2: 2, 9: 2}, 0.5) == 2
    assert quantile({}, 0.5) is None


def test_a_share_within_counts_the_limit() -> None:
    assert share_within({59: 1, 60: 2, 61: 4}, 60) == (3, 7)


@pytest.mark.parametrize(
    ("seconds", "counted"),
    [(0, 0), (4, 4), (120, 120), (121, 180), (7201, 10_800), (172_801, 259_200)],
)
def test_the_longer_it_took_the_coarser_it_is_counted(seconds: int, counted: int) -> None:
    assert rounded_up(seconds) == counted
