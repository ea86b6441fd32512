"""The renderer: from a printed document to the bytes of a tagged, archival PDF."""

from datetime import UTC, datetime, time
from pathlib import Path

from chalicelib.documents.fonts.faces import load_faces
from chalicelib.documents.fonts.lettering import Lettering
from chalicelib.documents.labels import LabelBooks
from chalicelib.documents.machine_facts import as_json
from chalicelib.documents.page.drawing.arms import Arms, read_arms
from chalicelib.documents.page.fpdf_layer import Bookmark, EmbeddedFile, Envelope, write_pdf
from chalicelib.documents.page.furniture import Stationery
from chalicelib.documents.page.layouts import load_layouts
from chalicelib.documents.page.sheet import Sheet
from chalicelib.documents.page.xmp import Metadata, packet
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Rendered


class PdfRenderer:
    """Renders with the fonts, layouts and arms under `templates/`, each read once.

    The same document and municipality give the same bytes. Raises UnprintableError before
    anything is made when no font has a character, or no page room for a part.
    """

    def __init__(self, templates: Path, labels: LabelBooks) -> None:
        self._faces = load_faces(templates / "fonts")
        self._layouts = load_layouts(templates / "layouts")
        self._labels = labels
        self._arms: dict[str, Arms] = {}

    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        """The PDF of a document: PDF/A-3a and PDF/UA-1."""
        stationery = Stationery(
            municipality,
            self._arms_of(municipality),
            self._layouts[document.family],
            self._labels[document.language],
        )
        sheet = Sheet(document, stationery, Lettering(self._faces))
        canvas = sheet.draw()
        return Rendered(write_pdf(canvas, _envelope(sheet)), len(canvas.pages))

    def _arms_of(self, municipality: Municipality) -> Arms:
        path = municipality.look.arms
        if path not in self._arms:
            self._arms[path] = read_arms(Path(path))
        return self._arms[path]


def _envelope(sheet: Sheet) -> Envelope:
    document, stationery = sheet.document, sheet.stationery
    moment = datetime.combine(document.issued_on, time(), tzinfo=UTC)
    title = " – ".join(part for part in (document.title, document.subtitle) if part)
    metadata = Metadata(
        title=title,
        creator=stationery.municipality.official_name,
        number=document.number,
        language=document.language,
        moment=moment,
    )
    attachment = EmbeddedFile(
        name="facts.json",
        media_type="application/json",
        description=stationery.labels["layout.attachment"],
        content=as_json(document, stationery.municipality),
    )
    is_long = len(sheet.canvas.pages) > 1
    marks = tuple(Bookmark(h.title, h.page, h.top) for h in sheet.headings) if is_long else ()
    return Envelope(title, document.language, packet(metadata), moment, marks, (attachment,))
