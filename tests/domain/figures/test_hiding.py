"""Small numbers aren't published."""

from chalicelib.domain.figures.hiding import Hidden, hidden, may_show_parts


def test_a_small_number_takes_the_next_smallest_with_it_which_isnt_called_small() -> None:
    assert hidden({"a": 100, "b": 3, "c": 45}, 5) == Hidden(frozenset("bc"), frozenset("b"))


def test_small_numbers_that_add_up_to_hardly_more_take_another_with_them() -> None:
    assert hidden({"a": 100, "b": 1, "c": 4}, 5) == Hidden(frozenset("abc"), frozenset("bc"))


def test_nothing_is_called_small_when_that_tells_which_number_it_is() -> None:
    assert hidden({"a": 100, "b": 4, "c": 4}, 5) == Hidden(frozenset("bc"), frozenset())


def test_nothing_hides_of_zero() -> None:
    assert hidden({"a": 100, "b": 0, "c": 5}, 5) == Hidden()


def test_a_table_of_nothing_but_ones_isnt_shown() -> None:
    assert hidden(dict.fromkeys("abcde", 1), 5) is None


def test_a_part_is_shown_only_when_the_rest_is_large_enough_too() -> None:
    assert may_show_parts(10, 20, 5)
    assert may_show_parts(0, 20, 5)
    assert may_show_parts(20, 20, 5)
    assert not may_show_parts(3, 20, 5)
    assert not may_show_parts(18, 20, 5)
