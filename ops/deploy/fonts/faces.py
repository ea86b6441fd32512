"""Static faces out of variable fonts: a few scripts, each glyph drawn out, some borrowed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

type OpenType = Any
"""An object of fontTools, which has no types."""

RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x02FF),  # Latin, its extensions, phonetic letters, modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1AB0, 0x1AFF),
    (0x1D48, 0x1D48),
    (0x1D57, 0x1D57),
    (0x1DC0, 0x1DFF),
    (0x1E00, 0x1FFF),  # Latin additional, Greek extended
    (0x2010, 0x2027),
    (0x202F, 0x205E),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2C60, 0x2C7F),
    (0xA720, 0xA7FF),
)
BORROWED = (0x221E, 0x2264, 0x2265)
"""∞ ≤ ≥ of DIN 91379, which Noto has in none of its text faces: they come from the Source faces."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One face: the variable font it comes from, and where on its axes it lies."""

    name: str
    source: Path
    weight: int
    lender: Path
    width: int = 100


def instance(cut: Cut) -> OpenType:
    """A static font with the characters of `RANGES`."""
    font = TTFont(cut.source, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, layout_features=["kern", "mark", "mkmk"], notdef_outline=True
    )
    options.name_IDs = [1, 2, 4, 6]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    cutter.subset(font)
    axes = {"wght": cut.weight, "wdth": cut.width}
    return instancer.instantiateVariableFont(font, axes, inplace=True, updateFontNames=False)


def decompose(font: OpenType) -> None:
    """Draw composite glyphs out, so that any glyph can be embedded without another."""
    shapes, glyf = font.getGlyphSet(), font["glyf"]
    for name in [n for n in font.getGlyphOrder() if glyf[n].isComposite()]:
        recording, pen = DecomposingRecordingPen(shapes), TTGlyphPen(None)
        shapes[name].draw(recording)
        recording.replay(pen)
        glyf[name] = pen.glyph()


def borrow(font: OpenType, cut: Cut) -> None:
    """Add the characters that another family of about the same weight has to lend."""
    lender = TTFont(cut.lender, recalcTimestamp=False)
    wanted = {"wght": cut.weight, "opsz": 12}
    axes = {axis.axisTag: wanted[axis.axisTag] for axis in lender["fvar"].axes}
    instancer.instantiateVariableFont(lender, axes, inplace=True)
    shapes, names = lender.getGlyphSet(), lender.getBestCmap()
    order = font.getGlyphOrder()
    for code in BORROWED:
        name, pen = f"uni{code:04X}", TTGlyphPen(None)
        recording = DecomposingRecordingPen(shapes)
        shapes[names[code]].draw(recording)
        recording.replay(pen)
        order = [*order, name]
        font["glyf"].glyphs[name] = pen.glyph()
        font["hmtx"].metrics[name] = lender["hmtx"].metrics[names[code]]
        for table in font["cmap"].tables:
            table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
