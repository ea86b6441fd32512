import struct
from io import BytesIO

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from chalicelib.documents.fonts.faces import FaceName
from chalicelib.documents.fonts.subset import subset
from tests.support.printing.desk import TEMPLATES, faces


def outline(font: TTFont, name: str) -> list[object]:
    pen = RecordingPen()
    font.getGlyphSet()[name].draw(pen)
    return pen.value


@pytest.mark.parametrize("name", FaceName)
def test_the_subset_has_the_outlines_and_advances_that_were_asked(name) -> None:
    face = faces()[name]
    glyphs = [0, *(face.glyphs[ord(c)] for c in "Éß Ωж")]
    small = TTFont(BytesIO(subset(face, [(g, 500 + i) for i, g in enumerate(glyphs)])))
    whole = TTFont(TEMPLATES / "fonts" / f"{name}.ttf")
    assert small["maxp"].numGlyphs == len(glyphs)
    for number, glyph in enumerate(glyphs):
        own = small.getGlyphName(number)
        assert outline(small, own) == outline(whole, whole.getGlyphName(glyph))
        assert small["hmtx"][own][0] == round((500 + number) * face.units / 1000)


def test_the_sums_of_the_subset_are_right() -> None:
    data = subset(faces()[FaceName.SANS], [(0, 600), (5, 500)])
    words = struct.unpack(f">{len(data) // 4}L", data)
    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA
    with TTFont(BytesIO(data), checkChecksums=2) as font:
        assert all(font.reader[table] for table in font.reader.tables)
