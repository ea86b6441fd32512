"""A whole document on its pages: title, facts, declaration, place and date, small print."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from chalicelib.documents.errors import NoRoomError
from chalicelib.documents.fonts.fitting import height_of
from chalicelib.documents.fonts.lettering import POINTS_PER_MM, Lettering, Style
from chalicelib.documents.fonts.lettering import Line as TextLine
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import HEIGHT, Canvas
from chalicelib.documents.page.facts_blocks import Setting, section_blocks
from chalicelib.documents.page.flow import Block, Flow
from chalicelib.documents.page.furniture import Furniture, Stationery
from chalicelib.documents.page.proof import Proof
from chalicelib.documents.page.rows import draw_lines
from chalicelib.documents.page.structure import Element
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.shared.language import Language

_BAR, _INDENT = 1.1, 5.0
"""The bar beside the declaration, and how far the declaration stands from the edge."""

_CLOSING_WIDTH, _UNDER_PLACE = 92.0, 1.5
_BETWEEN_NOTES = 0.8
_UNDER_CODE, _UNDER_SEAL = 1.2, 2.2

_SHORT, _LAST_ROWS = 60.0, 4
"""Up to this height, in mm, the last section stays whole; of a longer one so many rows do."""

_LAST_PAGE = 180.0
"""So high, in mm, sections before it go along to the page of the closing, to fill it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a heading came to stand: page from 0, height in points from the bottom."""

    title: str
    page: int
    top: float


class Sheet:
    """Draws one document. Raises UnprintableError before anything is written anywhere."""

    def __init__(
        self, document: PrintedDocument, stationery: Stationery, lettering: Lettering
    ) -> None:
        self.document, self.stationery = document, stationery
        self.palette = stationery.palette
        self.canvas = Canvas(lettering)
        self.headings: list[Heading] = []
        mark = document.mark
        self._proof = Proof(self.canvas, stationery, document, mark) if mark else None
        self._closing_top = self._where_closing()

    def draw(self) -> Canvas:
        """Every page, finished."""
        furniture = Furniture(self.canvas, self.stationery, self.document)
        self.canvas.new_page()
        furniture.letterhead()
        y = self._title()
        self._facts(y).draw(self.canvas)
        self._closing()
        self._notes()
        for page in range(len(self.canvas.pages)):
            furniture.around(page, self._closing_top)
        return self.canvas

    def _facts(self, y: float) -> Flow:
        """The facts, from y on, as airy as they can be on the fewest pages."""
        fewest: dict[int, tuple[Flow, Element]] = {}
        for density in grid.DENSITIES:
            tags = Element("Scratch")
            flow = self._laid_out(density, y, tags)
            fewest.setdefault(len(flow.pages), (flow, tags))
            if len(flow.pages) == 1:
                break
        flow, tags = fewest[min(fewest)]
        self.canvas.root.kids += tags.kids
        return flow

    def _laid_out(self, density: grid.Density, y: float, parent: Element) -> Flow:
        """All sections and the declaration."""
        flow = Flow(y, grid.NEXT_TOP, grid.BOTTOM)
        flow.place(self._blocks(density, parent))
        return flow

    def _title(self) -> float:
        """Title, variant and legal basis; the height at which the facts begin."""
        y = self._text("H1", grid.FIRST_TOP, grid.TITLE, self.document.title)
        self._remember(self.document.title, grid.FIRST_TOP)
        if self.document.subtitle:
            style = grid.SUBTITLE.in_(self.palette.primary)
            y = self._text("P", y + 0.5, style, self.document.subtitle)
        if self.document.basis:
            label = self.stationery.labels["layout.basis"]
            text = f"{label} {'; '.join(self.document.basis)}"
            y = self._text("P", y + 2.5, grid.BASIS, text)
        return y + 6.5

    def _blocks(self, density: grid.Density, parent: Element) -> list[Block]:
        sections = list(self._sections(density, parent))
        sections[0][0] = replace(sections[0][0], above=0)
        end = replace(self._declaration(parent.add("P")), above=density.gap)
        return [*_ending_together(sections, end), end]

    def _sections(self, density: grid.Density, parent: Element) -> Iterator[list[Block]]:
        setting = Setting(self.canvas, self.stationery.layout, self.palette, density)
        for section in self.document.sections:
            blocks = list(section_blocks(setting, section, parent.add("Sect")))
            if section.title:
                blocks[0] = self._remembering(section.title, blocks[0])
            yield blocks

    def _remembering(self, title: str, block: Block) -> Block:
        def draw(y: float) -> None:
            self._remember(title, y)
            block.draw(y)

        return replace(block, draw=draw)

    def _remember(self, title: str, y: float) -> None:
        top = (HEIGHT - y) * POINTS_PER_MM
        self.headings.append(Heading(title, len(self.canvas.pages) - 1, top))

    def _declaration(self, element: Element) -> Block:
        """The declaration, with the room that the closing takes below it."""
        style, canvas = grid.DECLARATION, self.canvas
        measure = grid.MEASURE - _INDENT - 6
        lines = canvas.lettering.balanced(style, self.document.declaration, measure)
        height = len(lines) * style.line_height

        def draw(y: float) -> None:
            with canvas.artifact():
                canvas.box(grid.LEFT, y, _BAR, height, self.palette.primary)
            with canvas.tagged(element):
                draw_lines(canvas, grid.LEFT + _INDENT, y, style, lines)

        return Block(height + 6 + grid.BOTTOM - self._closing_top, draw)

    def _closing(self) -> None:
        y = self._text("P", self._closing_top, grid.PLACE, self.document.closing, _CLOSING_WIDTH)
        y += _UNDER_PLACE
        for said in self.document.signed:
            y = self._text("P", y, grid.OFFICE, said.text, _CLOSING_WIDTH, said.language)
        if self._proof:
            self._proof.seal_box(self._closing_top - grid.SEAL_ABOVE)

    def _notes(self) -> None:
        """Small print that ends above the foot, and over it how to verify the document."""
        style, canvas = grid.SMALL, self.canvas
        y = grid.NOTES_BOTTOM - self._notes_height()
        top = y - self._check_height()
        with canvas.artifact():
            canvas.rule(grid.LEFT, top - 2, grid.MEASURE, self.palette.primary, 0.2)
        if self._proof:
            self._proof.check_block(top)
        for lines in self._note_lines():
            with canvas.tagged(canvas.root.add("P")):
                draw_lines(canvas, grid.LEFT, y, style, lines)
            y += len(lines) * style.line_height + _BETWEEN_NOTES
        if self._proof:
            self._proof.quick_response()

    def _note_lines(self) -> list[list[TextLine]]:
        lettering = self.canvas.lettering
        return [lettering.balanced(grid.SMALL, n, grid.NOTES_WIDTH) for n in self.document.notes]

    def _notes_height(self) -> float:
        lines = self._note_lines()
        return sum(len(note) * grid.SMALL.line_height + _BETWEEN_NOTES for note in lines)

    def _check_height(self) -> float:
        return self._proof.check_height + _UNDER_CODE if self._proof else 0

    def _where_closing(self) -> float:
        """So high that the seal, and who stands under it, end above the small print."""
        below = self._notes_height() + self._check_height() + 2 + _UNDER_SEAL
        seal = grid.SEAL_HEIGHT - grid.SEAL_ABOVE if self._proof else 0
        top = min(grid.CLOSING_TOP, grid.NOTES_BOTTOM - below - max(seal, self._signed_height()))
        if top < grid.FIRST_TOP:
            raise NoRoomError(grid.NOTES_BOTTOM - top)
        return top

    def _signed_height(self) -> float:
        texts = [(grid.PLACE, self.document.closing)]
        texts += [(grid.OFFICE, said.text) for said in self.document.signed]
        lettering = self.canvas.lettering
        lines = [(s, lettering.balanced(s, text, _CLOSING_WIDTH)) for s, text in texts]
        return height_of(lines) + _UNDER_PLACE

    def _text(
        self,
        kind: str,
        y: float,
        style: Style,
        text: str,
        measure: float = grid.MEASURE,
        language: Language | None = None,
    ) -> float:
        """A text from y on; the height where it ends."""
        lines = self.canvas.lettering.balanced(style, text, measure)
        with self.canvas.tagged(self.canvas.root.add(kind, language=language)):
            draw_lines(self.canvas, grid.LEFT, y, style, lines)
        return y + len(lines) * style.line_height


def _ending_together(sections: list[list[Block]], end: Block) -> Iterator[Block]:
    """All sections; the last of them stay with the end, so that nobody signs an empty page."""
    kept, room = len(sections), _LAST_PAGE - end.height
    while kept and (high := _height(sections[kept - 1])) <= min(room, _SHORT):
        kept, room = kept - 1, room - high
    blocks = list(chain(*sections))
    together = len(list(chain(*sections[kept:]))) or _LAST_ROWS
    yield from blocks[:-together]
    yield from (replace(block, keep=True) for block in blocks[-together:])


def _height(blocks: list[Block]) -> float:
    return sum(block.above + block.height for block in blocks)
