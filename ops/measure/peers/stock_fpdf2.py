"""The page with fpdf2 as it comes: its own fonts and subsetting, a new document each time."""

from pathlib import Path
from typing import override

from fpdf import FPDF

from chalicelib.documents.fonts.lettering import POINTS_PER_MM, Style
from chalicelib.documents.page import grid
from ops.measure.peers.content import FONTS, MARGIN, QR_SIZE, Content, LabelledFacts, Peer, bars


class StockFpdf2(Peer):
    """Reads its fonts for each document, as its manual shows it."""

    name = "fpdf2 as it comes"

    def __init__(self, fonts: Path) -> None:
        self.fonts = fonts

    @override
    def page(self, content: Content) -> bytes:
        pdf = FPDF(format="A4")
        pdf.set_margins(MARGIN, 13, MARGIN)
        pdf.set_auto_page_break(auto=False)
        pdf.set_title(content.title)
        pdf.set_lang(content.language)
        for name, file in FONTS.items():
            pdf.add_font(name, "", self.fonts / file)
        pdf.add_page()
        for text in content.head:
            _text(pdf, text.style, text.text)
        for section in content.sections:
            _section(pdf, section)
        for text in content.closing:
            _text(pdf, text.style, text.text)
        left, top = pdf.w - MARGIN - QR_SIZE, grid.CODE_ROOM[1]
        for x, y, width, height in bars(content.code, QR_SIZE):
            pdf.rect(left + x, top + y, width, height, style="F")
        return bytes(pdf.output())


def _text(pdf: FPDF, style: Style, text: str, width: float = grid.MEASURE) -> None:
    pdf.set_font(style.face, size=style.size)
    height = style.size * style.leading / POINTS_PER_MM
    pdf.multi_cell(width, height, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _section(pdf: FPDF, section: LabelledFacts) -> None:
    pdf.ln(2)
    _text(pdf, grid.SECTION, section.title)
    for label, value in section.rows:
        top = pdf.y
        _text(pdf, grid.LABEL, label, 60)
        pdf.set_xy(MARGIN + 62, top)
        _text(pdf, grid.VALUE, value, grid.MEASURE - 62)
        pdf.line(MARGIN, pdf.y, pdf.w - MARGIN, pdf.y)
