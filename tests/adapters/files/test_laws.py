"""A law is known however staff write it, and never taken for another."""

import pytest

from chalicelib.adapters.files.case_words.laws import is_among

POPULATION = (
    "Koninklijk besluit van 16 juli 1992 betreffende het verkrijgen van informatie uit de"
    " bevolkingsregisters, art. 3 en 5"
)
MOVES = "Wet van 19 juli 1991, art. 1; koninklijk besluit van 16 juli 1992, art. 16"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("KB 16 juli 1992, art. 5", POPULATION),
        ("koninklijk besluit van 16 juli 1992 art. 3", POPULATION),
        ("Oud BW, artikel 28", "Oud Burgerlijk Wetboek, art. 29"),
        ("Wet van 19 juli 1991, art. 1", MOVES),
        ("wet 19 juli 1991, art. 1 en KB 16 juli 1992, art. 16", MOVES),
    ],
)
def test_the_same_law_is_known(typed: str, known: str) -> None:
    assert is_among(typed, (known,))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("KB 16 juli 1991, art. 5", POPULATION),
        ("Koninklijk besluit, art. 5", POPULATION),
        ("Burgerlijk Wetboek, art. 28", "Oud Burgerlijk Wetboek, art. 29"),
        ("Wet van 19 juli 1991, art. 1; Strafwetboek, art. 2", MOVES),
        ("art. 5", POPULATION),
    ],
)
def test_another_law_is_none_of_them(typed: str, known: str) -> None:
    assert not is_among(typed, (known,))
