"""The page with typst: one compiler, the facts handed to a fixed source, tagged as it comes."""

import json
from pathlib import Path
from typing import override

import typst

from chalicelib.documents.fonts.faces import FaceName
from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from ops.measure.peers.content import MARGIN, QR_SIZE, Content, Peer, Text, svg

_FAMILIES = {
    FaceName.SANS: ("Noto Sans", 400),
    FaceName.SANS_BOLD: ("Noto Sans", 600),
    FaceName.SERIF: ("Noto Serif", 400),
    FaceName.SERIF_BOLD: ("Noto Serif", 600),
}
_SOURCE = f"""
#let page-of = json(bytes(sys.inputs.content))
#set document(title: page-of.title)
#set page("a4", margin: (x: {MARGIN}mm, y: 10mm))
#set par(leading: 0.5em, spacing: 0.6em)
#let put(t) = par(text(font: t.family, weight: t.weight, size: t.size * 1pt, t.text))
#for t in page-of.head {{ put(t) }}
#for section in page-of.sections {{
  put(section.title)
  table(
    columns: (62mm, 1fr), stroke: (_, _) => (bottom: 0.3pt), inset: (x: 0pt, y: 3pt),
    ..section.cells.map(put),
  )
}}
#for t in page-of.closing {{ put(t) }}
#image(bytes(page-of.code), format: "svg", width: {QR_SIZE}mm, alt: "QR")
""".encode()


class OnTypst(Peer):
    """Keeps its compiler, and with it what typst remembers."""

    name = "typst, tagged"

    def __init__(self, fonts: Path) -> None:
        self.compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    @override
    def page(self, content: Content) -> bytes:
        inputs = {"content": _json(content)}
        made = self.compiler.compile(_SOURCE, sys_inputs=inputs, format="pdf")
        if not isinstance(made, bytes):
            raise TypeError("typst gave no single file")
        return made


def _json(content: Content) -> str:
    sections = [
        {
            "title": _text(Text(grid.SECTION, section.title)),
            "cells": [
                _text(Text(style, text))
                for row in section.rows
                for style, text in zip((grid.LABEL, grid.VALUE), row, strict=True)
            ],
        }
        for section in content.sections
    ]
    return json.dumps(
        {
            "title": content.title,
            "head": [_text(text) for text in content.head],
            "sections": sections,
            "closing": [_text(text) for text in content.closing],
            "code": svg(content.code),
        }
    )


def _text(text: Text) -> dict[str, str | float]:
    style: Style = text.style
    family, weight = _FAMILIES[style.face]
    return {"text": text.text, "size": style.size, "family": family, "weight": weight}
