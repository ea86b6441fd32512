"""Stamps as form XObjects of the document that fpdf2 writes."""

from itertools import chain

import fpdf
from fpdf.enums import PDFResourceType

from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.drawing.stamp import Stamp
from chalicelib.documents.page.objects import Stream


def add_forms(pdf: fpdf.FPDF, canvas: Canvas) -> None:
    """Every stamp and its parts, and on which pages it stands."""
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
