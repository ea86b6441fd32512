"""What a refusal of a certificate can be made of."""

from dataclasses import dataclass

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.certificates.catalogue import DocumentType

ABOUT_ANOTHER = "iemand_anders"
"""Among what a reason is for: only a document about another than who asks."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a document may be refused.

    `only_for` are families of documents (none means all), and ABOUT_ANOTHER.
    """

    option: Option
    only_for: tuple[str, ...] = ()

    def fits(self, document: DocumentType, *, about_another: bool) -> bool:
        """Whether a document can be refused for it."""
        families = [code for code in self.only_for if code != ABOUT_ANOTHER]
        is_about = about_another or ABOUT_ANOTHER not in self.only_for
        return is_about and (not families or document.family in families)


@dataclass(frozen=True, slots=True)
class Refusals:
    """The reasons and the means of appeal that there are, in the order in which they are offered.

    Formal reasons are required (law of 29 July 1991 on the express motivation of administrative
    acts, art. 2 and 3).
    """

    reasons: tuple[Reason, ...] = ()
    appeals: tuple[Option, ...] = ()
