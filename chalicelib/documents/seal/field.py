"""The form field of a seal in a document that fpdf2 writes, with its signature dictionary."""

from dataclasses import dataclass

from fpdf import FPDF
from fpdf.annotations import PDFAnnotation
from fpdf.output import OutputProducer
from fpdf.syntax import PDFContentStream, PDFObject, PDFString

from chalicelib.documents.seal.slot import RESERVED, slot_entries
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, ValidationData

type Rect = tuple[float, float, float, float]

PRINTED_AND_LOCKED = 4 + 128


@dataclass(frozen=True, slots=True)
class SealTexts:
    """What viewers show of a seal; `tooltip` is what a screen reader says of the field."""

    name: str
    reason: str
    location: str
    tooltip: str


class _Raw(PDFObject):  # type: ignore[misc]
    """An object whose text is known; fpdf2 gives it a number."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.body = body

    def serialize(self, *_: object, **__: object) -> str:
        return f"{self.id} 0 obj\n{self.body}\nendobj"


class SealField(PDFAnnotation):  # type: ignore[misc]
    """The field and its widget in one; `ref` is known while the structure tree is serialized."""

    def __init__(self, pdf: FPDF, rect: Rect, page: int, texts: SealTexts, parent: int) -> None:
        left, bottom, right, top = rect
        super().__init__("Widget", left, top, right - left, top - bottom)
        self._page = pdf.pages[page]
        self._rect = f"[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        self._texts = texts
        self._parent = parent
        self._value = _Raw("")
        self._look = _Raw(_empty_form(right - left, top - bottom))
        self._certificates: list[PDFContentStream] = []
        self._revocation_lists: list[PDFContentStream] = []

    def serialize(self, *_: object, **__: object) -> str:
        """The widget as fpdf2 writes it."""
        return (
            f"{self.id} 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Sig /Rect {self._rect}"
            f" /T {_text('Zegel')} /TU {_text(self._texts.tooltip)} /F {PRINTED_AND_LOCKED}"
            f" /P {self._page.ref} /StructParent {self._parent} /V {self._value.ref}"
            f" /AP << /N {self._look.ref} >> >>\nendobj"
        )

    def remember(self, data: ValidationData) -> None:
        """Take validation data into the document."""
        self._certificates = [PDFContentStream(c, compress=True) for c in data.certificates]
        self._revocation_lists = [PDFContentStream(c, compress=True) for c in data.revocation_lists]

    @property
    def signature(self) -> PDFObject:
        """The signature dictionary, which certifies the document."""
        return self._value

    @property
    def extra(self) -> list[PDFObject]:
        """The objects that belong to the field."""
        return [self._value, self._look, *self._certificates, *self._revocation_lists]

    @property
    def security_store(self) -> str | None:
        """The document security store (DSS) for the catalogue, where there is data."""
        if not self._revocation_lists:
            return None
        certificates = " ".join(c.ref for c in self._certificates)
        lists = " ".join(c.ref for c in self._revocation_lists)
        return f"<< /Type /DSS /Certs [{certificates}] /CRLs [{lists}] >>"


def add_seal_field(
    pdf: FPDF,
    rect: Rect,
    texts: SealTexts,
    *,
    page: int,
    struct_parent: int,
    reserved: int = RESERVED,
    validation: ValidationData = NO_VALIDATION_DATA,
) -> SealField:
    """Put a field for the seal on a page (from 1); `rect` is left, bottom, right, top in points.

    The widget shows nothing itself: what people see is drawn on the page. `struct_parent` is its
    key in the parent tree. The document is written with a SealProducer.
    """
    field = SealField(pdf, rect, page, texts, struct_parent)
    field._value.body = _signature(texts, reserved)
    field.remember(validation)
    pdf.pages[page].annots.append(field)
    return field


class SealProducer(OutputProducer):  # type: ignore[misc]
    """fpdf2's own, which also numbers what belongs to the field; it then writes the form itself."""

    def _add_annotations_as_objects(self) -> PDFAnnotation | None:
        found = super()._add_annotations_as_objects()
        for page in self.fpdf.pages.values():
            for field in page.annots:
                if isinstance(field, SealField):
                    for node in field.extra:
                        self._add_pdf_obj(node, "seal")
                    return field
        return found

    def _finalize_catalog(self, catalog_obj: PDFObject, **parts: PDFObject) -> None:
        super()._finalize_catalog(catalog_obj, **parts)
        field = parts["sig_annotation_obj"]
        if isinstance(field, SealField):
            catalog_obj.d_s_s = field.security_store
            catalog_obj.perms = f"<< /DocMDP {field.signature.ref} >>"


_CERTIFYING = (
    "/Reference [<< /Type /SigRef /TransformMethod /DocMDP"
    " /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]"
)
"""The author's certification: no change at all is permitted (ISO 32000-1, 12.8.2.2)."""


def _signature(texts: SealTexts, reserved: int) -> str:
    return (
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached"
        f" /Name {_text(texts.name)} /Reason {_text(texts.reason)}"
        f" /Location {_text(texts.location)} {_CERTIFYING} {slot_entries(reserved)} >>"
    )


def _empty_form(width: float, height: float) -> str:
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 {width:.2f} {height:.2f}]"
        " /Resources << >> /Length 0 >>\nstream\n\nendstream"
    )


def _text(value: str) -> str:
    return str(PDFString(value).serialize())
