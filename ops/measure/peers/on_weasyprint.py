"""The page with WeasyPrint: HTML and a style sheet, read once, with the fonts in it."""

from html import escape
from pathlib import Path
from typing import override

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from ops.measure.peers.content import (
    FONTS,
    MARGIN,
    QR_SIZE,
    Content,
    LabelledFacts,
    Peer,
    Text,
    svg,
)

_PAGE = f"""
@page {{ size: A4; margin: 10mm {MARGIN}mm }}
body {{ margin: 0 }}
p, h1, h2 {{ margin: 0; font-weight: normal }}
table {{ width: 100%; border-collapse: collapse }}
td {{ padding: 0; border-bottom: .1mm solid; height: 5.2mm }}
td:first-child {{ width: 62mm }}
svg {{ width: {QR_SIZE}mm; height: {QR_SIZE}mm }}
"""
_STYLES = {
    name: style for name, style in vars(grid).items() if isinstance(style, Style) and name.isupper()
}
_CLASSES = {style: name.lower() for name, style in _STYLES.items()}


class OnWeasyprint(Peer):
    """Keeps its style sheet and fonts."""

    name = "WeasyPrint, tagged"

    def __init__(self, fonts: Path) -> None:
        self.fonts = FontConfiguration()
        self.sheet = CSS(string=_PAGE + _styles(fonts), font_config=self.fonts)

    @override
    def page(self, content: Content) -> bytes:
        made: bytes = HTML(string=_html(content)).write_pdf(
            stylesheets=[self.sheet], font_config=self.fonts, pdf_tags=True
        )
        return made


def _styles(fonts: Path) -> str:
    faces = (
        f"@font-face {{ font-family: {name}; src: url({(fonts / file).as_uri()}) }}"
        for name, file in FONTS.items()
    )
    classes = (
        f".{_CLASSES[style]} {{ font: {style.size}pt/{style.leading} {style.face} }}"
        for style in _STYLES.values()
    )
    return "\n".join([*faces, *classes])


def _html(content: Content) -> str:
    parts = [
        f"<!doctype html><html lang={content.language}><title>{escape(content.title)}</title>",
        *map(_text, content.head),
        *map(_section, content.sections),
        *map(_text, content.closing),
        svg(content.code),
    ]
    return "".join(parts)


def _text(text: Text) -> str:
    tag = "h1" if text.style is grid.TITLE else "p"
    return f"<{tag} class={_CLASSES[text.style]}>{escape(text.text)}</{tag}>"


def _section(section: LabelledFacts) -> str:
    rows = (
        f"<tr><td class=label>{escape(label)}<td class=value>{escape(value)}"
        for label, value in section.rows
    )
    return f"<h2 class=section>{escape(section.title)}</h2><table>{''.join(rows)}</table>"
