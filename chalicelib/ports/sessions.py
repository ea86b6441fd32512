"""Who is signed in, and who vouches for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in. `number` is shown to nobody; `csrf` is in every form.

    With `staff` it is of somebody at work, and opens nothing of a citizen; without, the reverse.
    It ends at `expires_at` whatever happens, and at `idle_at` unless something is done before;
    `way` is how they signed in; `signed_in_at` when they last showed who they are, None when their
    provider doesn't tell.
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
    way: str = ""
    signed_in_at: datetime | None = None
    idle_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it ends if nothing more is done."""
        return min(self.expires_at, self.idle_at or self.expires_at)


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A sign-in that is under way at the identity provider; `for_work` of somebody of staff.

    `browser` is a secret of the browser where it began. `level` is what is asked for, when it is;
    whoever must sign in anew must do so after `anew_since`. `is_taken` once its answer came.
    """

    state: str
    nonce: str
    verifier: str
    return_to: str
    expires_at: datetime
    for_work: bool = False
    tenant: str = ""
    way: str = ""
    browser: str = ""
    level: str = ""
    anew_since: datetime | None = None
    is_taken: bool = False


class Sessions(Protocol):
    """Sign-ins, under way and done; rows are found by the hash of their id."""

    def begin(self, pending: PendingSignIn) -> None:
        """Remember a sign-in under way, and for a day what it was for."""

    def begun(self, state: str) -> PendingSignIn | None:
        """A sign-in of the last day, also one that is taken or over its time; None if unknown."""

    def finish(self, state: str) -> PendingSignIn | None:
        """Take a sign-in under way, once; None when it isn't known, or is over its time."""

    def open(self, session: Session) -> None:
        """Store a session."""

    def get(self, session_id: str) -> Session | None:
        """The session; None when it isn't known, or is over its time."""

    def stay(self, session_id: str, idle_at: datetime) -> None:
        """Let a session last until another moment; one that isn't there stays away."""

    def close(self, session_id: str) -> None:
        """Forget it."""

    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        """The open sessions of a citizen, without their ids."""

    def close_all(self, tenant: str, number: NationalNumber) -> int:
        """Forget all sessions of a citizen, those over their time too; how many there were."""


class Colleagues(Protocol):
    """What those who work for a municipality are called, as they signed in last."""

    def met(self, tenant: str, staff_id: str, name: str) -> None:
        """Somebody signed in for work."""

    def names(self, tenant: str) -> Mapping[str, str]:
        """Names by id of staff."""


class Departures(Protocol):
    """When people signed out: tokens that were given out before are good no more."""

    def left(self, tenant: str, number: NationalNumber, until: datetime) -> None:
        """Somebody signs out now; it is remembered until a moment."""

    def last(self, tenant: str, number: NationalNumber) -> datetime | None:
        """When somebody signed out last, while it is remembered."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What an identity provider vouches for. `birth_date` and `email` may be unknown.

    `at` is when they last showed who they are, which may be well before now where a provider keeps
    people signed in; None when it doesn't tell.
    """

    number: NationalNumber
    name: str
    email: str
    assurance: str
    birth_date: date | None
    claims: Mapping[str, object]
    at: datetime | None = None


class IdentityProvider(Protocol):
    """The OpenID providers of the municipalities. All raise RetryableError, PermanentError."""

    def authorization_url(self, pending: PendingSignIn) -> str:
        """Where the browser has to go."""

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        """The person behind a code.

        Raises NotAllowedError (`sign_in_failed`, `sign_in_clock`, `sign_in_no_number`).
        """

    def bearer(self, token: str, tenant: str) -> SignIn:
        """The person behind a bearer token made for a client of a municipality.

        Raises NotAllowedError (`invalid_token`).
        """

    def leaving_url(self, tenant: str, way: str, back: str) -> str:
        """Where the browser signs out at the provider too; empty when it keeps nobody signed in."""

    def published(self, tenant: str) -> Mapping[str, object]:
        """Our own public keys, for providers (RFC 7517)."""


class Tries(Protocol):
    """Limited tries at something guessable."""

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """Count one try; False when there are none left."""

    def give_back(self, what: str) -> None:
        """A try that turns out not to count."""
