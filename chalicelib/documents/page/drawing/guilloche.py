"""The quiet background of fine lines: hard to copy by hand, easy to read over, pure vectors."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from chalicelib.documents.fonts.lettering import Colour
from chalicelib.documents.page.canvas import HEIGHT, WIDTH, Point, number, rgb, to_points

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
def waves(shape: Waves, colour: Colour) -> tuple[str, ...]:
    """Ribbons from edge to edge; those beside one another are half a period apart."""
    count = math.ceil(HEIGHT / shape.spacing)
    lines = (
        _wave(shape, (ribbon + 0.5) * shape.spacing, curve / shape.curves + ribbon % 2 / 2)
        for ribbon in range(count)
        for curve in range(shape.curves)
    )
    return (_HAIRLINE, f"{rgb(colour)} RG", *lines)


def _wave(shape: Waves, middle: float, phase: float) -> str:
    """One sine over the page's width; `phase` is a share of its period."""
    half = shape.period / 2
    x, sign = -shape.period * (phase % 1), 1
    handle, rise = half * _SINE, shape.amplitude * _PEAK
    parts = [f"{_at((x, middle))} m"]
    while x < WIDTH:
        y = middle - sign * rise
        parts.append(f"{_at((x + handle, y), (x + half - handle, y), (x + half, middle))} c")
        x, sign = x + half, -sign
    return " ".join([*parts, "S"])


@cache
def rosette(shape: Rosette, centre: Point, colour: Colour) -> tuple[str, ...]:
    """Closed curves around a centre, each band woven of the same curve turned a little."""
    rings = [_ring(band, centre, i) for band in shape.bands for i in range(band.curves)]
    return (_HAIRLINE, f"{rgb(colour)} RG", *rings)


def _ring(band: Band, centre: Point, index: int) -> str:
    turn = math.tau * index / band.curves
    return _smooth(list(_petals(band, turn, centre)))


def _petals(band: Band, turn: float, centre: Point) -> Iterator[Point]:
    steps = band.petals * 4
    for i in range(steps):
        angle = math.tau * i / steps
        reach = band.radius + band.swing * math.sin(band.petals * angle + turn)
        yield centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)


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


def _at(*points: Point) -> str:
    return " ".join(
        f"{number(round(x, 1))} {number(round(y, 1))}" for x, y in map(to_points, points)
    )
