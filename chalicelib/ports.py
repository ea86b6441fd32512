"""What the use cases need of the world, as Protocols; adapters fulfil them, `wiring` joins them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.access import AccessContext, Consultation, LoggedAccess, Service
from chalicelib.domain.answers import Answer
from chalicelib.domain.catalogue import DocumentType
from chalicelib.domain.facts import Dossier
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

    def link_token(self, tenant: str, request_id: str) -> str:
        """The unguessable token of a request's mail link; the same each time."""

    def read_link_token(self, token: str) -> tuple[str, str] | None:
        """Tenant and request id of a token that we made; None for any other text."""


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

    def save(self, request: Request, *, was: int, events: Collection[Event]) -> None:
        """Store a change if the stored version is still `was`; with `issued`, its ledger line.

        Raises ConflictError (`version_moved`) when it isn't, RetryableError when unsure.
        """

    def touch(self, request: Request) -> None:
        """Store `outbox`, `attempts`, `retry_at` and `instance.due_at`, at the same version.

        No event is written. Raises ConflictError (`version_moved`).
        """

    def events(self, tenant: str, request_id: str) -> list[Event]:
        """The events of a request, in order."""

    def of_person(self, tenant: str, applicant: NationalNumber, limit: int) -> list[Request]:
        """What somebody asked for, newest first."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[Request]:
        """Requests whose `due_at` has passed, the longest overdue first."""


class Tries(Protocol):
    """Limited tries at something guessable."""

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """Count one try; False when there are none left."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. `number` is shown to nobody; `csrf` is in every form."""

    id: str
    tenant: str
    number: NationalNumber
    name: str
    email: str
    assurance: str
    csrf: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A sign-in that is under way at the identity provider."""

    state: str
    nonce: str
    verifier: str
    return_to: str
    expires_at: datetime


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


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies in the archive under a key."""

    sha256: str
    size: int
    pages: int


class Archive(Protocol):
    """Where the PDFs are kept."""

    def put_once(self, key: str, document: Rendered) -> Stored:
        """Store if nothing is there; what was there first stays, and is what the answer tells."""

    def link(self, key: str, *, filename: str, seconds: int) -> str:
        """An address from which the bytes can be fetched for a short time."""


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
