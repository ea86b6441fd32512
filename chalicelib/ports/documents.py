"""From a printed document to sealed bytes, and where these are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import SealLook
from chalicelib.domain.tenants.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as bytes."""

    pdf: bytes
    pages: int


class Renderer(Protocol):
    """Makes the PDF."""

    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        """The same document gives the same bytes. Raises UnprintableError before there are any."""


class Sealer(Protocol):
    """Puts the municipality's seal on a PDF.

    Seals follow each other: the one in force at `at` is meant, the same for the look of a document
    as for its seal, however long lies between.
    """

    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:
        """The sealed bytes. Raises RetryableError, PermanentError."""

    def look(self, tenant: str, at: datetime) -> SealLook:
        """What the seal box of a municipality's documents may claim.

        Raises RetryableError, PermanentError.
        """


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies in the archive under a key."""

    sha256: str
    size: int
    pages: int


class Archive(Protocol):
    """Where the PDFs are kept."""

    def put_once(self, key: str, document: Rendered, media_type: str = "application/pdf") -> Stored:
        """Store if nothing is there; what was there first stays, and is what the answer tells."""

    def link(
        self, key: str, *, filename: str, seconds: int, media_type: str = "application/pdf"
    ) -> str:
        """An address from which the bytes can be fetched for a short time."""

    def read(self, key: str) -> bytes | None:
        """The bytes; None when they aren't there (any more). Raises RetryableError."""

    def erase(self, key: str) -> int:
        """Erase the bytes in all their versions, for good; how many there were.

        Raises RetryableError.
        """

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin so, of what is there or was there once, in order."""
