"""Images of every page of every document, to be looked at: `python -m ops pages`.

All documents in all their variants and languages, and hard cases, from made-up people, as PNG and
PDF in `build/pages/`, with an index to leaf through.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.documents.certificates.labels import load_labels
from chalicelib.documents.certificates.printer import LabelledPrinter
from chalicelib.documents.renderer import PdfRenderer
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.shared.language import Language
from ops.command import parser
from tests.support.printing.marked import marked, sealed
from tests.support.printing.people import (
    ISSUED_ON,
    NAMES,
    a_birth,
    a_person,
    an_order_for,
    register_answers,
    with_long_entries,
)

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
TARGET = ROOT / "build" / "pages"
DPI = 100


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One document to draw; `name` becomes the name of its files."""

    name: str
    document: DocumentType
    variant: str
    language: Language = "nl"
    who: str = "plain"
    year_only: bool = False
    members: int = 4
    residences: int = 3
    is_blank: bool = True
    is_long: bool = False
    """Whether entries that may be long are longer than a page."""


def main() -> None:
    """Draw everything anew."""
    if shutil.which("pdftoppm") is None:
        sys.exit("Images of pages need poppler: sudo apt-get install poppler-utils")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    pages = list(all_pages(FileCatalogue(TEMPLATES / "documents")))
    desk = Desk()
    files = [desk.draw(page) for page in track(pages, "Documents …")]
    with ThreadPoolExecutor(2) as pool:
        list(track(pool.map(to_images, files), "Images …", total=len(files)))
    images = sorted(TARGET.glob("*.png"))
    (TARGET / "index.html").write_text(index(images), encoding="utf-8")
    sys.stdout.write(f"{len(images)} pages of {len(files)} documents in {TARGET}/index.html\n")


def all_pages(catalogue: FileCatalogue) -> Iterator[SampleDocument]:
    """Every document, variant and language, then the hard cases."""
    for document in catalogue.all():
        for variant in document.variants:
            for language in document.languages:
                name = f"{document.order:02d}-{document.id}-{variant.id}-{language}"
                yield SampleDocument(name, document, variant.id, language)
    yield from _hard_cases({document.id: document for document in catalogue.all()})


def _hard_cases(documents: dict[str, DocumentType]) -> Iterator[SampleDocument]:
    household = documents["attest-gezinssamenstelling"]
    history = documents["attest-hoofdverblijfplaats-historiek-volledig"]
    record = documents["strafregister-uittreksel"]
    registers, birth = documents["uittreksel-registers"], documents["akte-geboorte"]
    yield SampleDocument("90-many-members", household, "attest", members=22)
    yield SampleDocument("90-thirty-residences", history, "attest", residences=30)
    yield SampleDocument("90-convictions", record, "595", is_blank=False)
    for kind in ("akte-geboorte", "akte-adoptie", "akte-nationaliteit", "akte-levenloos-kind"):
        yield SampleDocument(f"92-long-{kind}", documents[kind], "afschrift", is_long=True)
    yield SampleDocument("92-long-record", record, "595", "fr", is_blank=False, is_long=True)
    yield SampleDocument(
        "92-long-wishes", documents["attest-teraardebestelling"], "attest", is_long=True
    )
    for who in NAMES:
        yield SampleDocument(f"91-{who}-registers", registers, "attest", "nl", who)
        yield SampleDocument(f"91-{who}-household", household, "attest", "fr", who, members=12)
        yield SampleDocument(f"91-{who}-birth", birth, "afschrift", "de", who, year_only=True)


class Desk:
    """Prints and renders with the project's own templates."""

    def __init__(self) -> None:
        labels = load_labels(TEMPLATES / "labels")
        municipalities = FileMunicipalities(TEMPLATES / "municipalities")
        self.printer = LabelledPrinter(labels, municipalities)
        self.renderer = PdfRenderer(TEMPLATES, labels)
        self.municipality = municipalities.all()[0]

    def draw(self, page: SampleDocument) -> Path:
        """Write one document; the path of its PDF."""
        birth = a_birth(1948, 0, 0) if page.year_only else None
        answered = register_answers(
            page.document,
            page.variant,
            a_person(NAMES[page.who], birth),
            members=page.members,
            residences=page.residences,
            is_blank=page.is_blank,
        )
        if page.is_long:
            answered = with_long_entries(answered)
        case = an_order_for(page.document, page.variant, page.language)
        printed = self.printer.print(case, page.document, answered, ISSUED_ON)
        printed = marked(printed)
        path = TARGET / f"{page.name}.pdf"
        path.write_bytes(sealed(self.renderer.render(printed, self.municipality).pdf))
        return path


def to_images(path: Path) -> None:
    """Its pages as PNG beside a PDF."""
    program = shutil.which("pdftoppm") or "pdftoppm"
    command = [program, "-r", str(DPI), "-png", str(path), str(path.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def index(images: list[Path]) -> str:
    """A page that shows them all."""
    figures = "\n".join(
        f'<figure><a href="{i.name}"><img src="{i.name}" alt="" width="414" loading="lazy"></a>'
        f"<figcaption>{i.stem}</figcaption></figure>"
        for i in images
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem;background:#777;font:14px sans-serif}"
    return f"<!doctype html><meta charset=utf-8><title>Pages</title><style>{style}</style>{figures}"


if __name__ == "__main__":
    parser("pages", __doc__).parse_args()
    main()
