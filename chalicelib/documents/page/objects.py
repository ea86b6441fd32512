"""PDF objects whose entries are known already; fpdf2 numbers them and writes them down."""

from fpdf.syntax import PDFObject

type Entry = str | tuple[str, PDFObject]
"""Text as it is, or a key with an object to refer to."""


class Dictionary(PDFObject):  # type: ignore[misc]
    """A dictionary from entries that may still wait for the numbers of other objects."""

    def __init__(self, *entries: Entry) -> None:
        super().__init__()
        self._entries = list(entries)

    def put(self, *entries: Entry) -> None:
        """Add entries."""
        self._entries += entries

    def serialize(self, *_: object, **__: object) -> str:
        """The object as fpdf2 writes it down."""
        parts = [e if isinstance(e, str) else f"{e[0]} {e[1].ref}" for e in self._entries]
        return f"{self.id} 0 obj\n<< {' '.join(parts)} >>{self._content()}\nendobj"

    def _content(self) -> str:
        return ""


class Stream(Dictionary):
    """A stream that zlib compressed already."""

    def __init__(self, compressed: bytes, *entries: Entry) -> None:
        super().__init__(f"/Filter /FlateDecode /Length {len(compressed)}", *entries)
        self._compressed = compressed

    def _content(self) -> str:
        return f"\nstream\n{self._compressed.decode('latin-1')}\nendstream"
