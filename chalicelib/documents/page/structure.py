"""The structure tree of a tagged PDF: what is a heading, a table, a figure, in reading order."""

from dataclasses import dataclass, field

from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, ValidationData
from chalicelib.domain.shared.language import Language

type Rect = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of a page."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a page's content: page (from 0) and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True, eq=False)
class LinkPlace:
    """A place on a page (from 0) that leads to an address; `text` says where."""

    page: int
    rect: Rect
    address: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class SealPlace:
    """The place of the seal on a page (from 0), and what viewers show of it.

    `reserved` is the room for it in hexadecimal digits; `tooltip` is read aloud;
    `validation` is kept beside it.
    """

    page: int
    rect: Rect
    name: str
    reason: str
    location: str
    tooltip: str
    reserved: int
    validation: ValidationData = NO_VALIDATION_DATA


type Place = LinkPlace | SealPlace


@dataclass(slots=True, eq=False)
class Element:
    """A node: a standard structure type (`P`, `H1`, `Table`, …) and its kids in reading order.

    `language` is that of its text where it isn't the document's.
    """

    kind: str
    alt: str = ""
    attributes: str = ""
    language: Language | None = None
    kids: list["Element | Marked | Place"] = field(default_factory=list)

    def add(
        self,
        kind: str,
        *,
        alt: str = "",
        attributes: str = "",
        language: Language | None = None,
    ) -> "Element":
        """A new last kid."""
        kid = Element(kind, alt, attributes, language)
        self.kids.append(kid)
        return kid


ROW_HEADER = "<< /O /Table /Scope /Row >>"
COLUMN_HEADER = "<< /O /Table /Scope /Column >>"


def figure_box(left: float, bottom: float, right: float, top: float) -> str:
    """The layout attributes of a figure, in points from the lower left corner."""
    box = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
    return f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
