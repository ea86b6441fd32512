"""Stamps, links and the seal on the pages that fpdf2 writes."""

from itertools import chain

import fpdf
from fpdf.annotations import PDFAnnotation
from fpdf.enums import PDFResourceType
from fpdf.syntax import PDFObject, PDFString

from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.objects import Stream
from chalicelib.documents.page.stamp import Stamp
from chalicelib.documents.page.structure import LinkPlace, Place
from chalicelib.documents.seal.field import SealTexts, add_seal_field


def add_stamps(pdf: fpdf.FPDF, canvas: Canvas) -> None:
    """Every stamp and its parts as form XObjects, and on which pages they stand."""
    catalog = pdf._resource_catalog
    forms = [_forms(stamp) for stamp in canvas.stamps]
    whole = [form for form, *_ in forms]
    parts = chain.from_iterable(rest for _, *rest in forms)
    catalog.form_xobjects.extend(enumerate(chain(whole, parts), start=1))
    for number, page in enumerate(canvas.pages, start=1):
        for stamp in page.stamps:
            catalog.add(PDFResourceType.X_OBJECT, stamp, number)


def _forms(stamp: Stamp) -> list[Stream]:
    """The form of a stamp, then those of its parts, which have none themselves."""
    parts = {name: _form(part) for name, part in stamp.parts.items()}
    references = [(f"/{name}", part) for name, part in parts.items()]
    whole = _form(stamp)
    whole.put("/Resources << /XObject <<", *references, ">> >>")
    return [whole, *parts.values()]


def _form(stamp: Stamp) -> Stream:
    box = " ".join(f"{side:.2f}" for side in stamp.box)
    return Stream(stamp.compressed, f"/Type /XObject /Subtype /Form /BBox [{box}]")


def add_places(pdf: fpdf.FPDF, canvas: Canvas) -> dict[Place, PDFObject]:
    """Links and the seal as annotations; each is its own key in the parent tree."""
    return {
        place: _add_place(pdf, place, len(canvas.pages) + i)
        for i, (_, place) in enumerate(canvas.places)
    }


def _add_place(pdf: fpdf.FPDF, place: Place, parent: int) -> PDFObject:
    if isinstance(place, LinkPlace):
        link = _Link(place, parent)
        pdf.pages[place.page + 1].annots.append(link)
        return link
    texts = SealTexts(place.name, place.reason, place.location, place.tooltip)
    return add_seal_field(
        pdf,
        place.rect,
        texts,
        page=place.page + 1,
        struct_parent=parent,
        reserved=place.reserved,
        validation=place.validation,
    )


class _Link(PDFAnnotation):  # type: ignore[misc]
    """A link that is printed as it is, without a border."""

    def __init__(self, place: LinkPlace, parent: int) -> None:
        left, bottom, right, top = place.rect
        super().__init__("Link", left, top, right - left, top - bottom)
        self._place, self._parent = place, parent

    def serialize(self, *_: object, **__: object) -> str:
        rect = " ".join(f"{side:.2f}" for side in self._place.rect)
        address = PDFString(self._place.address).serialize()
        return (
            f"{self.id} 0 obj\n<< /Type /Annot /Subtype /Link /Rect [{rect}] /Border [0 0 0] /F 4"
            f" /StructParent {self._parent} /Contents {PDFString(self._place.text).serialize()}"
            f" /A << /S /URI /URI {address} >> >>\nendobj"
        )
