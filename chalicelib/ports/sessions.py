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

    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        """The open sessions of a citizen, without their ids."""

    def close_all(self, tenant: str, number: NationalNumber) -> int:
        """Forget all sessions of a citizen, those over their time too; how many there were."""


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


class Tries(Protocol):
    """Limited tries at something guessable."""

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """Count one try; False when there are none left."""
