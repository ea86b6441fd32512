"""Coats of arms: the small part of SVG that they are drawn in, as PDF operators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, fromstring

from chalicelib.documents.errors import TemplateError
from chalicelib.documents.fonts.lettering import Colour
from chalicelib.documents.page.canvas import Point, number, rgb
from chalicelib.documents.page.stamp import Stamp

_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_LENGTHS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled or stroked path: its segments in the drawing's own units."""

    segments: tuple[tuple[str, tuple[Point, ...]], ...]
    fill: Colour | None
    stroke: Colour | None
    stroke_width: float
    even_odd: bool


@dataclass(frozen=True)
class Arms:
    """A drawing of a width and height, shapes from the back to the front."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @cached_property
    def stamp(self) -> Stamp:
        """The drawing with a point for each unit; its lower left corner is the origin."""
        operators = (op for shape in self.shapes for op in _draw(shape, self.height))
        return Stamp(tuple(operators), (0, 0, self.width, self.height))


def read_arms(path: Path) -> Arms:
    """Read a drawing of `path`, `rect` and `polygon`, in `g` if wanted. Raises TemplateError."""
    try:
        root = fromstring(path.read_text(encoding="utf-8"))
        _, _, width, height = (float(v) for v in root.attrib["viewBox"].split())
        return Arms(width, height, tuple(_shapes(root, {})))
    except (OSError, ParseError, KeyError, ValueError) as error:
        raise TemplateError(f"{path.name}: not a coat of arms we can draw: {error}") from error


def _shapes(parent: Element, inherited: dict[str, str]) -> Iterator[Shape]:
    look = {**inherited, **parent.attrib}
    for node in parent:
        tag = node.tag.removeprefix(_SVG)
        if tag == "g":
            yield from _shapes(node, look)
        elif tag in _READERS:
            yield _shape(_READERS[tag](node), {**look, **node.attrib})
        elif tag not in {"title", "desc"}:
            raise ValueError(f"element {tag}")


def _shape(segments: Iterator[tuple[str, tuple[Point, ...]]], look: dict[str, str]) -> Shape:
    if "transform" in look or "style" in look:
        raise ValueError("transform and style aren't understood")
    return Shape(
        segments=tuple(segments),
        fill=_colour(look.get("fill", "#000000")),
        stroke=_colour(look.get("stroke", "none")),
        stroke_width=float(look.get("stroke-width", 1)),
        even_odd=look.get("fill-rule") == "evenodd",
    )


def _colour(text: str) -> Colour | None:
    if text == "none":
        return None
    if not _COLOUR.match(text):
        raise ValueError(f"colour {text}, expected #rrggbb or none")
    return Colour.parse(text)


type Segments = Iterator[tuple[str, tuple[Point, ...]]]


def _rect(node: Element) -> Segments:
    x, y, w, h = (float(node.attrib.get(k, 0)) for k in ("x", "y", "width", "height"))
    return _closed([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])


def _polygon(node: Element) -> Segments:
    values = [float(v) for v in _TOKEN.findall(node.attrib["points"])]
    return _closed(list(zip(values[::2], values[1::2], strict=True)))


def _closed(points: list[Point]) -> Segments:
    yield "m", (points[0],)
    yield from (("l", (point,)) for point in points[1:])
    yield "h", ()


def _path(node: Element) -> Segments:
    return _Pen(_TOKEN.findall(node.attrib["d"])).segments()


_READERS = {"rect": _rect, "polygon": _polygon, "path": _path}


class _Pen:
    """Follows the data of a path; every curve becomes cubic."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.here: Point = (0, 0)
        self.start: Point = (0, 0)
        self.handle: Point | None = None

    def segments(self) -> Segments:
        """The path as moves, lines, cubic curves and closings."""
        at, command = 0, ""
        while at < len(self.tokens):
            if self.tokens[at].isalpha():
                command, at = self.tokens[at], at + 1
            count = _LENGTHS[command.upper()]
            values = [float(v) for v in self.tokens[at : at + count]]
            if len(values) < count:
                raise ValueError(f"path command {command} lacks numbers")
            at += count
            yield self._segment(command.upper(), self._absolute(command, values))
            command = {"M": "L", "m": "l"}.get(command, command)

    def _absolute(self, command: str, values: list[float]) -> list[Point]:
        (x, y), relative = self.here, command.islower()
        dx, dy = (x, y) if relative else (0, 0)
        match command.upper():
            case "H":
                return [(values[0] + dx, y)]
            case "V":
                return [(x, values[0] + dy)]
            case _:
                return [(a + dx, b + dy) for a, b in zip(values[::2], values[1::2], strict=True)]

    def _segment(self, command: str, points: list[Point]) -> tuple[str, tuple[Point, ...]]:
        if command == "Z":
            self.here, self.handle = self.start, None
            return "h", ()
        before, self.here = self.here, points[-1]
        if command in "CSQT":
            return "c", self._curve(command, before, points)
        self.handle = None
        if command == "M":
            self.start = self.here
            return "m", (self.here,)
        return "l", (self.here,)

    def _curve(self, command: str, before: Point, points: list[Point]) -> tuple[Point, ...]:
        if command in "ST":
            points = [_mirrored(self.handle or before, before), *points]
        self.handle = points[-2]
        if command in "CS":
            return tuple(points)
        control, end = points
        return (_towards(before, control), _towards(end, control), end)


def _mirrored(point: Point, centre: Point) -> Point:
    return 2 * centre[0] - point[0], 2 * centre[1] - point[1]


def _towards(point: Point, control: Point) -> Point:
    return (point[0] + 2 * control[0]) / 3, (point[1] + 2 * control[1]) / 3


def _draw(shape: Shape, height: float) -> Iterator[str]:
    if shape.fill:
        yield f"{rgb(shape.fill)} rg"
    if shape.stroke:
        yield f"{rgb(shape.stroke)} RG {number(shape.stroke_width)} w 1 j"
    for operator, points in shape.segments:
        places = (f"{number(x)} {number(height - y)}" for x, y in points)
        yield " ".join([*places, operator])
    yield _paint(shape)


def _paint(shape: Shape) -> str:
    if not shape.fill:
        return "S" if shape.stroke else "n"
    return ("B" if shape.stroke else "f") + ("*" if shape.even_odd else "")
