"""What exactly is asked for: the payload of a case that yields a certificate."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.issued import IssuedDocument, number_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Language

PROCESS = "certificate_request"
"""The id of the process that every such case follows."""

APPLICANT = "applicant"
"""The role in which somebody orders."""

RESULT = "result"
"""The slot of the document asked for."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A document made elsewhere, in the archive."""

    key: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Approval:
    """That a clerk found the applicant entitled, and on what ground an entry says."""

    by: str
    at: datetime
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """One document of the catalogue, asked for about one person.

    `claimed` is what the applicant says to be to the subject; `abroad` an ISO country code when
    the document is for use there; `remark` free text, which always goes to a clerk. `interest` is
    the code of a legitimate interest, and `reason` says in words why, where one is asked.
    `replaces` is the number of the document that this one is to correct. `waiting_for` is the code
    of an authority whose answer is awaited.
    """

    document_id: str
    variant: str
    language: Language
    subject: NationalNumber
    claimed: Relation
    purpose: str = ""
    activity: str = ""
    abroad: str = ""
    remark: str = ""
    delivery: Delivery = Delivery.LINK
    replaces: str = ""
    approval: Approval | None = None
    waiting_for: str = ""
    interest: str = ""
    reason: str = ""


type CertificateCase = Case[CertificateOrder]


def as_form(order: CertificateOrder) -> dict[str, str]:
    """The order as the form of its process has it; what is empty isn't there."""
    filled = {
        "document": order.document_id,
        "variant": order.variant,
        "language": order.language,
        "subject": order.subject.digits,
        "relation": order.claimed.value,
        "purpose": order.purpose,
        "activity": order.activity,
        "abroad": order.abroad,
        "remark": order.remark,
        "interest": order.interest,
        "reason": order.reason,
        "delivery": order.delivery.value,
        "replaces": order.replaces,
    }
    return {field: text for field, text in filled.items() if text}


def applicant_of(case: CertificateCase) -> Party:
    """Who asks."""
    return case.parties[0]


def result_of(case: CertificateCase) -> IssuedDocument | None:
    """The document that was issued, and counts."""
    return case.in_slot(RESULT)


def result_number(case: CertificateCase) -> str:
    """The serial number of the document asked for."""
    return number_of(case.tenant, case.reference, 0, 1)
