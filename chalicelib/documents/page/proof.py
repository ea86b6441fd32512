"""What shows on a page that it is sealed, and how it can be verified: seal box, code, QR code."""

from dataclasses import dataclass

from chalicelib.documents.fonts.fitting import fitted_all, height_of
from chalicelib.documents.fonts.lettering import PAPER, POINTS_PER_MM, Line, Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.canvas import Canvas, to_points
from chalicelib.documents.page.drawing.quick_response import qr_operators
from chalicelib.documents.page.furniture import Stationery
from chalicelib.documents.page.rows import draw_lines
from chalicelib.documents.page.structure import Element, LinkPlace, Rect, SealPlace, figure_box
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import SealLook, VerificationMark

_PADDING = 2.2
_EDGE = 0.3
_AIR = 1.5
"""Over the code."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Draws on the present page, which is the last; `mark` is that of the document."""

    canvas: Canvas
    stationery: Stationery
    document: PrintedDocument
    mark: VerificationMark

    @property
    def check_height(self) -> float:
        """How high the block with the code is."""
        return _AIR + height_of(self._check())

    def seal_box(self, top: float) -> None:
        """Who sealed it, when, with what kind of seal: no more than the certificate says."""
        left, width, height = grid.SEAL_LEFT, grid.SEAL_WIDTH, grid.SEAL_HEIGHT
        with self.canvas.artifact():
            self._frame(left, top, width, height)
        measure = width - 2 * _PADDING
        claims = fitted_all(self.canvas.lettering, self._claims(), measure, height - _PADDING)
        y = top + (height - height_of(claims)) / 2
        for style, lines in claims:
            y = self._drawn(self.canvas.root.add("P"), left + _PADDING, y, style, lines)
        seal, labels = self.mark.seal, self.stationery.labels
        place = SealPlace(
            page=len(self.canvas.pages) - 1,
            rect=_rect(left, top, width, height),
            name=seal.holder,
            reason=self.document.number,
            location=self.document.place,
            tooltip=labels.say("seal.tooltip", holder=seal.holder),
            reserved=seal.reserved,
            validation=seal.validation,
        )
        self.canvas.put(self.canvas.root.add("Form"), place)

    def check_block(self, y: float) -> None:
        """The code and what to do with it, from a height on."""
        labels, mark = self.stationery.labels, self.mark
        title, how, code = self._check()
        y = self._drawn(self.canvas.root.add("P"), grid.LEFT, y, *title)
        link = self.canvas.root.add("P").add("Link")
        below = self._drawn(link, grid.LEFT, y, *how)
        said = labels.say("check.link", page=mark.page)
        rect = _rect(grid.LEFT, y, grid.NOTES_WIDTH, below - y)
        page = len(self.canvas.pages) - 1
        self.canvas.put(link, LinkPlace(page, rect, mark.address, said))
        self._drawn(self.canvas.root.add("P"), grid.LEFT, below + _AIR, *code)

    def quick_response(self) -> None:
        """The address as a QR code."""
        left, top, width, height = grid.CODE_ROOM
        box = _rect(left, top, width, height)
        labels, mark = self.stationery.labels, self.mark
        alt = labels.say("check.qr", page=mark.page, printed=mark.code)
        figure = self.canvas.root.add("Figure", alt=alt, attributes=figure_box(*box))
        with self.canvas.tagged(figure):
            size = width * POINTS_PER_MM
            self.canvas.raw(qr_operators(mark.address, box[0], box[1], size))

    def _check(self) -> list[tuple[Style, list[Line]]]:
        labels, mark = self.stationery.labels, self.mark
        texts = (
            (grid.CHECK_TITLE, labels["check.title"]),
            (grid.CHECK_HOW, labels.say("check.how", page=mark.page)),
            (grid.CHECK_CODE, mark.code),
        )
        lettering = self.canvas.lettering
        return [(s, lettering.balanced(s, text, grid.NOTES_WIDTH)) for s, text in texts]

    def _claims(self) -> list[tuple[Style, str]]:
        labels, seal = self.stationery.labels, self.mark.seal
        primary = self.stationery.palette.primary
        by = labels.say("seal.by", holder=seal.holder, date=self.document.dated)
        texts = [
            (grid.SEAL_TITLE.in_(primary), labels["seal.title"]),
            (grid.SEAL_BY, by),
            (grid.SEAL, labels[f"seal.{seal.kind}"]),
            (grid.SEAL, labels.say("seal.authority", authority=seal.authority)),
        ]
        return texts + [(grid.SEAL_BY, labels[code]) for code in _extras(seal)]

    def _frame(self, left: float, top: float, width: float, height: float) -> None:
        """On paper of its own: a rosette behind small text is all that a fax would show."""
        self.canvas.box(left, top, width, height, PAPER)
        colour = self.stationery.palette.primary
        for y in (top, top + height):
            self.canvas.rule(left, y, width, colour, _EDGE)
        for x in (left - _EDGE / 2, left + width - _EDGE / 2):
            self.canvas.box(x, top - _EDGE / 2, _EDGE, height + _EDGE, colour)

    def _drawn(
        self, element: Element, x: float, y: float, style: Style, lines: list[Line]
    ) -> float:
        """Lines under one another; the height where they end."""
        with self.canvas.tagged(element):
            draw_lines(self.canvas, x, y, style, lines)
        return y + len(lines) * style.line_height


def _extras(seal: SealLook) -> list[str]:
    """What is said only when it is so."""
    said = {"seal.stamped": seal.is_stamped, "seal.test": seal.is_test}
    return [code for code, is_so in said.items() if is_so]


def _rect(left: float, top: float, width: float, height: float) -> Rect:
    """From millimetres below the upper left corner to points above the lower left."""
    x, y = to_points((left, top + height))
    return x, y, x + width * POINTS_PER_MM, y + height * POINTS_PER_MM
