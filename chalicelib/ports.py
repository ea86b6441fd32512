"""What the use cases need of the world, as Protocols; adapters fulfil them, `wiring` joins them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.access import AccessContext, Consultation, LoggedAccess, Service
from chalicelib.domain.answers import Answer
from chalicelib.domain.catalogue import DocumentType
from chalicelib.domain.entries import Entry
from chalicelib.domain.facts import Dossier
from chalicelib.domain.letters import Choices, Letter, Refusal
from chalicelib.domain.listed import Listed, Proposal, Revocation
from chalicelib.domain.municipality import Municipality
from chalicelib.domain.national_number import NationalNumber
from chalicelib.domain.people import (
    Act,
    ActKind,
    CriminalExtract,
    Household,
    Person,
    RecordModel,
    Residence,
)
from chalicelib.domain.printing import PrintedDocument
from chalicelib.domain.process import Definition, Event
from chalicelib.domain.requests import Request
from chalicelib.domain.sealing import SealLook
from chalicelib.domain.source_seal import SourceSeal
from chalicelib.domain.staff import Staff
from chalicelib.domain.tasks import Notice, Task, TaskKind
from chalicelib.domain.verification import Inspection, LedgerEntry


class RetryableError(Exception):
    """A dependency didn't do it now; doing it again may help, and is harmless."""


class PermanentError(Exception):
    """A dependency won't do it, however often it is asked."""


# --- time, chance and secrets -------------------------------------------------------------------


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """The present moment, in UTC, with its zone."""


class Ids(Protocol):
    """Chance."""

    def request_id(self) -> str:
        """A new ULID: 26 characters, in the order of time."""

    def secret(self) -> str:
        """At least 128 unguessable bits, safe in a URL."""


class Keys(Protocol):
    """Keyed hashes: what is needed to find somebody without writing down who it is."""

    def person(self, tenant: str, number: NationalNumber) -> str:
        """The pseudonym of a person in a municipality: stable, not reversible without the key."""

    def fingerprint(self, text: str) -> str:
        """A keyed hash of anything else, for guards."""

    def address(self, tenant: str, address: str) -> str:
        """The pseudonym of a mail address, however its letters are cased."""

    def link_token(self, tenant: str, request_id: str) -> str:
        """The unguessable token of a request's mail link; the same each time."""

    def read_link_token(self, token: str) -> tuple[str, str] | None:
        """Tenant and request id of a token that we made; None for any other text."""

    def verification_code(self, tenant: str, request_id: str) -> bytes:
        """At least 11 bytes for VerificationCode.of; the same for a request each time."""


# --- registers ----------------------------------------------------------------------------------


class AccessLog(Protocol):
    """Who looked into a register, whom at, when and why; append-only."""

    def record(self, context: AccessContext, services: Collection[Service]) -> LoggedAccess:
        """Write the entry, then give the proof. Raises RetryableError when it isn't written."""

    def of_person(self, tenant: str, subject: NationalNumber, limit: int) -> list[Consultation]:
        """The newest consultations of somebody's data, newest first."""


class PersonRegister(Protocol):
    """The National Register on one person."""

    def person(self, access: LoggedAccess) -> Answer[Person]:
        """The file of the access's subject."""


class PersonIndex(Protocol):
    """Who is called so and was born then."""

    def find(self, tenant: str, family: str, born: date) -> list[NationalNumber]:
        """The numbers, however the name is written: capitals, accents and hyphens don't count.

        What stands in a file is read after the consultation is logged, as always. Raises
        RetryableError.
        """


class HouseholdRegister(Protocol):
    """Households and the history of residences."""

    def household(self, access: LoggedAccess) -> Answer[Household]:
        """The household in which the subject lives."""

    def residences(self, access: LoggedAccess) -> Answer[tuple[Residence, ...]]:
        """All main residences of the subject, the present one first."""


class ActRegister(Protocol):
    """The DABS and the paper registers before it."""

    def act(self, access: LoggedAccess, kind: ActKind) -> Answer[Act]:
        """The one act of a kind that concerns the subject; it may still be on paper."""


