"""Drawings that are written into a document once and put on its pages as often as wanted."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

type Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, eq=False)
class Stamp:
    """Operators in points around an origin of their own; nothing shows outside the box.

    `parts` are other stamps by the names that the operators call them. Each is only equal to
    itself and compressed once, so whoever makes one keeps it.
    """

    operators: tuple[str, ...]
    box: Box
    parts: Mapping[str, "Stamp"] = field(default_factory=dict)

    @cached_property
    def compressed(self) -> bytes:
        """The operators as the stream of a form."""
        return zlib.compress("\n".join(self.operators).encode("ascii"), 9)


def put(name: str, *matrix: float) -> str:
    """The operators that draw a named stamp, turned and moved as six numbers say."""
    numbers = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in matrix)
    return f"q {numbers} cm /{name} Do Q"
