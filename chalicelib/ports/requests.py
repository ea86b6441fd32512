"""Where requests and their events are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import Event
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class Prints:
    """What must be unique when a request is made, as keyed hashes of one version.

    `idempotency` is of the caller and their key, `body` of what they sent, `duplicate` of person,
    document and subject, `rate` of person and day.
    """

    idempotency: str
    body: str
    duplicate: str
    rate: str


@dataclass(frozen=True, slots=True)
class Guards:
    """The prints under each version of the keys, and how long they guard; no personal data.

    Each print is guarded by itself: while a rotation is under way, whoever writes under one version
    only is seen by whoever writes under two, and the other way round. A duplicate is guarded until
    `duplicate_until`, the rest until `expires_at`.
    """

    prints: tuple[Prints, ...]
    duplicate_until: datetime
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

    def forget(self, request: Request, *, kept: Collection[Entry], proof: Entry) -> None:
        """Store what is left of a request (`forgetting.anonymised`), and find it by nobody.

        Of what was said only `kept` stays, and `proof` with it. Done again after it broke off
        halfway it is finished; a request that is forgotten already, or moved, raises
        ConflictError (`version_moved`). Raises RetryableError.
        """

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
