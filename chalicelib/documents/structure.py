"""The structure tree of a tagged PDF: what is a heading, a table, a figure, in reading order."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a page's content: page (from 0) and its number there."""

    page: int
    mcid: int


@dataclass(slots=True, eq=False)
class Element:
    """A node: a standard structure type (`P`, `H1`, `Table`, …) and its kids in reading order."""

    kind: str
    alt: str = ""
    attributes: str = ""
    kids: list["Element | Marked"] = field(default_factory=list)

    def add(self, kind: str, *, alt: str = "", attributes: str = "") -> "Element":
        """A new last kid."""
        kid = Element(kind, alt, attributes)
        self.kids.append(kid)
        return kid


ROW_HEADER = "<< /O /Table /Scope /Row >>"
COLUMN_HEADER = "<< /O /Table /Scope /Column >>"


def figure_box(left: float, bottom: float, right: float, top: float) -> str:
    """The layout attributes of a figure, in points from the lower left corner."""
    box = f"{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}"
    return f"<< /O /Layout /Placement /Block /BBox [{box}] >>"
