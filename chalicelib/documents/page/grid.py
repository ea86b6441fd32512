"""The grid of the page and the styles of its text, the same for every document."""

from dataclasses import dataclass

from chalicelib.documents.fonts.faces import FaceName
from chalicelib.documents.fonts.lettering import GREY, INK, Colour, Style
from chalicelib.documents.page.canvas import WIDTH

LEFT, RIGHT = 22.0, WIDTH - 22.0
MEASURE = RIGHT - LEFT
"""The width of the text."""

HEAD_RULE = 43.0
FIRST_TOP = 52.0
NEXT_TOP = 36.0
BOTTOM = 270.0
"""How far facts may reach, on a page that isn't the last."""

CLOSING_TOP = 222.0
"""Where place, date, office, seal and small print begin on the last page, at the latest."""

SEAL_LEFT, SEAL_WIDTH, SEAL_HEIGHT = 118.0, 70.0, 27.0
"""The visible seal; it begins a little above the closing."""
SEAL_ABOVE = 3.0
CODE_ROOM = (164.8, 249.0, 26.0, 26.0)
"""Left, top, width and height that stay free for the verification code.

Its light edge hangs in the margin, so that the dark modules end where the text does.
"""

NOTES_WIDTH = CODE_ROOM[0] - LEFT - 8
NOTES_BOTTOM = 274.5
FOOT_RULE = 279.0


@dataclass(frozen=True, slots=True)
class Density:
    """How airy facts are set, in mm: above and below a row, above and below a cell of a table,
    and between sections."""

    row: float
    cell: float
    gap: float


DENSITIES = (
    Density(1.7, 1.5, 7),
    Density(1.25, 1.3, 5),
    Density(0.8, 1.0, 3.4),
    Density(0.45, 0.7, 2.4),
    Density(0.3, 0.5, 1.8),
)
"""From airy to tight: the first with which a document takes the fewest pages is taken."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one municipality's documents; all text is dark enough for WCAG AA."""

    primary: Colour
    accent: Colour

    @property
    def hairline(self) -> Colour:
        """Between rows."""
        return GREY.tint(0.28)

    @property
    def wash(self) -> Colour:
        """The lines of the background."""
        return self.primary.tint(0.13)

    @property
    def rose(self) -> Colour:
        """The rosette under the seal."""
        return self.accent.tint(0.2)


CITY = Style(FaceName.SERIF_BOLD, 20)
SERVICE = Style(FaceName.SANS, 9.5)
SMALL = Style(FaceName.SANS, 7.8, GREY, 1.38)
NUMBER = Style(FaceName.SANS_BOLD, 10)
TITLE = Style(FaceName.SERIF_BOLD, 24, INK, 1.16)
SUBTITLE = Style(FaceName.SERIF, 14)
BASIS = Style(FaceName.SANS, 8, GREY, 1.36)
SECTION = Style(FaceName.SERIF_BOLD, 12, INK, 1.24)
LABEL = Style(FaceName.SANS, 8.8, GREY, 1.3)
VALUE = Style(FaceName.SANS, 10.2, INK, 1.26)
STRONG = Style(FaceName.SANS_BOLD, 10.6, INK, 1.22)
DISPLAY = Style(FaceName.SERIF_BOLD, 19, INK, 1.1)
CELL = Style(FaceName.SANS, 8.8, INK, 1.28)
COLUMN = Style(FaceName.SANS_BOLD, 8, GREY, 1.25)
PARAGRAPH = Style(FaceName.SANS, 10, INK, 1.36)
DECLARATION = Style(FaceName.SERIF, 11, INK, 1.4)
SEAL_TITLE = Style(FaceName.SERIF_BOLD, 9.6)
SEAL_BY = Style(FaceName.SANS_BOLD, 7.6, INK, 1.36)
SEAL = Style(FaceName.SANS, 7.4, INK, 1.36)
CHECK_TITLE = Style(FaceName.SANS_BOLD, 8.6, INK, 1.4)
CHECK_HOW = Style(FaceName.SANS, 8.2, INK, 1.36)
CHECK_CODE = Style(FaceName.SANS_BOLD, 12, INK, 1.3)
PLACE = Style(FaceName.SERIF_BOLD, 12.5)
OFFICE = Style(FaceName.SANS, 9.5)
