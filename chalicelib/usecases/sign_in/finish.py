"""Open a session for whoever comes back from the identity provider, or say why not."""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from chalicelib.domain.cases.staff import Staff, acts_for_government, staff_of
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.ports.sessions import Colleagues, IdentityProvider, PendingSignIn, Session, Sessions
from chalicelib.ports.sessions import SignIn as Person
from chalicelib.usecases.sign_in.form_token import form_token

SESSION_LASTS = timedelta(hours=2)
WORK_LASTS = timedelta(hours=9)
"""A session of staff: one working day, so that nobody is sent away from a case."""
SESSION_IDLES = timedelta(minutes=30)
WORK_IDLES = timedelta(hours=1)


class SignInObstacle(StrEnum):
    """Why a sign-in came to nothing; each has a page of its own."""

    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    BUSY = "busy"
    BROKEN = "broken"
    FAILED = "failed"
    CLOCK = "clock"
    NO_NUMBER = "no_number"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    NOT_STAFF = "not_staff"
    NOT_A_CITIZEN = "not_a_citizen"


_BY_ERROR = {
    "access_denied": SignInObstacle.DENIED,
    "login_required": SignInObstacle.DENIED,
    "interaction_required": SignInObstacle.DENIED,
    "server_error": SignInObstacle.BUSY,
    "temporarily_unavailable": SignInObstacle.BUSY,
}
"""What the errors of providers mean (RFC 6749, 4.1.2.1; OIDC Core 3.1.2.6)."""

_BY_CODE = {"sign_in_clock": SignInObstacle.CLOCK, "sign_in_no_number": SignInObstacle.NO_NUMBER}


@dataclass(frozen=True, slots=True)
class AuthorizationResponse:
    """What the browser brings back: the state, a code or an error, and its own secret.

    `formers` are the ids of the sessions that it has: a citizen's, and one of work; empty for none.
    """

    state: str
    code: str
    error: str
    browser: str
    formers: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session, and the page that was wanted; no session if this answer came before."""

    session: Session | None
    return_to: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """No session, and why; what was wanted is remembered. `cause` is for our log."""

    why: SignInObstacle
    return_to: str = "/"
    for_work: bool = False
    way: str = ""
    level: str = ""
    is_anew: bool = False
    cause: str = ""


@dataclass(frozen=True, slots=True)
class FinishSignIn:
    """An answer is taken once; a second one of the same sign-in only leads on."""

    sessions: Sessions
    colleagues: Colleagues
    identity: IdentityProvider
    clock: Clock
    ids: Ids
    keys: Keys

    def __call__(self, answer: AuthorizationResponse, here: Municipality) -> SignedIn | Stopped:
        """The session for an answer, or why there is none."""
        pending = self.sessions.begun(answer.state) if answer.state else None
        if pending is None or pending.tenant != here.nis:
            return Stopped(SignInObstacle.UNKNOWN)
        if pending.is_taken and _same(pending.browser, answer.browser):
            return SignedIn(None, pending.return_to)
        obstacle = self._obstacle(pending, answer)
        if obstacle:
            return _stopped(obstacle, pending)
        if self.sessions.finish(answer.state) is None:
            return SignedIn(None, pending.return_to)
        return self._redeemed(answer, pending, here)

    def _obstacle(
        self, pending: PendingSignIn, answer: AuthorizationResponse
    ) -> SignInObstacle | None:
        """What stands in the way before anybody is asked."""
        if not _same(pending.browser, answer.browser):
            return SignInObstacle.ELSEWHERE
        if self.clock.now() >= pending.expires_at:
            return SignInObstacle.EXPIRED
        if answer.error:
            return _BY_ERROR.get(answer.error, SignInObstacle.FAILED)
        return None if answer.code else SignInObstacle.FAILED

    def _redeemed(
        self, answer: AuthorizationResponse, pending: PendingSignIn, here: Municipality
    ) -> SignedIn | Stopped:
        try:
            person = self.identity.exchange(answer.code, pending)
        except NotAllowedError as error:
            return _stopped(_BY_CODE.get(error.code, SignInObstacle.FAILED), pending)
        except RetryableError:
            return _stopped(SignInObstacle.UNAVAILABLE, pending)
        except PermanentError as error:
            return _stopped(SignInObstacle.BROKEN, pending, str(error))
        if acts_for_government(person.claims) and not pending.for_work:
            return _stopped(SignInObstacle.NOT_A_CITIZEN, pending)
        staff = staff_of(person.claims, person.number, here) if pending.for_work else None
        if pending.for_work and staff is None:
            return _stopped(SignInObstacle.NOT_STAFF, pending)
        if staff:
            self.colleagues.met(here.nis, staff.id, person.name)
        session = self._opened(person, staff, pending)
        former = answer.formers[pending.for_work]
        if former:
            self.sessions.close(former)
        return SignedIn(session, pending.return_to)

    def _opened(self, person: Person, staff: Staff | None, pending: PendingSignIn) -> Session:
        now = self.clock.now()
        session = Session(
            id=self.ids.secret(),
            tenant=pending.tenant,
            number=person.number,
            name=person.name,
            email=person.email,
            assurance=person.assurance,
            csrf=self._token(person, pending.tenant),
            expires_at=now + (WORK_LASTS if staff else SESSION_LASTS),
            staff=staff,
            way=pending.way,
            signed_in_at=person.at,
            idle_at=now + (WORK_IDLES if staff else SESSION_IDLES),
        )
        self.sessions.open(session)
        return session

    def _token(self, person: Person, tenant: str) -> str:
        level, secret = Assurance(person.assurance), self.ids.secret()
        return form_token(self.keys, tenant, person.number, level, secret)


def _stopped(why: SignInObstacle, pending: PendingSignIn, cause: str = "") -> Stopped:
    return Stopped(
        why,
        pending.return_to,
        pending.for_work,
        pending.way,
        pending.level,
        is_anew=pending.anew_since is not None,
        cause=cause,
    )


def _same(one: str, other: str) -> bool:
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())
