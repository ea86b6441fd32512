"""What only certificates need: the documents there are, and facts put into words."""

from datetime import date
from typing import Protocol

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.printing import PrintedDocument


class Catalogue(Protocol):
    """The documents."""

    def get(self, document_id: str) -> DocumentType | None:
        """The document with an id."""

    def all(self) -> tuple[DocumentType, ...]:
        """Every document, in the order in which they are shown."""


class Printer(Protocol):
    """Puts facts into words."""

    def print(
        self,
        case: CertificateCase,
        document: DocumentType,
        answered: RegisterAnswers,
        issued_on: date,
    ) -> PrintedDocument:
        """The document in the language asked for. Raises MissingFactError."""
