"""The page with reportlab: fonts registered once, paragraphs and tables, untagged."""

from io import BytesIO
from pathlib import Path
from typing import override
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from ops.measure.peers.content import FONTS, MARGIN, QR_SIZE, Content, LabelledFacts, Peer, bars

_LINES = [("LINEBELOW", (0, 0), (-1, -1), 0.3, black)]


class OnReportlab(Peer):
    """Keeps its fonts and styles."""

    name = "reportlab"

    def __init__(self, fonts: Path) -> None:
        for name, file in FONTS.items():
            _register(name, fonts / file)
        self.styles: dict[Style, ParagraphStyle] = {}

    @override
    def page(self, content: Content) -> bytes:
        target = BytesIO()
        template = SimpleDocTemplate(
            target,
            pagesize=A4,
            leftMargin=MARGIN * mm,
            rightMargin=MARGIN * mm,
            topMargin=10 * mm,
            bottomMargin=10 * mm,
            title=content.title,
            lang=content.language,
        )
        story: list[Flowable] = [self._text(text.style, text.text) for text in content.head]
        for section in content.sections:
            story += self._section(section)
        story += [self._text(text.style, text.text) for text in content.closing]
        template.build([*story, _code(content)])
        return target.getvalue()

    def _text(self, style: Style, text: str) -> Paragraph:
        return Paragraph(escape(text), self._style(style))

    def _style(self, style: Style) -> ParagraphStyle:
        if style not in self.styles:
            self.styles[style] = ParagraphStyle(
                f"{len(self.styles)}",
                fontName=style.face,
                fontSize=style.size,
                leading=style.size * style.leading,
            )
        return self.styles[style]

    def _section(self, section: LabelledFacts) -> list[Flowable]:
        rows = [
            (self._text(grid.LABEL, label), self._text(grid.VALUE, value))
            for label, value in section.rows
        ]
        widths = [62 * mm, (grid.MEASURE - 62) * mm]
        table = Table(rows, colWidths=widths, style=_LINES, rowHeights=5.2 * mm)
        return [Spacer(0, 2 * mm), self._text(grid.SECTION, section.title), table]


def _register(name: str, file: Path) -> None:
    """Under a name of its own: reportlab embeds faces that say the same name only once."""
    font = TTFont(name, file)
    font.face.name = name.encode()
    pdfmetrics.registerFont(font)


def _code(content: Content) -> Drawing:
    size = QR_SIZE * mm
    drawing = Drawing(size, size)
    for x, y, width, height in bars(content.code, size):
        drawing.add(Rect(x, size - y - height, width, height, strokeWidth=0, strokeColor=None))
    return drawing
