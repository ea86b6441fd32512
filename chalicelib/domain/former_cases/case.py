"""A request for a document: what was asked, by whom, and how far it is."""

from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.former_cases.handling import Review
from chalicelib.domain.former_process import Instance
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.language import Language

PROCESS = "certificate_request"
"""The id of the process that every request follows."""

NOBODY = NationalNumber("0" * 11)
"""Whom a request is of, and about, when they were forgotten; its check digits are nobody's."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks, and how sure we are of it; `assurance` is None for who didn't sign in.

    `email` is empty for who asked for paper and has none.
    """

    number: NationalNumber
    email: str
    assurance: Assurance | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What exactly is asked for.

    `claimed` is what the applicant says to be to the subject; `abroad` an ISO country code when
    the document is for use there; `remark` free text, which always goes to a clerk.
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


@dataclass(frozen=True, slots=True)
class Intake:
    """How the request came in, and what was noticed on the way.

    `duplicate_of` is the id of the same request made shortly before; `identified_by` is for what
    a clerk keyed in. `replaces` is the number of the document that this one is to correct.
    """

    channel: Channel
    received_at: datetime
    keyed_in_by: str = ""
    duplicate_of: str = ""
    is_over_limit: bool = False
    identified_by: Identified | None = None
    delivery: Delivery = Delivery.LINK
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """The one document that a request yielded; `sha256` is of the stored bytes, in hex.

    `issued_on` is the day in the municipality, as it is printed.
    `code_hash` is VerificationCode.hashed of the code printed on it; empty when it was made
    elsewhere, and carries none.
    """

    number: str
    object_key: str
    sha256: str
    size: int
    pages: int
    issued_at: datetime
    valid_until: date | None
    available_until: date
    code_hash: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One instance of the process `certificate_request` with what it is about.

    `outbox` names the effects of the last change that aren't done yet (`email:cr_ready`,
    `queue:review`); `retry_at` is when they, or the work of an automatic state, are tried again,
    and `attempts` how often they were.
    """

    tenant: str
    id: str
    wish: Wish
    applicant: Applicant
    intake: Intake
    instance: Instance
    verdict: Verdict | None = None
    issued: Issued | None = None
    outbox: tuple[str, ...] = ()
    retry_at: datetime | None = None
    attempts: int = 0
    review: Review = field(default_factory=Review)

    @property
    def due_at(self) -> datetime | None:
        """When somebody must look, if nothing happens before: the first of all its times."""
        lease = self.review.lease.until if self.review.lease else None
        times = (self.retry_at, self.instance.due_at, self.review.recheck_at, lease)
        return min((t for t in times if t), default=None)

    @property
    def is_forgotten(self) -> bool:
        """Whether the person who asked was forgotten at their request."""
        return self.applicant.number == NOBODY

    @property
    def files(self) -> str:
        """How the keys of everything begin that lies in the archive for it."""
        return f"{self.tenant}/{self.intake.received_at:%Y}/{self.id}"

    @property
    def reference(self) -> str:
        """The number that people read aloud: `26-7K3M9-2QD4X`, from the id, no data in it."""
        return f"{self.intake.received_at:%y}-{self.id[-10:-5]}-{self.id[-5:]}"

    @property
    def document_number(self) -> str:
        """The serial number of its one document: the municipality and the reference."""
        return f"{self.tenant}-{self.reference}"
