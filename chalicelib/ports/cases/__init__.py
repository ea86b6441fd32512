"""Where cases are kept, of whatever process."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.national_number import NationalNumber

type AnyCase = Case[Any]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that this release can't read; it was set aside, harms nobody, and waits for a human.

    `is_newer` when a later release wrote it: then it is left alone and only counted. `release` is
    the one that set it aside.
    """

    tenant: str
    case_id: str
    reason: str
    is_newer: bool = False
    release: str = ""


def counts(one: AnyCase | Unreadable) -> bool:
    """Whether a row counts against the limit of a list: those of a later release don't."""
    return not (isinstance(one, Unreadable) and one.is_newer)


def first_of(told: Iterable[AnyCase | Unreadable], limit: int) -> list[AnyCase | Unreadable]:
    """So many of them, with those that don't count before and between."""
    first: list[AnyCase | Unreadable] = []
    for one in told:
        if sum(map(counts, first)) >= limit:
            break
        first.append(one)
    return first


@dataclass(frozen=True, slots=True)
class Created:
    """The case is stored; its intake bears the marks that beginning gave it."""

    case: AnyCase


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same key was used before: the case of then, and whether its body was the same.

    `is_alike` when another key began that case, and this one was led to it.
    """

    case: AnyCase
    same_body: bool
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """Nothing is stored: the same was begun shortly before, as the case of an id."""

    case_id: str


class LimitReached(Enum):
    """Nothing is stored: this day it was one too many, of a person or to a mail address."""

    PERSON = "person"
    ADDRESS = "address"


type Beginning = Created | Repeated | Alike | LimitReached


@dataclass(frozen=True, slots=True)
class OpeningPrints:
    """What must be unique when a case begins, as hashes under one version of the keys.

    `once` is of the starter and their key, `body` of what they sent, `duplicate` of what makes two
    cases the same (empty: nothing does), `rate` of person and day. `ceiling` is of the same two,
    for those that come beyond the rate (empty: they aren't counted). `addresses` are the
    pseudonyms of who may get mail of it, `daily` the prints of each and the day.
    """

    once: str
    body: str
    duplicate: str
    rate: str
    ceiling: str = ""
    addresses: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpeningGuards:
    """The prints under each live version of the keys, and how long they guard.

    Beyond `rate_limit` a beginning is marked; `ceiling` says how many more there may be, and
    `address_limit` how many to one address. Until `address_until` the mails of no other case go to
    an address that nobody confirmed.
    """

    prints: tuple[OpeningPrints, ...]
    duplicate_until: datetime
    rate_limit: int
    expires_at: datetime
    ceiling: int = 0
    address_limit: int = 0
    address_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of a worklist; `tasks` are those that stand in this list for it."""

    case: AnyCase | Unreadable
    by: datetime
    tasks: tuple[CaseTask, ...] = ()


class PayloadTypes(Protocol):
    """What the processes there are decide, each loaded when it is first used."""

    def ids(self) -> tuple[str, ...]:
        """All of them."""

    def type(self, process: str) -> ProcessType[Any]:
        """What decides. Raises CatalogueError."""

    def versions(self, process: str) -> tuple[int, ...]:
        """Those that this deployment has, the newest last: cases go on under each."""

    def has_state(self, process: str, version: int, state: str) -> bool:
        """Whether a version that this deployment has knows a state. Raises CatalogueError."""


class ProcessTypes(PayloadTypes, Protocol):
    """The processes there are, with their definitions."""

    def definition(self, process: str, version: int = 0) -> Definition:
        """A version of a definition; the newest without one. Raises CatalogueError."""


class CaseStore(Protocol):
    """Cases and all that hangs on them. A change is one transaction under a version condition."""

    def create(self, change: Change, guards: OpeningGuards) -> Beginning:
        """Store a new case.

        A duplicate is stored when its intake says of which, else the answer does. A rate over its
        limit, or an address that waits for its confirmation, is but a mark of its intake. Raises
        ConflictError (`claimed`), RetryableError. Of several: repeated, alike, over, claimed.
        """

    def lead(self, change: Change, guards: OpeningGuards, first: str) -> None:
        """Keep that the key of a beginning led to a first case. A key in use stays as it is."""

    def get(self, tenant: str, case_id: str) -> AnyCase | Unreadable | None:
        """The case as it is now (consistent read). Raises RetryableError."""

    def by_reference(self, tenant: str, reference: str) -> AnyCase | Unreadable | None:
        """The case with a reference, also one that has ended. Raises RetryableError."""

    def store(self, change: Change) -> None:
        """Store a change if the stored version is still `was`.

        Raises ConflictError (`version_moved`; `claimed`, with the claim's words; `done_before` when
        its `once` print stands), PermanentError for a changed document, RetryableError when unsure.
        """

    def done_before(self, tenant: str, prints: Collection[str]) -> tuple[str, str, int] | None:
        """What stands under a `once` print: case id, hash of the body, version it led to."""

    def events(self, tenant: str, case_id: str) -> list[Event]:
        """What happened, in order."""

    def entries(self, tenant: str, case_id: str) -> list[Entry]:
        """What was said, in order."""

    def add(self, case: AnyCase, *entries: Entry) -> None:
        """Add entries without an event; the same entry twice is one."""

    def outgoing(self, tenant: str, case_id: str) -> list[Outgoing]:
        """What is still to go out, in order."""

    def sent(self, case: AnyCase, outgoing: Outgoing) -> None:
        """It went out: strike it off. What isn't there is no mistake."""

    def try_again(self, case: AnyCase, outgoing: Outgoing) -> None:
        """Keep `due_at`, `tries` and `error` of something that is still to go out."""

    def give_up(self, case: AnyCase, outgoing: Outgoing, task: CaseTask) -> None:
        """Strike it off for a task, in one transaction. Raises ConflictError, RetryableError."""

    def handle(self, case: AnyCase, handling: Handling, *entries: Entry) -> AnyCase:
        """Store another handling, and entries, where version and lease are still `case`'s.

        Raises ConflictError (`version_moved`).
        """

    def touch(self, case: AnyCase) -> None:
        """Store `work` and the clocks' next looks at the same version. Raises ConflictError."""

    def readdress(self, case: AnyCase, party: int, email: str) -> AnyCase:
        """Store a party's address at the same version. Raises ConflictError (`version_moved`)."""

    def open_task(self, case: AnyCase, task: CaseTask) -> AnyCase:
        """Note a task at the same version; one of its key is replaced. Raises ConflictError."""

    def close_task(self, case: AnyCase, key: str, beside: Collection[str] = ()) -> AnyCase:
        """Strike a task off at its version, while one `beside` stands. Raises ConflictError."""

    def of_person(
        self, tenant: str, person: NationalNumber, limit: int
    ) -> list[AnyCase | Unreadable]:
        """The cases in which somebody is a party, or represents one, the newest first."""

    def due(self, tenant: str, before: datetime, limit: int) -> list[AnyCase | Unreadable]:
        """Cases whose `due_at` has passed or that have something to go out, most overdue first.

        What a later release wrote comes beside the `limit`, so that it stands in nobody's way.
        """

    def worklist(self, tenant: str, role: str, team: str, limit: int) -> list[Waiting]:
        """What waits for a role and team, in the order of what was promised: cases `as_listed`."""

    def begun_on(self, tenant: str, day: date, limit: int) -> list[AnyCase | Unreadable]:
        """The cases received on a day in UTC, the oldest first."""

    def set_aside(self, tenant: str, limit: int) -> list[Unreadable]:
        """The rows that were set aside."""

    def put_back(self, tenant: str, case_id: str) -> bool:
        """Take a row up again that can be read now; whether it could."""
