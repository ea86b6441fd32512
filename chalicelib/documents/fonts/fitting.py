"""Texts of any length in a place of a given size: set smaller, until they fit."""

from chalicelib.documents.errors import NoRoomError
from chalicelib.documents.fonts.lettering import Lettering, Line, Style

SHARES = (1.0, 0.9, 0.8, 0.72, 0.64, 0.56, 0.5, 0.44, 0.4)
"""Of a size: the largest with which a text fits is taken."""

type Fitted = tuple[Style, list[Line]]
"""How a text is set, and its lines."""


def on_a_line(lettering: Lettering, style: Style, text: str, mm: float) -> tuple[Style, Line]:
    """A text on one line of at most a width. Raises NoRoomError, MissingGlyphError."""
    line = lettering.line(style, text)
    for share in SHARES:
        smaller = style.scaled(share)
        if lettering.width(smaller, line) <= mm:
            return smaller, line
    raise NoRoomError(smaller.line_height)


def fitted_all(
    lettering: Lettering, texts: list[tuple[Style, str]], width: float, height: float
) -> list[Fitted]:
    """Texts under one another within a box, all smaller by the same share.

    Raises NoRoomError, MissingGlyphError.
    """
    for share in SHARES:
        styles = [style.scaled(share) for style, _ in texts]
        lines = [lettering.balanced(s, t, width) for s, (_, t) in zip(styles, texts, strict=True)]
        found = list(zip(styles, lines, strict=True))
        if height_of(found) <= height:
            return found
    raise NoRoomError(height_of(found))


def height_of(parts: list[Fitted]) -> float:
    """How high texts under one another are, in mm."""
    return sum(len(lines) * style.line_height for style, lines in parts)