class CriminalRecords(Protocol):
    """The Central Criminal Record."""

    def extract(self, access: LoggedAccess, model: RecordModel) -> Answer[CriminalExtract]:
        """What a model may show of the subject."""


# --- state --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Guards:
    """What must be unique when a request is made, as keyed hashes without personal data.

    `idempotency` is of the caller and their key, `body` of what they sent; `duplicate` of person,
    document and subject, guarded until `duplicate_until`; `rate` of person and day.
    """

    idempotency: str
    body: str
    duplicate: str
    duplicate_until: datetime
    rate: str
    rate_limit: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Created:
    """The request is stored; `request` may differ from what was given in its `intake` marks."""

    request: Request


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same key was used before: the request of then, and whether its body was the same."""

    request: Request
    same_body: bool


class RequestStore(Protocol):
    """Requests and their events. A change is one transaction with a condition on the version."""

    def create(
        self, request: Request, events: Collection[Event], guards: Guards
    ) -> Created | Repeated:
        """Store a new request with its guards.

        A duplicate or a rate over its limit doesn't prevent it: `intake` of the stored request
        says so. Raises RetryableError.
        """

    def get(self, tenant: str, request_id: str) -> Request | None:
        """The request as it is now (consistent read)."""

    def save(
        self,
        request: Request,
        *,
        was: int,
        events: Collection[Event],
        entries: Collection[Entry] = (),
    ) -> None:
        """Store a change if the stored version is still `was`; with `issued`, its ledger line.

        `entries` are added to the case in the same transaction. Raises ConflictError
        (`version_moved`) when it isn't, RetryableError when unsure.
        """

    def touch(self, request: Request) -> None:
        """Store `outbox`, `attempts`, `retry_at`, `instance.due_at` and `review.recheck_at`.

        The version stays, and no event is written. Raises ConflictError (`version_moved`).
        """

    def extend(self, request: Request) -> None:
        """Store `review.lease`, and nothing else, at the same version.

        Raises ConflictError (`version_moved`).
        """

    def readdress(self, request: Request) -> None:
        """Store `applicant.email`, and nothing else, at the same version.

        Raises ConflictError (`version_moved`).
        """

    def add(self, request: Request, entry: Entry) -> None:
        """Add something to a case without changing its state; the same entry twice is one."""

    def entries(self, tenant: str, request_id: str) -> list[Entry]:
        """What was said in a case, in order."""

    def in_state(self, tenant: str, state: str, limit: int) -> list[Request]:
        """The requests in a state, the oldest first."""

    def received_on(self, tenant: str, day: date, limit: int) -> list[Request]:
        """The requests received on a day in UTC, the oldest first."""

    def events(self, tenant: str, request_id: str) -> list[Event]:
        """The events of a request, in order."""

    def of_person(self, tenant: str, applicant: NationalNumber, limit: int) -> list[Request]:
        """What somebody asked for, newest first."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[Request]:
        """Requests whose `due_at` has passed, the longest overdue first."""


class Ledger(Protocol):
    """The documents that were issued. Lines are written by RequestStore.save, and stay."""

    def by_code(self, tenant: str, hashed: str) -> LedgerEntry | None:
        """The line under VerificationCode.hashed. Raises RetryableError."""

    def by_hash(self, tenant: str, sha256: str) -> LedgerEntry | None:
        """The line of the stored bytes with a hash in lower-case hex. Raises RetryableError."""

    def get(self, tenant: str, document_number: str) -> Listed | None:
        """The line of a document. Raises RetryableError."""

    def of_subject(self, tenant: str, subject: NationalNumber, limit: int) -> list[Listed]:
        """Every document ever issued about somebody, newest first. Raises RetryableError."""

    def propose(self, request: Request, proposal: Proposal | None, entry: Entry) -> None:
        """Note that a request's document may have to be revoked, or, with None, that it stays.

        Raises ConflictError (`version_moved`) when it was revoked or decided meanwhile.
        """

    def revoke(self, request: Request, revocation: Revocation, entries: Collection[Entry]) -> None:
        """Mark a request's document as revoked; its outbox and the entries in one with it.

        Raises ConflictError (`version_moved`), RetryableError.
        """

    def to_erase(self, tenant: str, before: datetime, limit: int) -> list[Listed]:
        """Documents whose time is over and that weren't erased, the longest overdue first."""

    def erased(self, request: Request, at: datetime, entry: Entry) -> None:
        """Note that a request's document was erased; the line and its hash stay."""


