"""The quiet background of fine lines: hard to copy by hand, easy to read over, pure vectors."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from chalicelib.documents.fonts.lettering import POINTS_PER_MM, Colour
from chalicelib.documents.page.canvas import HEIGHT, WIDTH, Point, number, rgb
from chalicelib.documents.page.stamp import Stamp, put

_HAIRLINE = "0.28 w"
_SINE = 0.3642
"""Where a Bézier's handles lie, as a share of half a period, to follow a sine closely."""
_PEAK = 4 / 3
"""How high the handles lie for the curve to reach a height of one."""


@dataclass(frozen=True, slots=True)
class Waves:
    """Ribbons across the page, each woven of a few sines; lengths in mm."""

    spacing: float
    period: float
    amplitude: float
    curves: int


@dataclass(frozen=True, slots=True)
class Band:
    """A woven ring: how many petals and curves, how far out, how deep; lengths in mm."""

    petals: int
    curves: int
    radius: float
    swing: float


@dataclass(frozen=True, slots=True)
class Rosette:
    """Woven rings around one centre."""

    bands: tuple[Band, ...]


@cache
def waves(shape: Waves, colour: Colour) -> Stamp:
    """Ribbons from edge to edge of the page, whose lower left corner is the origin; those beside
    one another are half a period apart."""
    count = math.ceil(HEIGHT / shape.spacing)
    middles = ((i + 0.5) * shape.spacing for i in range(count))
    places = ((-shape.period / 2 * (i % 2), HEIGHT - y) for i, y in enumerate(middles))
    ribbons = (put("R", 1, 0, 0, 1, *_points(place)) for place in places)
    box = (0, 0, *_points((WIDTH, HEIGHT)))
    return Stamp((*_pen(colour), *ribbons), box, {"R": _ribbon(shape)})


def _ribbon(shape: Waves) -> Stamp:
    lines = (_wave(shape, curve / shape.curves) for curve in range(shape.curves))
    reach = 2 * shape.amplitude
    box = (*_points((-shape.period, -reach)), *_points((WIDTH + 2 * shape.period, reach)))
    return Stamp(tuple(lines), box)


def _wave(shape: Waves, phase: float) -> str:
    """One sine, half a period longer than the page is wide; `phase` is a share of its period."""
    half = shape.period / 2
    x, sign = -shape.period * phase, 1
    handle, rise = half * _SINE, shape.amplitude * _PEAK
    parts = [f"{_at((x, 0))} m"]
    while x < WIDTH + half:
        y = sign * rise
        parts.append(f"{_at((x + handle, y), (x + half - handle, y), (x + half, 0))} c")
        x, sign = x + half, -sign
    return " ".join([*parts, "S"])


@cache
def rosette(shape: Rosette, colour: Colour) -> Stamp:
    """Closed curves around the origin, each band woven of the same curve turned a little."""
    rings = {f"R{i}": _ring(band) for i, band in enumerate(shape.bands)}
    turned = (
        put(name, *_turned(math.tau * i / band.curves / band.petals))
        for name, band in zip(rings, shape.bands, strict=True)
        for i in range(band.curves)
    )
    return Stamp((*_pen(colour), *turned), _around(max(shape.bands, key=_reach)), rings)


def _turned(angle: float) -> tuple[float, ...]:
    return (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0, 0)


def _ring(band: Band) -> Stamp:
    return Stamp((_smooth(list(_petals(band))),), _around(band))


def _around(band: Band) -> tuple[float, float, float, float]:
    edge = (_reach(band) + 1) * POINTS_PER_MM
    return -edge, -edge, edge, edge


def _reach(band: Band) -> float:
    return band.radius + band.swing


def _petals(band: Band) -> Iterator[Point]:
    steps = band.petals * 4
    for i in range(steps):
        angle = math.tau * i / steps
        reach = band.radius + band.swing * math.sin(band.petals * angle)
        yield reach * math.cos(angle), reach * math.sin(angle)


def _smooth(points: Sequence[Point]) -> str:
    """A closed curve through points (Catmull-Rom as Béziers)."""
    count = len(points)
    parts = [f"{_at(points[0])} m"]
    for i, here in enumerate(points):
        before, after, beyond = (points[(i + k) % count] for k in (-1, 1, 2))
        first = (here[0] + (after[0] - before[0]) / 6, here[1] + (after[1] - before[1]) / 6)
        second = (after[0] - (beyond[0] - here[0]) / 6, after[1] - (beyond[1] - here[1]) / 6)
        parts.append(f"{_at(first, second, after)} c")
    return " ".join([*parts, "h S"])


def _pen(colour: Colour) -> tuple[str, str]:
    return _HAIRLINE, f"{rgb(colour)} RG"


def _points(place: Point) -> Point:
    return place[0] * POINTS_PER_MM, place[1] * POINTS_PER_MM


def _at(*points: Point) -> str:
    return " ".join(f"{number(round(x, 2))} {number(round(y, 2))}" for x, y in map(_points, points))
