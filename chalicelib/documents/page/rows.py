"""Rows of text in columns, which go on over the page when they are long."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.documents.fonts.lettering import Colour, Line, Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.flow import Block
from chalicelib.documents.page.structure import Element

FEWEST = 3
"""Lines that stand together on either side of where a row is parted."""

_BASELINE = 0.76
"""Where the baseline lies in the box of a line."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """Text in a column, its lines measured; without an element it is decoration.

    One that is repeated stands over each part of its row: what the row is about.
    """

    x: float
    style: Style
    lines: Sequence[Line]
    element: Element | None
    is_repeated: bool = False

    @property
    def height(self) -> float:
        """From the top of its first line to the bottom of its last, in mm."""
        return len(self.lines) * self.style.line_height

    def parted(self, height: float) -> tuple["TextCell", "TextCell"]:
        """The lines within a height, and the others."""
        count = int(height / self.style.line_height + 1e-6)
        first = replace(self, lines=self.lines[:count])
        if self.is_repeated and count >= len(self.lines):
            return first, replace(self, element=None)
        return first, replace(self, lines=self.lines[count:])


@dataclass(frozen=True, slots=True)
class TextRow:
    """Cells whose first lines share a baseline, `padding` in mm above and below them.

    `rule` colours the hairline below; None for none.
    """

    cells: tuple[TextCell, ...]
    padding: float
    rule: Colour | None = None

    @property
    def height(self) -> float:
        """With the air around the cells, in mm."""
        return max(cell.height for cell in self.cells) + 2 * self.padding

    def parted(self, room: float) -> tuple["TextRow", "TextRow"] | None:
        """As much as stands in so many mm, and the rest; None when either would be too little."""
        longest = max(self.cells, key=lambda cell: cell.height)
        line = longest.style.line_height
        fitting = int((room - 2 * self.padding) / line + 1e-6)
        count = min(fitting, len(longest.lines) - FEWEST)
        if count < FEWEST:
            return None
        halves = [cell.parted(count * line) for cell in self.cells]
        first = replace(self, cells=tuple(half for half, _ in halves), rule=None)
        return first, replace(self, cells=tuple(half for _, half in halves))


def row_block(canvas: Canvas, row: TextRow, *, keep: bool = False) -> Block:
    """A row as a block that can be parted between its lines."""

    def cut(room: float) -> tuple[Block, Block] | None:
        parts = row.parted(room)
        return parts and (row_block(canvas, parts[0]), row_block(canvas, parts[1], keep=keep))

    return Block(row.height, lambda y: _draw(canvas, row, y), keep=keep, cut=cut)


def under(head: Block, row: Block) -> Block:
    """A row of a table whose headings stand above it, and above its rest, on a later page."""

    def cut(room: float) -> tuple[Block, Block] | None:
        parts = row.cut(room) if row.cut else None
        return parts and (under(head, parts[0]), under(head, parts[1]))

    return replace(row, again=head.draw, again_height=head.height, cut=cut)


def draw_cell(canvas: Canvas, cell: TextCell, top: float) -> None:
    """Draw the lines of a cell, and say whose text they are."""
    if not cell.lines:
        return
    if cell.element is None:
        with canvas.artifact("Pagination"):
            draw_lines(canvas, cell.x, top, cell.style, cell.lines)
        return
    with canvas.tagged(cell.element):
        draw_lines(canvas, cell.x, top, cell.style, cell.lines)


def draw_lines(canvas: Canvas, x: float, y: float, style: Style, lines: Sequence[Line]) -> None:
    """Lines under one another, the first in the line box that begins at y."""
    first = y + style.line_height * _BASELINE
    for i, line in enumerate(lines):
        canvas.text(x, first + i * style.line_height, style, line)


def _draw(canvas: Canvas, row: TextRow, y: float) -> None:
    baseline = row.padding + max(c.style.line_height for c in row.cells) * _BASELINE
    for cell in row.cells:
        draw_cell(canvas, cell, y + baseline - cell.style.line_height * _BASELINE)
    if row.rule:
        with canvas.artifact():
            canvas.rule(grid.LEFT, y + row.height, grid.MEASURE, row.rule, 0.12)
