"""The printer: facts in the words of the labels and of the municipality in charge."""

from dataclasses import dataclass
from datetime import date

from chalicelib.documents.labels import LabelBooks
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.certificates.wording.document import print_document
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.ports.templates import Municipalities


@dataclass(frozen=True, slots=True)
class LabelledPrinter:
    """Prints in the language that the order asks for."""

    labels: LabelBooks
    municipalities: Municipalities

    def print(
        self,
        case: CertificateCase,
        document: DocumentType,
        answered: RegisterAnswers,
        issued_on: date,
    ) -> PrintedDocument:
        """The document in words. Raises MissingFactError."""
        return print_document(
            case=case,
            document=document,
            variant=document.variant(case.payload.variant) or document.default_variant,
            answered=answered,
            municipality=self.municipalities.get(case.tenant),
            labels=self.labels[case.payload.language],
            issued_on=issued_on,
        )
