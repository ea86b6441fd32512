from datetime import date

import pytest

from chalicelib.domain.registers.people import Place
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.printing.desk import labels


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("nl", date(1985, 7, 30), "30 juli 1985"),
        ("nl", date(2026, 3, 1), "1 maart 2026"),
        ("fr", date(2026, 3, 1), "1er mars 2026"),
        ("fr", date(2026, 8, 2), "2 août 2026"),
        ("de", date(2026, 3, 1), "1. März 2026"),
        ("en", date(2026, 3, 1), "1 March 2026"),
        ("nl", PartialDate(1985, 7, 30), "30 juli 1985"),
        ("nl", PartialDate(1985, 7), "juli 1985"),
        ("fr", PartialDate(1985, 7), "juillet 1985"),
        ("de", PartialDate(1985), "1985"),
    ],
)
def test_dates_are_in_words_as_whole_as_they_are_known(language, day, words) -> None:
    assert labels()[language].date(day) == words


@pytest.mark.parametrize(
    ("language", "place", "words"),
    [
        ("nl", Place("Kortrijk"), "Kortrijk"),
        ("nl", Place("Parijs", "FR"), "Parijs (Frankrijk)"),
        ("fr", Place("Paris", "FR"), "Paris (France)"),
        ("de", Place("Paris", "FR"), "Paris (Frankreich)"),
        ("nl", Place("Praag", "CS"), "Praag (CS)"),
    ],
)
def test_a_place_abroad_stands_with_its_country(language, place, words) -> None:
    assert labels()[language].town(place) == words
