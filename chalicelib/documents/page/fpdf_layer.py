"""Tagged PDF/A-3a and PDF/UA-1 on top of fpdf2: the only module that knows fpdf2 and its insides.

fpdf2 writes objects, pages, metadata, output intent, bookmarks and attachments. Structure tree and
fonts are our own, through two private methods of its output producer (`_add_structure_tree`,
`_add_fonts`), so its version is pinned: another one is refused at import.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import fpdf
from fpdf.enums import OutputIntentSubType, PDFResourceType
from fpdf.outline import OutlineSection
from fpdf.output import OutputProducer, PDFICCProfile
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import DestinationXYZ, Name, PDFObject, PDFString
from fpdf.util import builtin_srgb2014_bytes

from chalicelib.documents.fonts.embedding import FontParts, font_parts
from chalicelib.documents.fonts.lettering import FontUse
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.objects import Dictionary, Stream
from chalicelib.documents.page.placing import add_places, add_stamps
from chalicelib.documents.page.structure import Element, LinkPlace, Marked, Place, SealPlace
from chalicelib.documents.seal.field import SealProducer

FPDF2_VERSION = "2.8.9"
if fpdf.__version__ != FPDF2_VERSION:
    raise ImportError(f"fpdf2 {FPDF2_VERSION} is needed, not {fpdf.__version__}")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its page (from 0) and height there in points."""

    title: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file of machine-readable data in the document."""

    name: str
    media_type: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a PDF says of itself; `moment` is in UTC."""

    title: str
    language: str
    xmp: str
    moment: datetime
    bookmarks: tuple[Bookmark, ...] = ()
    attachments: tuple[EmbeddedFile, ...] = ()


def write_pdf(canvas: Canvas, envelope: Envelope) -> bytes:
    """The finished file; the same canvas and envelope give the same bytes."""
    pdf = fpdf.FPDF(unit="pt", format="A4", enforce_compliance="PDF/A-3B")
    pdf.set_title(envelope.title)
    pdf.set_lang(envelope.language)
    pdf.set_creation_date(envelope.moment.astimezone(UTC))
    pdf.set_xmp_metadata(envelope.xmp)
    _add_colours(pdf)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    _add_pages(pdf, canvas)
    add_stamps(pdf, canvas)
    _add_bookmarks(pdf, envelope.bookmarks)
    for attachment in envelope.attachments:
        _attach(pdf, attachment, envelope.moment)
    placed = add_places(pdf, canvas)
    return bytes(pdf.output(output_producer_class=_producer(canvas, placed)))


def _add_colours(pdf: fpdf.FPDF) -> None:
    """All colours are sRGB."""
    pdf.add_output_intent(
        OutputIntentSubType.PDFA,
        output_condition_identifier="sRGB",
        output_condition="IEC 61966-2-1:1999",
        registry_name="http://www.color.org",
        dest_output_profile=copy(_srgb()),
        info="sRGB2014 (v2)",
    )


@cache
def _srgb() -> PDFICCProfile:
    return PDFICCProfile(builtin_srgb2014_bytes(), n=3, alternate="DeviceRGB")


def _add_pages(pdf: fpdf.FPDF, canvas: Canvas) -> None:
    for number, page in enumerate(canvas.pages):
        pdf.add_page()
        target = pdf.pages[number + 1]
        target.contents = bytearray("\n".join(page.operators).encode("ascii"))
        target.struct_parents = number
        target.tabs = Name("S")
        for index in page.fonts:
            pdf._resource_catalog.add(PDFResourceType.FONT, index, number + 1)


def _add_bookmarks(pdf: fpdf.FPDF, bookmarks: Sequence[Bookmark]) -> None:
    for mark in bookmarks:
        place = DestinationXYZ(mark.page + 1, top=mark.top)
        pdf._outline.append(OutlineSection(mark.title, 0, mark.page + 1, place))


def _attach(pdf: fpdf.FPDF, attachment: EmbeddedFile, moment: datetime) -> None:
    pdf.embed_file(
        bytes=attachment.content,
        basename=attachment.name,
        mime_type=attachment.media_type,
        modification_date=moment,
        associated_file_relationship="Data",
        desc=attachment.description,
        compress=True,
    )


def _producer(canvas: Canvas, placed: Mapping[Place, PDFObject]) -> type[OutputProducer]:
    class Producer(SealProducer):
        """fpdf2's, with our fonts and our structure tree."""

        def _add_fonts(self, *_: object) -> dict[int, PDFObject]:
            used = [use for use in canvas.lettering.uses.values() if use.codes]
            return {use.index: _add_font(self, use) for use in used}

        def _add_structure_tree(self) -> PDFObject:
            pages = [self.fpdf.pages[n + 1] for n in range(len(canvas.pages))]
            tree = _Tree(canvas, pages, placed)
            for node in tree.objects():
                self._add_pdf_obj(node)
            return tree.root

        def _out(self, data: bytes | bytearray | str) -> None:
            """A stream that ends in CR gets CRLF after it, lest the CR count as line end."""
            if isinstance(data, str) and data.endswith("\r\nendstream\nendobj"):
                data = data.removesuffix("\nendstream\nendobj") + "\r\nendstream\nendobj"
            super()._out(data)

    return Producer


def _add_font(producer: OutputProducer, use: FontUse) -> PDFObject:
    parts = font_parts(use)
    program = Stream(parts.program, f"/Length1 {parts.program_length}")
    mapping = Stream(parts.to_unicode)
    descriptor = Dictionary(parts.descriptor, ("/FontFile2", program))
    descendant = Dictionary(*_descendant(parts), ("/FontDescriptor", descriptor))
    for node in (program, mapping, descriptor, descendant):
        producer._add_pdf_obj(node, "fonts")
    font = Dictionary(
        f"/Type /Font /Subtype /Type0 /BaseFont /{parts.name} /Encoding /Identity-H",
        f"/DescendantFonts [{descendant.ref}]",
        ("/ToUnicode", mapping),
    )
    producer._add_pdf_obj(font, "fonts")
    return font


def _descendant(parts: FontParts) -> tuple[str, ...]:
    return (
        f"/Type /Font /Subtype /CIDFontType2 /BaseFont /{parts.name} /CIDToGIDMap /Identity",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
        f"/DW 1000 /W {parts.widths}",
    )


class _Tree:
    """The structure tree as PDF objects, in the order of the document."""

    def __init__(
        self,
        canvas: Canvas,
        pages: Sequence[PDFObject],
        placed: Mapping[Place, PDFObject],
    ) -> None:
        self.pages, self.placed = pages, placed
        self.root = Dictionary("/Type /StructTreeRoot")
        self.parents = Dictionary()
        self.nodes: dict[Element, Dictionary] = {}
        self._collect(canvas.root, self.root)
        self.root.put(("/K", self.nodes[canvas.root]), ("/ParentTree", self.parents))
        self.root.put(f"/ParentTreeNextKey {len(canvas.pages) + len(placed)}")
        self.canvas = canvas

    def objects(self) -> Iterator[PDFObject]:
        """Every object once; kids are written when all have their numbers."""
        yield self.root
        yield self.parents
        yield from self.nodes.values()
        for element, node in self.nodes.items():
            home = _page_of(element)
            node.put(f"/K [{' '.join(self._kid(kid, home) for kid in element.kids)}]")
        self.parents.put(f"/Nums [{' '.join(self._owners())}]")

    def _collect(self, element: Element, parent: PDFObject) -> None:
        node = Dictionary(f"/S /{element.kind}", ("/P", parent))
        if element.alt:
            node.put(f"/Alt {PDFString(element.alt).serialize()}")
        if element.language:
            node.put(f"/Lang ({element.language})")
        if element.attributes:
            node.put(f"/A {element.attributes}")
        if (page := _page_of(element)) is not None:
            node.put(("/Pg", self.pages[page]))
        self.nodes[element] = node
        for kid in element.kids:
            if isinstance(kid, Element):
                self._collect(kid, node)

    def _kid(self, kid: Element | Marked | Place, home: int | None) -> str:
        """How an element whose text begins on the page `home` tells a kid."""
        if isinstance(kid, Element):
            return str(self.nodes[kid].ref)
        if isinstance(kid, LinkPlace | SealPlace):
            page, placed = self.pages[kid.page], self.placed[kid]
            return f"<< /Type /OBJR /Pg {page.ref} /Obj {placed.ref} >>"
        if kid.page == home:
            return str(kid.mcid)
        return f"<< /Type /MCR /Pg {self.pages[kid.page].ref} /MCID {kid.mcid} >>"

    def _owners(self) -> Iterator[str]:
        for number, page in enumerate(self.canvas.pages):
            yield f"{number} [{' '.join(self.nodes[owner].ref for owner in page.owners)}]"
        for number, (owner, _) in enumerate(self.canvas.places, start=len(self.canvas.pages)):
            yield f"{number} {self.nodes[owner].ref}"


def _page_of(element: Element) -> int | None:
    """Where the text of an element begins."""
    return next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
