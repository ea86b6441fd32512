"""Fonts as they lie in `templates/fonts`: read once, shared by every document, never changed."""

import json
import struct
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from fontTools.ttLib import TTFont


class FaceName(StrEnum):
    """The faces that a document is set in."""

    SANS = "sans-regular"
    SANS_BOLD = "sans-semibold"
    SERIF = "serif-regular"
    SERIF_BOLD = "serif-semibold"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a font descriptor says, in thousandths of the size."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    weight: int


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where marks join letters, in font units, by class; and which pairs stand closer."""

    marks: dict[str, dict[str, tuple[int, int]]]
    bases: dict[str, dict[str, tuple[int, int]]]
    stacks: dict[str, dict[str, tuple[int, int]]]
    kern: dict[str, int]


@dataclass(frozen=True, eq=False)
class Face:
    """One static TrueType face: characters, widths in thousandths, outlines by glyph number.

    Each is only equal to itself, so that what is worked out of it can be kept by it.
    """

    name: FaceName
    path: Path
    tables: dict[str, bytes] = field(repr=False)
    glyphs: dict[int, int] = field(repr=False)
    """Glyph number by code point."""
    advances: tuple[int, ...] = field(repr=False)
    """Advance width by glyph number, in font units."""
    metrics: Metrics
    units: int

    def width(self, character: str) -> float:
        """The advance of one character, in thousandths of the size."""
        return self.advances[self.glyphs[ord(character)]] * 1000 / self.units

    def outline(self, glyph: int) -> bytes:
        """The simple outline of a glyph; empty for a space."""
        start, end = self._offsets[glyph], self._offsets[glyph + 1]
        return self.tables["glyf"][start:end]

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        is_long = struct.unpack(">h", self.tables["head"][50:52])[0]
        loca = self.tables["loca"]
        if is_long:
            return struct.unpack(f">{len(loca) // 4}L", loca)
        return tuple(2 * o for o in struct.unpack(f">{len(loca) // 2}H", loca))

    @cached_property
    def anchors(self) -> Anchors:
        """Read when the first document needs it."""
        return Anchors(**json.loads(self.path.with_suffix(".json").read_text()))


type Faces = dict[FaceName, Face]


def load_faces(directory: Path) -> Faces:
    """Every face. Raises FileNotFoundError when they aren't cut yet (`make fonts`)."""
    return {name: _load(name, directory / f"{name}.ttf") for name in FaceName}


def _load(name: FaceName, path: Path) -> Face:
    with TTFont(path, lazy=True) as font:
        units = int(font["head"].unitsPerEm)
        ids = font.getReverseGlyphMap()
        advances = font["hmtx"].metrics
        return Face(
            name=name,
            path=path,
            tables={t: font.reader[t] for t in ("head", "hhea", "maxp", "loca", "glyf", "hmtx")},
            glyphs={code: ids[glyph] for code, glyph in font.getBestCmap().items()},
            advances=tuple(advances[glyph][0] for glyph in font.getGlyphOrder()),
            metrics=_metrics(font, units),
            units=units,
        )


def _metrics(font: TTFont, units: int) -> Metrics:
    def scaled(value: int) -> int:
        return round(value * 1000 / units)

    head, os2 = font["head"], font["OS/2"]
    return Metrics(
        ascent=scaled(font["hhea"].ascent),
        descent=scaled(font["hhea"].descent),
        cap_height=scaled(os2.sCapHeight),
        box=(scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax)),
        weight=int(os2.usWeightClass),
    )
