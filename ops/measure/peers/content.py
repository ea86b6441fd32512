"""What stands on a page, flat and in order, for whoever sets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from chalicelib.documents.fonts.faces import FaceName
from chalicelib.documents.fonts.lettering import Style
from chalicelib.documents.page import grid
from chalicelib.documents.page.drawing.quick_response import modules
from chalicelib.domain.issued.labels import Labels
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.tenants.municipality import Municipality

FONTS = {name: f"{name}.ttf" for name in FaceName}
MARGIN = grid.LEFT
"""Left and right, in mm."""

QR_SIZE = grid.CODE_ROOM[2]
QR_QUIET = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class LabelledFacts:
    """Labelled facts under a heading."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """One page: texts, rows and the modules of the QR code, dark where 1."""

    title: str
    language: str
    head: tuple[Text, ...]
    sections: tuple[LabelledFacts, ...]
    closing: tuple[Text, ...]
    code: tuple[bytes, ...]


class Peer(Protocol):
    """Makes pages; whatever can be kept for the next page is."""

    name: str

    def page(self, content: Content) -> bytes:
        """The PDF of a page."""


def content_of(document: PrintedDocument, here: Municipality, labels: Labels) -> Content:
    """Everything that our own page says. Only for documents without tables, with a mark."""
    if document.mark is None or any(section.tables for section in document.sections):
        raise ValueError(f"{document.kind} isn't a page that others make too")
    return Content(
        title=document.title,
        language=document.language,
        head=tuple(_head(document, here, labels)),
        sections=tuple(
            LabelledFacts(section.title, tuple((line.label, line.value) for line in section.lines))
            for section in document.sections
        ),
        closing=tuple(_closing(document, document.mark, here, labels)),
        code=modules(document.mark.address),
    )


def _head(document: PrintedDocument, here: Municipality, labels: Labels) -> Iterator[Text]:
    contact = here.contact
    yield Text(grid.CITY, here.official_name)
    yield Text(grid.SERVICE, contact.service)
    yield Text(grid.SMALL, f"{contact.street}, {contact.postcode} {contact.locality}")
    yield Text(grid.SMALL, labels["layout.number"])
    yield Text(grid.NUMBER, document.number)
    yield Text(grid.TITLE, document.title)
    yield Text(grid.BASIS, f"{labels['layout.basis']} {'; '.join(document.basis)}")


def _closing(
    document: PrintedDocument, mark: VerificationMark, here: Municipality, labels: Labels
) -> Iterator[Text]:
    yield Text(grid.DECLARATION, document.declaration)
    yield Text(grid.PLACE, f"{document.place}, {document.dated}")
    yield Text(grid.OFFICE, labels.say("layout.signature", **labels.naming(here.official_name)))
    yield from _seal(document, mark, labels)
    yield Text(grid.CHECK_TITLE, labels["check.title"])
    yield Text(grid.CHECK_HOW, labels.say("check.how", page=mark.page))
    yield Text(grid.CHECK_CODE, mark.code)
    yield from (Text(grid.SMALL, note) for note in document.notes)
    yield Text(grid.SMALL, f"{here.official_name} · {document.number}")
    yield Text(grid.SMALL, labels.say("layout.page", page=1, pages=1))


def _seal(document: PrintedDocument, mark: VerificationMark, labels: Labels) -> Iterator[Text]:
    seal = mark.seal
    yield Text(grid.SEAL_TITLE, labels["seal.title"])
    yield Text(grid.SEAL_BY, labels.say("seal.by", holder=seal.holder, date=document.dated))
    yield Text(grid.SEAL, labels[f"seal.{seal.kind}"])
    yield Text(grid.SEAL, labels.say("seal.authority", authority=seal.authority))


def bars(code: tuple[bytes, ...], size: float) -> Iterator[tuple[float, float, float, float]]:
    """Every dark module as left, top, width and height, in the unit of `size`."""
    unit = size / (len(code) + 2 * QR_QUIET)
    for y, row in enumerate(code):
        for x, dark in enumerate(row):
            if dark:
                yield (x + QR_QUIET) * unit, (y + QR_QUIET) * unit, unit, unit


def svg(code: tuple[bytes, ...]) -> str:
    """The QR code as one path."""
    side = len(code) + 2 * QR_QUIET
    path = "".join(f"M{x:g} {y:g}h{w:g}v{h:g}h-{w:g}z" for x, y, w, h in bars(code, side))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )
