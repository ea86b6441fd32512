"""Tagged PDF/A-3a and PDF/UA-1 on top of fpdf2: the only module that knows fpdf2 and its insides.

fpdf2 writes objects, pages, metadata, output intent, bookmarks and attachments. Structure tree and
fonts are our own, through two private methods of its output producer (`_add_structure_tree`,
`_add_fonts`), so its version is pinned: another one is refused at import.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import fpdf
from fpdf.enums import PDFResourceType
from fpdf.outline import OutlineSection
from fpdf.output import OutputProducer, PDFFontStream
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import DestinationXYZ, Name, PDFContentStream, PDFObject, PDFString

from chalicelib.documents.fonts.embedding import FontParts, font_parts
from chalicelib.documents.fonts.lettering import FontUse
from chalicelib.documents.page.canvas import Canvas
from chalicelib.documents.page.placing import add_places
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
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    _add_pages(pdf, canvas)
    _add_bookmarks(pdf, envelope.bookmarks)
    for attachment in envelope.attachments:
        _attach(pdf, attachment, envelope.moment)
    placed = add_places(pdf, canvas)
    return bytes(pdf.output(output_producer_class=_producer(canvas, placed)))


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


class _Dictionary(PDFObject):  # type: ignore[misc]
    """A dictionary from entries that may still wait for the numbers of other objects."""

    def __init__(self, *entries: "str | tuple[str, PDFObject]") -> None:
        super().__init__()
        self._entries = list(entries)

    def put(self, *entries: "str | tuple[str, PDFObject]") -> None:
        """Add entries: text as it is, or a key with an object to refer to."""
        self._entries += entries

    def serialize(self, *_: object, **__: object) -> str:
        parts = [e if isinstance(e, str) else f"{e[0]} {e[1].ref}" for e in self._entries]
        return f"{self.id} 0 obj\n<< {' '.join(parts)} >>\nendobj"


def _add_font(producer: OutputProducer, use: FontUse) -> PDFObject:
    parts = font_parts(use)
    program = PDFFontStream(b"")
    _fill(program, parts.program)
    program.length1 = parts.program_length
    mapping = PDFContentStream(b"", compress=True)
    _fill(mapping, parts.to_unicode)
    descriptor = _Dictionary(parts.descriptor, ("/FontFile2", program))
    descendant = _Dictionary(*_descendant(parts), ("/FontDescriptor", descriptor))
    for node in (program, mapping, descriptor, descendant):
        producer._add_pdf_obj(node, "fonts")
    font = _Dictionary(
        f"/Type /Font /Subtype /Type0 /BaseFont /{parts.name} /Encoding /Identity-H",
        f"/DescendantFonts [{descendant.ref}]",
        ("/ToUnicode", mapping),
    )
    producer._add_pdf_obj(font, "fonts")
    return font


def _fill(stream: PDFContentStream, compressed: bytes) -> None:
    """Give a stream contents that are compressed already."""
    stream._contents = compressed
    stream.filter = Name("FlateDecode")
    stream.length = len(compressed)


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
        self.root = _Dictionary("/Type /StructTreeRoot")
        self.parents = _Dictionary()
        self.nodes: dict[Element, _Dictionary] = {}
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
            node.put(f"/K [{' '.join(self._kid(kid) for kid in element.kids)}]")
        self.parents.put(f"/Nums [{' '.join(self._owners())}]")

    def _collect(self, element: Element, parent: PDFObject) -> None:
        node = _Dictionary(f"/Type /StructElem /S /{element.kind}", ("/P", parent))
        if element.alt:
            node.put(f"/Alt {PDFString(element.alt).serialize()}")
        if element.language:
            node.put(f"/Lang ({element.language})")
        if element.attributes:
            node.put(f"/A {element.attributes}")
        self.nodes[element] = node
        for kid in element.kids:
            if isinstance(kid, Element):
                self._collect(kid, node)

    def _kid(self, kid: Element | Marked | Place) -> str:
        if isinstance(kid, Element):
            return str(self.nodes[kid].ref)
        if isinstance(kid, LinkPlace | SealPlace):
            page, placed = self.pages[kid.page], self.placed[kid]
            return f"<< /Type /OBJR /Pg {page.ref} /Obj {placed.ref} >>"
        return f"<< /Type /MCR /Pg {self.pages[kid.page].ref} /MCID {kid.mcid} >>"

    def _owners(self) -> Iterator[str]:
        for number, page in enumerate(self.canvas.pages):
            yield f"{number} [{' '.join(self.nodes[owner].ref for owner in page.owners)}]"
        for number, (owner, _) in enumerate(self.canvas.places, start=len(self.canvas.pages)):
            yield f"{number} {self.nodes[owner].ref}"
