import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.faces import FaceName
from chalicelib.documents.lettering import Colour, Lettering, Style
from tests.support.desk import faces

STYLE = Style(FaceName.SANS, 10)
WORDS = st.text(alphabet="abcdeé x̂- Ж", max_size=80)


def text(line) -> str:
    return "".join(glyph.text for glyph in line)


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
    assert [use.code(first), use.code(second), use.code(first)] == [1, 2, 1]


@pytest.mark.parametrize(("share", "red"), [(1.0, 0.2), (0.5, 0.6), (0.0, 1.0)])
def test_a_tint_is_a_share_of_the_colour_on_white(share, red) -> None:
    assert Colour.parse("#330000").tint(share).red == pytest.approx(red)
