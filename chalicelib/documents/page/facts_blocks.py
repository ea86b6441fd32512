"""Sections of a document as blocks: headings, labelled facts, tables, sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.flow import Block
from chalicelib.documents.page.layouts import Layout
from chalicelib.documents.page.rows import (
    TextCell,
    TextRow,
    draw_cell,
    draw_lines,
    row_block,
    under,
)
from chalicelib.documents.page.structure import COLUMN_HEADER, ROW_HEADER, Element
from chalicelib.domain.issued.printing import Line, Section, Table

_GUTTER = 2.2
_OVER_TABLE = 2.5


@dataclass(frozen=True, slots=True)
class Setting:
    """What sections are set with."""

    canvas: Canvas
    layout: Layout
    palette: grid.Palette
    density: grid.Density


def section_blocks(setting: Setting, section: Section, parent: Element) -> Iterator[Block]:
    """The blocks of a section, its tags under `parent`; a gap stands above the first."""
    blocks = _section(setting, section, parent)
    yield replace(next(blocks), above=setting.density.gap)
    yield from blocks


def _section(setting: Setting, section: Section, parent: Element) -> Iterator[Block]:
    if section.title:
        yield _heading(setting, section.title, parent.add("H2"))
    yield from _facts(setting, section.lines, parent)
    for text in section.paragraphs:
        yield paragraph(setting.canvas, text, parent.add("P"), grid.PARAGRAPH)
    for table in section.tables:
        blocks = _table(setting, table, parent.add("Table"))
        head = next(blocks)
        yield replace(head, above=_OVER_TABLE) if section.lines else head
        yield from blocks


def paragraph(canvas: Canvas, text: str, element: Element, style: Style) -> Block:
    """A text over the whole measure, parted between lines where it must be."""
    lines = canvas.lettering.lines(style, text, grid.MEASURE)
    return row_block(canvas, TextRow((TextCell(grid.LEFT, style, lines, element),), 1.5))


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
    cells = (
        TextCell(grid.LEFT, grid.LABEL, labels, heading, is_repeated=True),
        TextCell(x, style, values, row.add("TD", language=line.language)),
    )
    ruled = TextRow(cells, setting.density.row, setting.palette.hairline)
    return row_block(setting.canvas, ruled, keep=keep)


def _value_style(layout: Layout, code: str) -> Style:
    if code in layout.display:
        return grid.DISPLAY
    return grid.STRONG if code in layout.emphasis else grid.VALUE


def _table(setting: Setting, table: Table, element: Element) -> Iterator[Block]:
    columns = _columns(setting.layout, table)
    row = element.add("THead").add("TR")
    headings = [row.add("TH", attributes=COLUMN_HEADER) for _ in table.columns]
    head = _head(setting, table, columns, headings)
    repeated = _head(setting, table, columns, [None] * len(headings))
    yield replace(head, keep=True)
    body = element.add("TBody")
    for number, texts in enumerate(table.rows):
        row = body.add("TR")
        cells = tuple(
            _cell(
                setting,
                column,
                grid.CELL,
                text,
                row.add("TD", language=table.language_of(number, i)),
            )
            for i, (column, text) in enumerate(zip(columns, texts, strict=True))
        )
        ruled = TextRow(cells, setting.density.cell, setting.palette.hairline)
        yield under(repeated, row_block(setting.canvas, ruled))


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
            draw_cell(canvas, cell, y + setting.density.cell + bottom - cell.height)
        with canvas.artifact():
            canvas.rule(grid.LEFT, y + height, grid.MEASURE, palette.primary, 0.2)

    return Block(height, draw)


def _cell(
    setting: Setting,
    column: tuple[float, float],
    style: Style,
    text: str,
    element: Element | None,
) -> TextCell:
    x, width = column
    return TextCell(x, style, setting.canvas.lettering.lines(style, text, width), element)


def _columns(layout: Layout, table: Table) -> list[tuple[float, float]]:
    """The left edge and the width of each column; equal ones for a table without shares.

    One that may have more columns has the shares of so many under its code and their number.
    """
    count = len(table.columns)
    equal = (1.0,) * count
    shares = layout.columns.get(f"{table.code}/{count}") or layout.columns.get(table.code, equal)
    unit = grid.MEASURE / sum(shares)
    lefts = [grid.LEFT + unit * sum(shares[:i]) for i in range(len(shares))]
    return [(x, share * unit - _GUTTER) for x, share in zip(lefts, shares, strict=True)]
