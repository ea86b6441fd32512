"""Sections of a document as blocks: headings, labelled facts, tables, sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib.documents.fonts.lettering import Line as TextLine
from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.flow import Block
from chalicelib.documents.page.layouts import Layout
from chalicelib.documents.page.structure import COLUMN_HEADER, ROW_HEADER, Element
from chalicelib.domain.certificates.wording.printing import Line, Section, Table

_GUTTER = 2.2


@dataclass(frozen=True, slots=True)
class Setting:
    """What sections are set with."""

    canvas: Canvas
    layout: Layout
    palette: grid.Palette
    density: grid.Density


@dataclass(frozen=True, slots=True)
class _Cell:
    """Text in a column, its lines measured."""

    x: float
    style: Style
    lines: list[TextLine]
    element: Element | None

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.line_height


def section_blocks(setting: Setting, section: Section, parent: Element) -> Iterator[Block]:
    """The blocks of a section, its tags under `parent`."""
    if section.title:
        yield _heading(setting, section.title, parent.add("H2"))
    yield from _facts(setting, section.lines, parent)
    for text in section.paragraphs:
        yield paragraph(setting.canvas, text, parent.add("P"), grid.PARAGRAPH)
    for table in section.tables:
        if section.lines:
            yield Block(2.5, lambda _y: None, keep=True)
        yield from _table(setting, table, parent.add("Table"))
    yield Block(setting.density.gap, lambda _y: None)


def paragraph(canvas: Canvas, text: str, element: Element, style: Style) -> Block:
    """A text over the whole measure."""
    lines = canvas.lettering.lines(style, text, grid.MEASURE)

    def draw(y: float) -> None:
        with canvas.tagged(element):
            draw_lines(canvas, grid.LEFT, y + 1.5, style, lines)

    return Block(len(lines) * style.line_height + 3, draw)


def draw_lines(canvas: Canvas, x: float, y: float, style: Style, lines: Sequence[TextLine]) -> None:
    """Lines under one another, the first in the line box that begins at y."""
    first = y + style.line_height * 0.76
    for i, line in enumerate(lines):
        canvas.text(x, first + i * style.line_height, style, line)


def _heading(setting: Setting, title: str, element: Element) -> Block:
    canvas, palette = setting.canvas, setting.palette
    style = grid.SECTION.in_(palette.primary)
    lines = canvas.lettering.lines(style, title, grid.MEASURE)
    height = len(lines) * style.line_height

    def draw(y: float) -> None:
        with canvas.tagged(element):
            draw_lines(canvas, grid.LEFT, y, style, lines)
        with canvas.artifact():
            canvas.rule(grid.LEFT, y + height + 1, grid.MEASURE, palette.primary, 0.35)

    return Block(height + 1.3, draw, keep=True)


def _facts(setting: Setting, lines: Sequence[Line], parent: Element) -> Iterator[Block]:
    """Labelled facts: a table whose rows have a heading each."""
    if not lines:
        return
    table = parent.add("Table")
    for i, line in enumerate(lines):
        keep = i == 0 and len(lines) > 1
        yield _fact(setting, line, table.add("TR"), keep=keep)


def _fact(setting: Setting, line: Line, row: Element, *, keep: bool) -> Block:
    lettering, layout = setting.canvas.lettering, setting.layout
    style = _value_style(layout, line.code)
    x = grid.LEFT + layout.label_width
    labels = lettering.lines(grid.LABEL, line.label, layout.label_width - _GUTTER)
    values = lettering.lines(style, line.value, grid.RIGHT - x)
    heading = row.add("TH", attributes=ROW_HEADER)
    cells = [
        _Cell(grid.LEFT, grid.LABEL, labels, heading),
        _Cell(x, style, values, row.add("TD")),
    ]
    return _row(setting, cells, setting.density.row, keep=keep)


def _value_style(layout: Layout, code: str) -> Style:
    if code in layout.display:
        return grid.DISPLAY
    return grid.STRONG if code in layout.emphasis else grid.VALUE


def _row(setting: Setting, cells: Sequence[_Cell], padding: float, *, keep: bool) -> Block:
    """Cells on one baseline with a hairline under them."""
    canvas = setting.canvas
    height = max(cell.height for cell in cells) + 2 * padding
    baseline = padding + max(cell.style.line_height for cell in cells) * 0.76

    def draw(y: float) -> None:
        for cell in cells:
            top = y + baseline - cell.style.line_height * 0.76
            _draw_cell(canvas, cell, top)
        with canvas.artifact():
            canvas.rule(grid.LEFT, y + height, grid.MEASURE, setting.palette.hairline, 0.12)

    return Block(height, draw, keep=keep)


def _draw_cell(canvas: Canvas, cell: _Cell, top: float) -> None:
    if cell.element is None:
        with canvas.artifact("Pagination"):
            draw_lines(canvas, cell.x, top, cell.style, cell.lines)
        return
    with canvas.tagged(cell.element):
        draw_lines(canvas, cell.x, top, cell.style, cell.lines)


def _table(setting: Setting, table: Table, element: Element) -> Iterator[Block]:
    columns = _columns(setting.layout, table)
    row = element.add("THead").add("TR")
    headings = [row.add("TH", attributes=COLUMN_HEADER) for _ in table.columns]
    head = _head(setting, table, columns, headings)
    repeated = _head(setting, table, columns, [None] * len(headings))
    yield Block(head.height, head.draw, keep=True)
    body = element.add("TBody")
    for texts in table.rows:
        row = body.add("TR")
        cells = [
            _cell(setting, column, grid.CELL, text, row.add("TD"))
            for column, text in zip(columns, texts, strict=True)
        ]
        block = _row(setting, cells, setting.density.cell, keep=False)
        yield Block(block.height, block.draw, again=repeated.draw, again_height=repeated.height)


def _head(
    setting: Setting,
    table: Table,
    columns: Sequence[tuple[float, float]],
    elements: Sequence[Element | None],
) -> Block:
    """The headings of a table; without elements they are a repetition, so an artifact."""
    cells = [
        _cell(setting, column, grid.COLUMN, text, element)
        for column, text, element in zip(columns, table.columns, elements, strict=True)
    ]
    canvas, palette = setting.canvas, setting.palette
    height = max(cell.height for cell in cells) + 2 * setting.density.cell

    def draw(y: float) -> None:
        bottom = max(cell.height for cell in cells)
        for cell in cells:
            _draw_cell(canvas, cell, y + setting.density.cell + bottom - cell.height)
        with canvas.artifact():
            canvas.rule(grid.LEFT, y + height, grid.MEASURE, palette.primary, 0.2)

    return Block(height, draw)


def _cell(
    setting: Setting,
    column: tuple[float, float],
    style: Style,
    text: str,
    element: Element | None,
) -> _Cell:
    x, width = column
    return _Cell(x, style, setting.canvas.lettering.lines(style, text, width), element)


def _columns(layout: Layout, table: Table) -> list[tuple[float, float]]:
    """The left edge and the width of each column; equal ones for a table without shares."""
    shares = layout.columns.get(table.code) or (1.0,) * len(table.columns)
    unit = grid.MEASURE / sum(shares)
    lefts = [grid.LEFT + unit * sum(shares[:i]) for i in range(len(shares))]
    return [(x, share * unit - _GUTTER) for x, share in zip(lefts, shares, strict=True)]
