import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.documents.fonts.faces import FaceName
from chalicelib.documents.fonts.lettering import Colour, Lettering, Style
from tests.support.printing.desk import faces

STYLE = Style(FaceName.SANS, 10)
WORDS = st.text(alphabet="abcdeé x̂- Ж", max_size=80)


def text(line) -> str:
    return "".join(glyph.text for glyph in line)


@settings(deadline=None)
@given(WORDS, st.floats(8, 60))
def test_lines_are_never_wider_than_asked_and_lose_nothing(words, width) -> None:
    lettering = Lettering(faces())
    lines = lettering.lines(STYLE, words, width)
    assert "".join(map(text, lines)) == text(lettering.line(STYLE, words))
    assert all(lettering.width(STYLE, line) <= width + 1.5 for line in lines)


def test_lines_end_after_spaces_and_hyphens() -> None:
    lettering = Lettering(faces())
    lines = lettering.lines(STYLE, "Sint-Amandsplein twaalf Kortrijk", 22)
    assert [text(line) for line in lines] == ["Sint-", "Amandsplein ", "twaalf ", "Kortrijk"]


def test_a_word_that_is_longer_than_a_line_is_cut_but_not_before_a_mark() -> None:
    lettering = Lettering(faces())
    lines = lettering.lines(STYLE, "x̂" * 30, 12)
    assert len(lines) > 1
    assert all(line[0].text == "x" for line in lines)


def test_a_space_that_does_not_break_keeps_words_together() -> None:
    lettering = Lettering(faces())
    lines = lettering.lines(STYLE, "volgens art.\u00a08", 20)
    assert [text(line) for line in lines] == ["volgens ", "art.\u00a08"]


def test_no_text_is_one_empty_line() -> None:
    assert Lettering(faces()).lines(STYLE, "", 20) == [()]


def test_a_glyph_has_one_number_in_a_document() -> None:
    use = Lettering(faces()).uses[FaceName.SANS]
    first, second = Lettering(faces()).line(STYLE, "ab")
    assert [use.digits(glyph) for glyph in (first, second, first)] == ["0001", "0002", "0001"]


@pytest.mark.parametrize(("share", "red"), [(1.0, 0.2), (0.5, 0.6), (0.0, 1.0)])
def test_a_tint_is_a_share_of_the_colour_on_white(share, red) -> None:
    assert Colour.parse("#330000").tint(share).red == pytest.approx(red)


@pytest.mark.parametrize("date", ["17 maart 2026", "1er mars 2026", "17. März 2026"])
def test_a_date_stays_on_one_line(date) -> None:
    lettering = Lettering(faces())
    for width in range(30, 60):
        lines = lettering.lines(STYLE, f"zo gezegd door hem op {date} en daarna", width)
        assert any(date in text(line) for line in lines), width


def test_a_number_is_cut_after_a_hyphen_only_when_it_fills_the_line() -> None:
    lettering = Lettering(faces())
    whole = lettering.lines(STYLE, "Nummer: 34022-26-00000-00001.", 40)
    assert [text(line) for line in whole] == ["Nummer: ", "34022-26-00000-00001."]
    narrow = lettering.lines(STYLE, "34022-26-00000-00001.", 25)
    assert [text(line) for line in narrow] == ["34022-26-", "00000-00001."]


@settings(deadline=None)
@given(WORDS, st.floats(8, 60))
def test_balanced_lines_are_as_few_and_lose_nothing(words, width) -> None:
    lettering = Lettering(faces())
    greedy, balanced = lettering.lines(STYLE, words, width), lettering.balanced(STYLE, words, width)
    assert len(balanced) <= len(greedy)
    assert "".join(map(text, balanced)) == "".join(map(text, greedy))
    assert all(lettering.width(STYLE, line) <= width + 1.5 for line in balanced)


def test_no_word_stands_alone_in_balanced_lines() -> None:
    lettering = Lettering(faces())
    words = "Certificat de résidence en vue de mariage"
    assert [text(line) for line in lettering.lines(STYLE, words, 65)][-1] == "mariage"
    assert [text(line) for line in lettering.balanced(STYLE, words, 65)] == [
        "Certificat de résidence ",
        "en vue de mariage",
    ]


def test_balancing_cuts_no_word_and_no_date_that_was_whole() -> None:
    lettering = Lettering(faces())
    words = "Auf Bestattungsartbescheinigung vom 17. März 2026"
    for width in range(55, 80):
        lines = [text(line) for line in lettering.balanced(STYLE, words, width)]
        assert all(line.endswith(" ") for line in lines[:-1])
        assert any("17. März 2026" in line for line in lines)
