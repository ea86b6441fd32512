import struct

import pytest

from chalicelib.documents.errors import MissingGlyphError
from chalicelib.documents.fonts.faces import Face, FaceName
from chalicelib.documents.fonts.shaping import Glyph, clusters, shape, width
from tests.support.printing.desk import faces

EVERY_FACE = pytest.mark.parametrize("name", FaceName)
SANS = FaceName.SANS

LETTERS = """
    A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆
    N̦ P̀ P̄ P̕ P̣ R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ h̄ i̋ j́ k̂ l̥̄ m̐ n̂ p̕ r̥̄ s̛̄ t̕ z̧
"""
"""Letters of DIN 91379 that Unicode has no single character for."""


def ink(face: Face, glyph: Glyph) -> tuple[int, int]:
    """Where the drawing of a glyph begins and ends, from its origin."""
    left, _, right, _ = struct.unpack(">4h", face.outline(glyph.glyph)[2:10])
    return left, right


@EVERY_FACE
@pytest.mark.parametrize("sequence", LETTERS.split())
def test_marks_without_a_composed_form_are_placed_on_their_letter(name, sequence) -> None:
    face = faces()[name]
    base, *marks = shape(face, sequence)
    assert marks
    for mark in marks:
        left, right = ink(face, mark)
        assert mark.advance == 0
        assert -50 <= base.advance + mark.dx + (left + right) / 2 <= base.advance + 100


@EVERY_FACE
@pytest.mark.parametrize(
    "text",
    [
        "ÀÉÎÕÜ àéîõü ßŒœÆæØøÅåÐðÞþ ĄąČčĎďĘęĞğİıŁłŃńŐőŘřŞşŠšȘșŢţȚțŮůŰűŹźŻżŽž",
        "Ελευθερία Ἀθηνᾶ ῷ",
        "Святослав Їжакевич Ѣ Ґґ Ўў",
        "ʹ ʺ ʾ ʿ ˈ ʼ ‘’ “” „ – — … • € № ª º § ©",
    ],
)
def test_every_face_has_latin_greek_cyrillic_and_punctuation(name, text) -> None:
    shaped = shape(faces()[name], text)
    assert "".join(glyph.text for glyph in shaped) == text
    assert all(glyph.glyph for glyph in shaped)


def test_a_second_mark_above_stands_higher_than_the_first() -> None:
    _, first, second = shape(faces()[SANS], "x̂̄")
    assert second.dy > first.dy


def test_a_mark_above_stands_higher_on_a_capital() -> None:
    small, capital = shape(faces()[SANS], "x̂")[1], shape(faces()[SANS], "K̂")[1]
    assert capital.dy > small.dy


def test_an_i_under_a_mark_loses_its_dot_and_stays_an_i_in_the_text() -> None:
    face = faces()[SANS]
    dotless = shape(face, "ı")[0]
    marked = shape(face, "i̋")[0]
    assert marked.glyph == dotless.glyph
    assert marked.text == "i"


def test_decomposed_text_gets_the_same_glyphs_as_composed_text() -> None:
    assert shape(faces()[SANS], "e\u0301") == shape(faces()[SANS], "é")


def test_pairs_are_kerned() -> None:
    face = faces()[SANS]
    assert width(shape(face, "To")) < width(shape(face, "T")) + width(shape(face, "o"))


@EVERY_FACE
@pytest.mark.parametrize("character", ["中", "א", "\ue000"])
def test_a_character_that_a_face_lacks_is_named_by_its_code_point(name, character) -> None:
    with pytest.raises(MissingGlyphError, match=f"U\\+{ord(character):04X}"):
        shape(faces()[name], f"a{character}")


def test_a_space_that_does_not_break_looks_like_a_space() -> None:
    face = faces()[SANS]
    wide, plain = shape(face, "\u00a0")[0], shape(face, " ")[0]
    assert wide.advance == plain.advance
    assert wide.text == "\u00a0"


def test_clusters_are_letters_with_their_marks() -> None:
    assert list(clusters("ax̂̄b")) == ["a", "x̂̄", "b"]
    assert list(clusters("")) == []


@pytest.mark.parametrize("character", "ᵈᵗ∞≤≥")
@pytest.mark.parametrize("name", FaceName)
def test_every_face_has_the_rarest_characters_of_din_91379(name, character) -> None:
    (glyph,) = shape(faces()[name], character)
    assert glyph.advance > 0
    assert faces()[name].outline(glyph.glyph)
