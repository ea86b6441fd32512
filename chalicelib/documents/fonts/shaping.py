"""From text to placed glyphs: marks on their letters, pairs kerned, nothing missing."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chalicelib.documents.errors import MissingGlyphError
from chalicelib.documents.fonts.faces import Face

_DOTLESS = {"i": "\u0131", "j": "\u0237"}
_ABOVE = 230
_SAME = {"\u00a0": " ", "\u2011": "\u2010", "\u202f": " "}
"""Characters that look like another: drawn as it when the font lacks them, copied as they are."""


class Glyph(NamedTuple):
    """One glyph of a line; all lengths in thousandths of the font size.

    `shift` is moved to the right before drawing (a kern when negative); `dx` and `dy` displace
    this glyph only; `text` is what it stands for.
    """

    glyph: int
    text: str
    advance: float
    shift: float = 0
    dx: float = 0
    dy: float = 0

    @property
    def is_placed(self) -> bool:
        """Whether it is a mark that is moved onto its letter."""
        return bool(self.dx or self.dy)


def shape(face: Face, text: str) -> tuple[Glyph, ...]:
    """The glyphs of a text in composed form, in reading order.

    Raises MissingGlyphError for the first character that the face hasn't.
    """
    glyphs: list[Glyph] = []
    before = ""
    for cluster in clusters(unicodedata.normalize("NFC", text)):
        glyphs += _after(face, before, cluster)
        before = cluster
    return tuple(glyphs)


def width(glyphs: Sequence[Glyph]) -> float:
    """How wide a line is, in thousandths of the size."""
    return sum([g.advance + g.shift for g in glyphs])


def clusters(text: str) -> Iterable[str]:
    """Letters with the marks that belong to them."""
    return text if text.isascii() else _marked_clusters(text)


def _marked_clusters(text: str) -> Iterator[str]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield text[start:end]
            start = end


@lru_cache(maxsize=8192)
def _after(face: Face, before: str, cluster: str) -> tuple[Glyph, ...]:
    """A letter with its marks, as far from the one before as the face says."""
    kern = face.anchors.kern.get(before + cluster, 0) * 1000 / face.units
    base, marks = cluster[0], cluster[1:]
    drawn = _drawn_base(face, base, marks)
    advance = face.width(drawn)
    found = [Glyph(face.glyphs[ord(drawn)], base, advance, shift=kern)]
    joint = _Joint(face, drawn, advance)
    for mark in marks:
        dx, dy = joint.place(mark)
        found.append(Glyph(_glyph(face, mark), mark, 0, dx=dx, dy=dy))
    return tuple(found)


def _drawn_base(face: Face, base: str, marks: str) -> str:
    if any(unicodedata.combining(m) == _ABOVE for m in marks):
        base = _DOTLESS.get(base, base)
    if ord(base) not in face.glyphs:
        base = _SAME.get(base, base)
    _glyph(face, base)
    return base


def _glyph(face: Face, character: str) -> int:
    try:
        return face.glyphs[ord(character)]
    except KeyError:
        raise MissingGlyphError(character) from None


class _Joint:
    """Places the marks of one letter one after another, those above on those above."""

    def __init__(self, face: Face, base: str, advance: float) -> None:
        self.face, self.base, self.advance = face, base, advance
        self.last: dict[int, tuple[str, float, float]] = {}

    def place(self, mark: str) -> tuple[float, float]:
        """The displacement of a mark from the end of its letter."""
        side = unicodedata.combining(mark)
        dx, dy = self._on_mark(mark, side) or self._on_base(mark)
        self.last[side] = (mark, dx, dy)
        return dx, dy

    def _on_mark(self, mark: str, side: int) -> tuple[float, float] | None:
        if side not in self.last:
            return None
        below, dx, dy = self.last[side]
        offset = self._meet(self.face.anchors.stacks.get(below, {}), mark)
        return offset and (dx + offset[0], dy + offset[1])

    def _on_base(self, mark: str) -> tuple[float, float]:
        offset = self._meet(self.face.anchors.bases.get(self.base, {}), mark)
        return (offset[0] - self.advance, offset[1]) if offset else (0, 0)

    def _meet(self, places: dict[str, tuple[int, int]], mark: str) -> tuple[float, float] | None:
        for key, (x, y) in self.face.anchors.marks.get(mark, {}).items():
            if key in places:
                base_x, base_y = places[key]
                scale = 1000 / self.face.units
                return (base_x - x) * scale, (base_y - y) * scale
        return None