class Inspector(Protocol):
    """Looks for our seal in a file."""

    def inspect(self, data: bytes) -> Inspection:
        """What kind of file it is. Never raises, whatever the bytes."""


class SourceInspector(Protocol):
    """Looks at the seals of documents that other authorities made."""

    def inspect(self, pdf: bytes) -> SourceSeal:
        """Whether it is sealed, and nothing changed since. Never raises, whatever the bytes."""


class Tries(Protocol):
    """Limited tries at something guessable."""

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """Count one try; False when there are none left."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. `number` is shown to nobody; `csrf` is in every form.

    With `staff` it is of somebody at work, and opens nothing of a citizen; without, the reverse.
    """

    id: str
    tenant: str
    number: NationalNumber
    name: str
    email: str
    assurance: str
    csrf: str
    expires_at: datetime
    staff: Staff | None = None


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A sign-in that is under way at the identity provider; `for_work` of somebody of staff."""

    state: str
    nonce: str
    verifier: str
    return_to: str
    expires_at: datetime
    for_work: bool = False


class Sessions(Protocol):
    """Sign-ins, under way and done; rows are found by the hash of their id."""

    def begin(self, pending: PendingSignIn) -> None:
        """Remember a sign-in under way."""

    def finish(self, state: str) -> PendingSignIn | None:
        """Take a sign-in under way, once; None when it isn't known, or is over its time."""

    def open(self, session: Session) -> None:
        """Store a session."""

    def get(self, session_id: str) -> Session | None:
        """The session; None when it isn't known, or is over its time."""

    def close(self, session_id: str) -> None:
        """Forget it."""


# --- documents, messages, mail ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as bytes."""

    pdf: bytes
    pages: int


class Printer(Protocol):
    """Puts facts into words."""

    def print(
        self, request: Request, document: DocumentType, dossier: Dossier, issued_on: date
    ) -> PrintedDocument:
        """The document in the language asked for. Raises MissingFactError."""


class Renderer(Protocol):
    """Makes the PDF."""

    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        """The same document gives the same bytes."""


class Sealer(Protocol):
    """Puts the municipality's seal on a PDF."""

    def seal(self, pdf: bytes, tenant: str) -> bytes:
        """The sealed bytes. Raises RetryableError, PermanentError."""

    def look(self, tenant: str) -> SealLook:
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


@dataclass(frozen=True, slots=True)
class WorkMessage:
    """What queues carry: ids and a version, nothing else."""

    tenant: str
    request_id: str
    version: int


class WorkQueue(Protocol):
    """A queue of work."""

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """Send, to arrive after `delay` seconds (at most 900); twice is harmless.

        Raises RetryableError.
        """


@dataclass(frozen=True, slots=True)
class Held:
    """A message that was received and is hidden for a while; `receipt` is its handle."""

    message: WorkMessage
    receipt: str


class ReviewQueue(WorkQueue, Protocol):
    """The clerks' queues, one a municipality: a message goes to that of its tenant."""

    def receive(self, tenant: str, seconds: int) -> Held | None:
        """The next message, hidden for so long; None when there is none now.

        Raises RetryableError.
        """

    def hide(self, tenant: str, receipt: str, seconds: int) -> None:
        """Hide it for so long from now; 0 gives it back. A handle that is over does nothing."""

    def delete(self, tenant: str, receipt: str) -> None:
        """Forget it; a handle that is over does nothing. Raises RetryableError."""


class Backlog(Protocol):
    """How many messages couldn't be handled."""

    def parked(self, tenant: str) -> dict[str, int]:
        """How many lie in the dead-letter queues, by queue (`issue`, `review`)."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in both forms, ready to send."""

    to: str
    subject: str
    text: str
    html: str
    tenant: str
    request_id: str
    template: str


