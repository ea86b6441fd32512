"""How text is set: face, size, colour, and where a line ends."""

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from chalicelib.documents.fonts.faces import Face, FaceName, Faces
from chalicelib.documents.fonts.shaping import Glyph, shape, width

POINTS_PER_MM = 72 / 25.4

_BREAKING = frozenset(" -–/")
"""A line may end after these."""

_DATE = re.compile(r"\b\d{1,2}(?:er|\.)?( )[^\W\d_]+( )\d{4}\b")
_NUMBER = re.compile(r"\S*\d\S*")
_NEVER, _RATHER_NOT, _WELL = range(3)

type Line = tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> "Colour":
        """Read `#rrggbb`."""
        return cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))

    def tint(self, share: float) -> "Colour":
        """Lighter: a share of this colour on white."""
        parts = (self.red, self.green, self.blue)
        return Colour(*(1 - share * (1 - part) for part in parts))


INK = Colour.parse("#1b1f24")
GREY = Colour.parse("#30363d")
"""Dark enough to survive the dots that a fax makes of anything lighter."""

PAPER = Colour.parse("#ffffff")


@dataclass(frozen=True, slots=True)
class Style:
    """A way of setting text: `size` in points, `leading` as a multiple of it."""

    face: FaceName
    size: float
    colour: Colour = INK
    leading: float = 1.32

    def in_(self, colour: Colour) -> "Style":
        """The same in another colour."""
        return replace(self, colour=colour)

    def scaled(self, share: float) -> "Style":
        """The same in a share of the size."""
        return self if share == 1 else replace(self, size=round(self.size * share, 2))

    @property
    def line_height(self) -> float:
        """From baseline to baseline, in mm."""
        return self.size * self.leading / POINTS_PER_MM


class UsedGlyph(NamedTuple):
    """A glyph as one document uses it: the text it stands for, its advance in thousandths."""

    glyph: int
    text: str
    advance: int


@dataclass(frozen=True, slots=True)
class FontUse:
    """What one document uses of a face: glyphs get numbers as they come, from 1."""

    face: Face
    index: int
    codes: dict[UsedGlyph, int] = field(default_factory=dict)
    _digits: dict[Glyph, str] = field(default_factory=dict)

    def digits(self, glyph: Glyph) -> str:
        """The number of a glyph as four hexadecimal digits."""
        if glyph not in self._digits:
            self._digits[glyph] = f"{self._code(glyph):04X}"
        return self._digits[glyph]

    def _code(self, glyph: Glyph) -> int:
        """A placed mark gets an advance that leads back to the end of its letter: readers that
        look where text ends find no gap there.
        """
        advance = round(max(0, -glyph.dx)) if glyph.is_placed else round(glyph.advance)
        slot = UsedGlyph(glyph.glyph, glyph.text, advance)
        return self.codes.setdefault(slot, len(self.codes) + 1)


class Lettering:
    """The faces of one document, and the setting of text in them."""

    def __init__(self, faces: Faces) -> None:
        self.uses = {name: FontUse(faces[name], i) for i, name in enumerate(FaceName, start=1)}
        self._lines: dict[tuple[Style, str, float], list[Line]] = {}

    def line(self, style: Style, text: str) -> Line:
        """A text on one line, however long. Raises MissingGlyphError."""
        return shape(self.uses[style.face].face, text)

    def lines(self, style: Style, text: str, mm: float) -> list[Line]:
        """A text in lines of at most a width; words break only when longer than a line.

        Dates and numbers stay whole where another place to break is left on the line.
        """
        key = (style, text, mm)
        if key not in self._lines:
            self._lines[key] = _wrap(self.line(style, text), _limit(style, mm))
        return self._lines[key]

    def balanced(self, style: Style, text: str, mm: float) -> list[Line]:
        """As few lines, and those about as long as one another: no word alone at the end."""
        key = (style, text, -mm)
        if key not in self._lines:
            self._lines[key] = _balance(self.lines(style, text, mm), _limit(style, mm))
        return self._lines[key]

    def width(self, style: Style, line: Line) -> float:
        """How wide a line is, in mm, without the space at its end."""
        trimmed = line[:-1] if line and line[-1].text == " " else line
        return width(trimmed) * style.size / 1000 / POINTS_PER_MM


def _limit(style: Style, mm: float) -> float:
    """A width in thousandths of the size."""
    return mm * POINTS_PER_MM * 1000 / style.size


def _wrap(glyphs: Line, limit: float) -> list[Line]:
    """Cut greedily where the text may break; a mark stays with its letter."""
    if width(glyphs) <= limit:
        return [glyphs]
    return _cut_up(glyphs, limit, _breaks(glyphs))


def _cut_up(glyphs: Line, limit: float, breaks: bytearray) -> list[Line]:
    lines: list[Line] = []
    start, reached = 0, 0.0
    for i, glyph in enumerate(glyphs):
        reached += glyph.advance + glyph.shift
        if reached > limit and glyph.text != " " and i > start and glyph.advance:
            cut = _cut(breaks, start, i)
            lines.append(glyphs[start:cut])
            start, reached = cut, width(glyphs[cut : i + 1])
    return [*lines, glyphs[start:]]


def _breaks(glyphs: Line) -> bytearray:
    """How well a line may end after each glyph."""
    text = "".join(glyph.text for glyph in glyphs)
    found = bytearray(_WELL if character in _BREAKING else _NEVER for character in text)
    for date in _DATE.finditer(text):
        found[date.start(1)] = found[date.start(2)] = _RATHER_NOT
    for number in _NUMBER.finditer(text):
        for i in range(*number.span()):
            found[i] = min(found[i], _RATHER_NOT)
    return found


def _cut(breaks: bytearray, start: int, end: int) -> int:
    """Where a line from `start` ends at best, at `end` at the latest."""
    for quality in (_WELL, _RATHER_NOT):
        place = breaks.rfind(quality, start, end) + 1
        if place > start:
            return place
    return end


def _balance(lines: list[Line], limit: float) -> list[Line]:
    """The same text as narrow as its number of lines allows, and as well cut."""
    if len(lines) == 1:
        return lines
    glyphs = tuple(glyph for line in lines for glyph in line)
    breaks = _breaks(glyphs)
    quality, best, low = _quality(lines, breaks), lines, limit / 2
    for _ in range(6):
        middle = (low + limit) / 2
        narrower = _cut_up(glyphs, middle, breaks)
        if len(narrower) > len(lines) or _quality(narrower, breaks) < quality:
            low = middle
        else:
            limit, best = middle, narrower
    return best


def _quality(lines: list[Line], breaks: bytearray) -> int:
    """How well the worst of the lines ends."""
    ends = accumulate(len(line) for line in lines[:-1])
    return min(breaks[end - 1] for end in ends)
