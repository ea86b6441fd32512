"""A desk that prints and renders with the project's own templates, and what poppler reads back."""

import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.documents.certificates.labels import load_labels
from chalicelib.documents.certificates.printer import LabelledPrinter
from chalicelib.documents.fonts.faces import Faces, load_faces
from chalicelib.documents.labels import LabelBooks
from chalicelib.documents.renderer import PdfRenderer
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.registers.people import Person
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality, Override
from chalicelib.ports.documents import Rendered
from tests.support.printing.people import ISSUED_ON, a_person, an_order_for, register_answers

TEMPLATES = Path(__file__).parents[3] / "templates"


@cache
def catalogue() -> FileCatalogue:
    return FileCatalogue(TEMPLATES / "documents")


@cache
def municipalities() -> FileMunicipalities:
    return FileMunicipalities(TEMPLATES / "municipalities")


@cache
def labels() -> LabelBooks:
    return load_labels(TEMPLATES / "labels")


@cache
def faces() -> Faces:
    return load_faces(TEMPLATES / "fonts")


@cache
def renderer() -> PdfRenderer:
    return PdfRenderer(TEMPLATES, labels())


def kortrijk() -> Municipality:
    return municipalities().get("34022")


def the(document_id: str) -> DocumentType:
    document = catalogue().get(document_id)
    assert document, document_id
    return document


def printed(
    document_id: str,
    variant: str = "",
    language: Language = "nl",
    person: Person | None = None,
    answered: RegisterAnswers | None = None,
    on: date = ISSUED_ON,
    here: Municipality | None = None,
    case: CertificateCase | None = None,
    **facts: Any,
) -> PrintedDocument:
    """A document in words; facts as for `a_dossier`, unless a dossier is given."""
    document = the(document_id)
    chosen = variant or document.default_variant.id
    asked = case or an_order_for(document, chosen, language)
    answers = answered or register_answers(document, chosen, person or a_person(), **facts)
    printer = LabelledPrinter(labels(), One(here or kortrijk()))
    return printer.print(asked, document, answers, on)


@dataclass(frozen=True, slots=True)
class One:
    """Municipalities of which there is but one."""

    municipality: Municipality

    def get(self, nis: str) -> Municipality:
        return self.municipality

    def at_host(self, host: str) -> Municipality:
        return self.municipality

    def all(self) -> tuple[Municipality, ...]:
        return (self.municipality,)


def choosing(document_id: str, **prints: bool) -> Municipality:
    """A municipality that prints or leaves out what the law leaves open; `__` for a dot."""
    by_code = {code.replace("__", "."): wanted for code, wanted in prints.items()}
    return replace(kortrijk(), documents={document_id: Override(prints=by_code)})


def rendered(document: PrintedDocument) -> Rendered:
    return renderer().render(document, kortrijk())


def facts_of(document: PrintedDocument) -> Iterator[str]:
    """Every text that a reader must find."""
    yield from (document.title, document.number, document.declaration, document.dated)
    yield from document.basis
    yield from document.notes
    for section in document.sections:
        yield from section.paragraphs
        for line in section.lines:
            yield from (line.label, line.value)
        for table in section.tables:
            yield from table.columns
            yield from (cell for row in table.rows for cell in row)


def poppler(program: str, pdf: bytes, *options: str, after: str = "") -> str:
    """What a command-line tool of poppler says of a PDF."""
    path = shutil.which(program)
    assert path, f"{program} is needed: apt-get install poppler-utils"
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [path, *options, file.name, *([after] if after else [])]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return [without_spaces(page) for page in text_of(pdf).split("\f")[:-1]]


def can_be_read(fact: str, pages: Sequence[str]) -> bool:
    """Whether a text stands on a page, or begins on one and goes on on those after it."""
    rest = without_spaces(fact)
    if any(rest in page for page in pages):
        return True
    for page in pages:
        length = _longest_start(rest, page)
        if length == len(rest):
            return True
        rest = rest[length:] if length >= _SURE else rest
    return False


_SURE = 20
"""So many characters of a text are no accident."""


def _longest_start(text: str, page: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low


def text_of(pdf: bytes) -> str:
    """The text as a reader of the page gets it."""
    return poppler("pdftotext", pdf, "-raw", after="-")


def tags_of(pdf: bytes) -> str:
    """The structure tree with its texts, indented."""
    return poppler("pdfinfo", pdf, "-struct-text")


def spoken_of(pdf: bytes) -> str:
    """The texts of the structure tree, in its order."""
    lines = (line.strip() for line in tags_of(pdf).splitlines())
    return "".join(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"'))


def without_spaces(text: str) -> str:
    """Composed, and without what line ends may add or take."""
    return "".join(unicodedata.normalize("NFC", text).split())