class Mailer(Protocol):
    """Sends mail."""

    def send(self, mail: Mail, sender: Municipality) -> None:
        """Hand it over. Raises RetryableError, PermanentError."""


@dataclass(frozen=True, slots=True)
class MailLinks:
    """Where a mail can lead: to the document, or to the page of the request."""

    document: str
    request: str


class MailTexts(Protocol):
    """The mails as data."""

    def compose(
        self, template: str, request: Request, municipality: Municipality, links: MailLinks
    ) -> Mail:
        """A mail without personal data: reference, dates and a link only."""

    def digest(
        self, to: str, figures: Mapping[str, int], municipality: Municipality, link: str
    ) -> Mail:
        """The supervisor's daily mail: numbers only, in the order given."""


class LetterTexts(Protocol):
    """The letters as data."""

    def choices(self, document: DocumentType) -> Choices:
        """What a refusal of a document can be made of."""

    def refusal(
        self, refusal: Refusal, request: Request, document: DocumentType, municipality: Municipality
    ) -> Letter:
        """A refusal in words.

        Raises InvalidInputError (`reason_unknown`, `appeal_unknown`, `basis_missing`).
        """


class Tasks(Protocol):
    """What is left to do beside the queue; at most one of a kind for a request."""

    def open(self, task: Task) -> None:
        """Note it, or replace the one of its kind."""

    def get(self, tenant: str, request_id: str, kind: TaskKind) -> Task | None:
        """The open one of a kind for a request."""

    def close(self, tenant: str, request_id: str, kind: TaskKind) -> None:
        """Strike it off; what isn't open is no mistake."""

    def of(self, tenant: str, kind: TaskKind, limit: int) -> list[Task]:
        """The open ones of a kind, the oldest request first."""


class Suppressions(Protocol):
    """Addresses that aren't written to, as keyed hashes."""

    def block(self, tenant: str, address: str, at: datetime) -> None:
        """Don't write to it any more."""

    def unblock(self, tenant: str, address: str) -> None:
        """It was confirmed: write to it again."""

    def is_blocked(self, tenant: str, address: str) -> bool:
        """Whether it isn't written to; what changed elsewhere is seen within a minute."""


class Notices(Protocol):
    """Feedback on mails that can't be matched yet."""

    def park(self, notice: Notice) -> None:
        """Keep it for two weeks; the same one twice is one."""

    def parked(self, tenant: str, limit: int) -> list[Notice]:
        """Those that wait, the oldest first."""

    def forget(self, notice: Notice) -> None:
        """Strike it off."""


# --- data in files ------------------------------------------------------------------------------


class Catalogue(Protocol):
    """The documents."""

    def get(self, document_id: str) -> DocumentType | None:
        """The document with an id."""

    def all(self) -> tuple[DocumentType, ...]:
        """Every document, in the order in which they are shown."""


class Processes(Protocol):
    """The processes."""

    def get(self, process_id: str) -> Definition:
        """The definition with an id."""


class Municipalities(Protocol):
    """The tenants."""

    def get(self, nis: str) -> Municipality:
        """The municipality with a code."""

    def at_host(self, host: str) -> Municipality:
        """The municipality that a web address belongs to."""

    def all(self) -> tuple[Municipality, ...]:
        """Every municipality."""


# --- identity -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SignIn:
    """What an identity provider vouches for. `birth_date` and `email` may be unknown."""

    number: NationalNumber
    name: str
    email: str
    assurance: str
    birth_date: date | None
    claims: Mapping[str, object]


class IdentityProvider(Protocol):
    """An OpenID provider."""

    def authorization_url(self, pending: PendingSignIn) -> str:
        """Where the browser has to go."""

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        """The person behind a code. Raises NotAllowedError (`sign_in_failed`), RetryableError."""

    def bearer(self, token: str) -> SignIn:
        """The person behind a bearer token. Raises NotAllowedError (`invalid_token`)."""
