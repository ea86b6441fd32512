"""What a refusal of a certificate can be made of."""

from dataclasses import dataclass

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.certificates.catalogue import DocumentType


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document may be refused; `families` are those of the documents, empty means all."""

    option: Option
    families: tuple[str, ...] = ()

    def fits(self, document: DocumentType) -> bool:
        """Whether a document can be refused for it."""
        return not self.families or document.family in self.families


@dataclass(frozen=True, slots=True)
class Refusals:
    """The reasons and the means of appeal that there are, in the order in which they are offered.

    Formal reasons are required (law of 29 July 1991 on the express motivation of administrative
    acts, art. 2 and 3).
    """

    reasons: tuple[Reason, ...] = ()
    appeals: tuple[Option, ...] = ()
