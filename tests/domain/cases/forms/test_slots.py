"""A slot is read as a day and the words of its moment."""

from chalicelib.domain.cases.forms.slots import slot_in_words

CHOSEN = {"10:30 Hal": "10.30 uur, Hal"}


def test_a_day_and_a_moment_are_read_as_such_and_other_texts_as_they_are() -> None:
    assert slot_in_words("2026-05-16 10:30 Hal", CHOSEN) == "zaterdag 16 mei 2026, 10.30 uur, Hal"
    assert slot_in_words("zomaar 10:30", CHOSEN) == "zomaar 10:30"
