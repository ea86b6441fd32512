"""Small numbers aren't published, nor found out by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.figures.hiding import hidden, may_show_parts


def test_a_small_number_takes_the_next_smallest_with_it() -> None:
    assert hidden({"a": 100, "b": 3, "c": 40}, 5) == {"b", "c"}


def test_two_small_numbers_that_are_enough_together_hide_each_other() -> None:
    assert hidden({"a": 100, "b": 3, "c": 4}, 5) == {"b", "c"}


def test_nothing_hides_of_zero() -> None:
    assert hidden({"a": 100, "b": 0, "c": 5}, 5) == frozenset()


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60), max_size=9),
    st.integers(2, 9),
)
def test_what_is_shown_never_gives_away_a_small_number(counted: dict[str, int], least: int) -> None:
    away = hidden(counted, least)

    shown = {key: n for key, n in counted.items() if key not in away}
    left = sum(counted.values()) - sum(shown.values())
    assert all(n == 0 or n >= least for n in shown.values())
    is_something_shown = any(shown.values())
    assert not (is_something_shown and 0 < left < least)
    assert not (is_something_shown and len(away) == 1)


def test_a_part_is_shown_only_when_the_rest_is_large_enough_too() -> None:
    assert may_show_parts(10, 20, 5)
    assert may_show_parts(0, 20, 5)
    assert may_show_parts(20, 20, 5)
    assert not may_show_parts(3, 20, 5)
    assert not may_show_parts(18, 20, 5)
