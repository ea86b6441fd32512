"""Pages to draw on, in millimetres from the upper left corner; everything is tagged or artifact."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from chalicelib.documents.fonts.lettering import (
    POINTS_PER_MM,
    Colour,
    FontUse,
    Lettering,
    Line,
    Style,
)
from chalicelib.documents.fonts.shaping import Glyph, width
from chalicelib.documents.page.stamp import Stamp, put
from chalicelib.documents.page.structure import Element, Marked, Place

WIDTH, HEIGHT = 210.0, 297.0
"""A4."""

type Point = tuple[float, float]


@dataclass(slots=True)
class PageContent:
    """The content stream of one page, the elements of its marked content, the fonts and stamps
    in it by number."""

    operators: list[str] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    fonts: set[int] = field(default_factory=set)
    stamps: set[int] = field(default_factory=set)


class Canvas:
    """Draws on the last page, unless another is turned to."""

    def __init__(self, lettering: Lettering) -> None:
        self.lettering = lettering
        self.pages: list[PageContent] = []
        self.root = Element("Document")
        self.places: list[tuple[Element, Place]] = []
        self.stamps: dict[Stamp, int] = {}
        self._at = -1
        self._owner: Element | None = None

    def new_page(self) -> None:
        """Start a page."""
        self.pages.append(PageContent())
        self._at = len(self.pages) - 1

    def turn_to(self, page: int) -> None:
        """Draw on a page (from 0)."""
        self._at = page

    @property
    def page(self) -> PageContent:
        """The page that is drawn on."""
        return self.pages[self._at]

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to an element."""
        self._owner = element
        self._begin(element.kind)
        yield
        self.page.operators.append("EMC")
        self._owner = None

    def put(self, element: Element, place: Place) -> None:
        """Put a link or the seal on a page, as the next kid of an element."""
        element.kids.append(place)
        self.places.append((element, place))

    @contextmanager
    def _spoken(self, text: str) -> Iterator[None]:
        """What is drawn inside stands for a text: a part of its own of the present element.

        Not a sequence inside the other: some readers lose what follows such a one.
        """
        self.page.operators.append("EMC")
        self._begin("Span", f" /ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>")
        yield
        self.page.operators.append("EMC")
        self._begin(self._owner.kind if self._owner else "Span")

    def _begin(self, tag: str, extra: str = "") -> None:
        if self._owner is None:
            raise RuntimeError("marked content without an element")
        page = self.page
        mcid = len(page.owners)
        self._owner.kids.append(Marked(self._at, mcid))
        page.owners.append(self._owner)
        page.operators.append(f"/{tag} <</MCID {mcid}{extra}>> BDC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is decoration: `Layout` or `Pagination`."""
        self.page.operators.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.page.operators.append("EMC")

    def text(self, x: float, baseline: float, style: Style, line: Line) -> None:
        """One line of text from x."""
        for run in _runs(line):
            if run[-1].is_placed and self._owner:
                with self._spoken("".join(glyph.text for glyph in run)):
                    self._show(x, baseline, style, run)
            else:
                self._show(x, baseline, style, run)
            x += width(run) * style.size / 1000 / POINTS_PER_MM

    def _show(self, x: float, baseline: float, style: Style, run: Line) -> None:
        use = self.lettering.uses[style.face]
        self.page.fonts.add(use.index)
        self.page.operators.append(
            f"BT /F{use.index} {_n(style.size)} Tf {_rgb(style.colour)} rg"
            f" {_n(_x(x))} {_n(_y(baseline))} Td {_shown(use, style, run)} ET"
        )

    def text_right(self, right: float, baseline: float, style: Style, line: Line) -> None:
        """One line of text up to a right edge."""
        self.text(right - self.lettering.width(style, line), baseline, style, line)

    def rule(self, x: float, y: float, length: float, colour: Colour, weight: float) -> None:
        """A horizontal line whose middle lies at y; `weight` in mm."""
        self.box(x, y - weight / 2, length, weight, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.page.operators.append(
            f"{_rgb(colour)} rg {_n(_x(x))} {_n(_y(y + height))}"
            f" {_n(width * POINTS_PER_MM)} {_n(height * POINTS_PER_MM)} re f"
        )

    def background(self, stamps: Sequence[tuple[Stamp, Point]]) -> None:
        """Decoration under everything on the page: stamps, each with its origin in points."""
        box = f"[0 0 {_n(_x(WIDTH))} {_n(_y(0))}]"
        drawn = [self._stamped(stamp, at) for stamp, at in stamps]
        begin = f"/Artifact <</Type /Background /BBox {box}>> BDC"
        self.page.operators[:0] = [begin, *drawn, "EMC"]

    def stamp(self, stamp: Stamp, at: Point, scale: float) -> None:
        """A stamp in a share of its size; its origin in points."""
        self.page.operators.append(self._stamped(stamp, at, scale))

    def _stamped(self, stamp: Stamp, at: Point, scale: float = 1) -> str:
        number = self.stamps.setdefault(stamp, len(self.stamps) + 1)
        self.page.stamps.add(number)
        return put(f"I{number}", scale, 0, 0, scale, *at)

    def raw(self, operators: Sequence[str]) -> None:
        """Operators made elsewhere, in points; the graphics state is kept apart."""
        self.page.operators += ["q", *operators, "Q"]


def _x(mm: float) -> float:
    return mm * POINTS_PER_MM


def _y(mm: float) -> float:
    return (HEIGHT - mm) * POINTS_PER_MM


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def _rgb(colour: Colour) -> str:
    return f"{_n(colour.red)} {_n(colour.green)} {_n(colour.blue)}"


def to_points(point: Point) -> Point:
    """From mm below the upper left corner to points above the lower left."""
    return _x(point[0]), _y(point[1])


number = _n
rgb = _rgb


def _runs(line: Line) -> Iterator[Line]:
    """A line in parts: plain text, and letters with marks that are placed on them."""
    start = 0
    for i in _placed(line):
        if not line[i - 1].is_placed:
            if start < i - 1:
                yield line[start : i - 1]
            start = i - 1
        if i + 1 == len(line) or not line[i + 1].is_placed:
            yield line[start : i + 1]
            start = i + 1
    if start < len(line):
        yield line[start:]


def _placed(line: Line) -> list[int]:
    return [i for i, glyph in enumerate(line) if glyph.dx or glyph.dy]


def _shown(use: FontUse, style: Style, run: Line) -> str:
    """The operators that show a run: codes with kerns between, then marks on the last letter."""
    letters = run[:1] if run[-1].is_placed else run
    marks = [_displaced(use, style, mark) for mark in run[len(letters) :]]
    return " ".join([f"[<{''.join([_coded(use, glyph) for glyph in letters])}>] TJ", *marks])


def _coded(use: FontUse, glyph: Glyph) -> str:
    digits = use.digits(glyph)
    return f">{_n(-glyph.shift)}<{digits}" if glyph.shift else digits


def _displaced(use: FontUse, style: Style, mark: Glyph) -> str:
    rise = _n(mark.dy * style.size / 1000)
    back = _n(mark.dx) if mark.dx > 0 else ""
    return f"{rise} Ts [{_n(-mark.dx)}<{use.digits(mark)}>{back}] TJ 0 Ts"
