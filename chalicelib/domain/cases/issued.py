"""The documents that a case yielded: at most one that counts for each slot."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.audience import Audience
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """One document of a case, as it stands in the ledger; `sha256` is of the stored bytes, in hex.

    `issue` counts the documents of a slot, from 1: number, key and code follow from case, slot and
    issue. `type_id` and `variant` name what it is, `subject` whom it is about. `issued_on` is the
    day in the municipality, as it is printed. `code_hash` is VerificationCode.hashed of the code
    printed on it; empty when it was made elsewhere, and carries none.
    """

    slot: str
    issue: int
    number: str
    type_id: str
    variant: str
    language: str
    subject: NationalNumber
    object_key: str
    sha256: str
    size: int
    pages: int
    issued_at: datetime
    issued_on: date
    valid_until: date | None
    available_until: date
    audience: Audience
    code_hash: str = ""
    replaces: str = ""


def number_of(tenant: str, reference: str, place: int, issue: int) -> str:
    """The serial number of a case's document: municipality, reference, and which of several.

    `place` is that of its slot among those of the process, from 0. The first document of the
    first slot bears the case's own reference; no number is ever given twice.
    """
    number = f"{tenant}-{reference}"
    return number if (place, issue) == (0, 1) else f"{number}-{chr(ord('A') + place)}{issue}"


def seed_of(case_id: str, slot: str, place: int, issue: int) -> str:
    """From what a document's verification code is made; no two documents have the same."""
    return case_id if (place, issue) == (0, 1) else f"{case_id} {slot} {issue}"
