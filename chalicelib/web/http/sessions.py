"""Who asks: by session cookie or bearer token; and that a form really came from our own page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.staff import acts_for_government
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotAllowedError, TooWeakError
from chalicelib.ports.sessions import Session, SignIn
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.cookies import SESSION_COOKIE, is_same, own_cookie
from chalicelib.web.http.masking import unmasked

LATELY = timedelta(minutes=10)
"""How long ago somebody may have said who they are, for what weighs most."""
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is signed in, by whatever means; `signed_in_at` as a session has it."""

    number: NationalNumber
    email: str
    assurance: Assurance
    signed_in_at: datetime | None = None


def session_of(asked: RequestContext) -> Session | None:
    """The citizen's session of the browser, if there is one and it is of this municipality."""
    session = stored_session(asked, SESSION_COOKIE)
    return session if session and session.staff is None else None


def stored_session(asked: RequestContext, cookie: str) -> Session | None:
    """The session behind a cookie, of whatever kind, if it is of this municipality.

    Going to a page or sending a form keeps it going; what a script asks by itself doesn't.
    """
    session_id = own_cookie(asked, cookie)
    if not 0 < len(session_id) <= _LONGEST_SECRET:
        return None
    session = asked.wiring.state.sessions.get(session_id)
    if session is None or session.tenant != asked.tenant:
        return None
    by_itself = asked.header("sec-fetch-dest") == "empty" and asked.request.method in _SAFE
    return session if by_itself else asked.wiring.sign_in.stay(session)


def signed_in(asked: RequestContext) -> Session:
    """The session. Raises NotAllowedError (`sign_in_needed`)."""
    session = session_of(asked)
    if session is None:
        raise NotAllowedError("sign_in_needed", "Meld u eerst aan met itsme of eID.")
    return session


def signed_in_as(asked: RequestContext, level: Assurance, anyway: str = "") -> Session:
    """The session of somebody who signed in that surely.

    Raises NotAllowedError (`sign_in_needed`), TooWeakError: its page leads to a stronger way, and
    back to where one was, or to `anyway`, a path of ours for who can't.
    """
    session = signed_in(asked)
    if not Assurance(session.assurance).reaches(level):
        raise TooWeakError(level.value, anyway=anyway)
    return session


def signed_in_lately(asked: RequestContext, within: timedelta) -> Session:
    """The session of somebody who said who they are a moment ago.

    Raises NotAllowedError (`sign_in_needed`), TooWeakError: its page lets them say it again.
    """
    session = signed_in(asked)
    _check_lately(asked, caller_of(session), within)
    return session


def signed_form(asked: RequestContext) -> tuple[Session, dict[str, str]]:
    """The session and the fields of a form that came from our own page.

    Raises NotAllowedError (`sign_in_needed`, `csrf_failed`), BadRequestError.
    """
    session, form = signed_in(asked), asked.form()
    check_csrf(session, form.pop(CSRF_FIELD, ""))
    return session, form


def bearer(asked: RequestContext) -> SignIn | None:
    """Who a program calls for, by its bearer token; None when it shows none.

    Raises NotAllowedError (`invalid_token`), also after its owner signed out; RetryableError.
    """
    scheme, _, token = asked.header("authorization").partition(" ")
    if scheme.lower() != "bearer":
        return None
    person = asked.wiring.sign_in.identity.bearer(token.strip(), asked.tenant)
    asked.wiring.sign_in.out.check_bearer(person, asked.tenant)
    return person


def caller(asked: RequestContext) -> Caller:
    """Who calls the API: the bearer token, or else the cookie, with its token when it changes.

    Raises NotAllowedError (`invalid_token`, `sign_in_needed`, `csrf_failed`), RetryableError.
    """
    person = bearer(asked)
    if person:
        if acts_for_government(person.claims):
            raise NotAllowedError("sign_in_needed", "Meld u aan als burger, niet als medewerker.")
        return Caller(person.number, person.email, Assurance(person.assurance), person.at)
    session = signed_in(asked)
    if asked.request.method not in _SAFE:
        check_csrf(session, asked.header(CSRF_HEADER))
    return caller_of(session)


def caller_as(asked: RequestContext, level: Assurance) -> Caller:
    """Who calls, signed in that surely. Raises as `caller`, TooWeakError."""
    who = caller(asked)
    if not who.assurance.reaches(level):
        raise TooWeakError(level.value)
    return who


def caller_lately(asked: RequestContext, level: Assurance, within: timedelta) -> Caller:
    """Who calls, signed in that surely and that lately. Raises as `caller_as`."""
    who = caller_as(asked, level)
    _check_lately(asked, who, within)
    return who


def caller_of(session: Session) -> Caller:
    """Somebody who is signed in with a session."""
    level = Assurance(session.assurance)
    return Caller(session.number, session.email, level, session.signed_in_at)


def check_csrf(session: Session, given: str) -> None:
    """That a form or call came from our own page. Raises NotAllowedError (`csrf_failed`)."""
    if not is_same(session.csrf, unmasked(given)):
        raise NotAllowedError(
            "csrf_failed",
            "Deze pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer nog eens.",
        )


def _check_lately(asked: RequestContext, who: Caller, within: timedelta) -> None:
    since = asked.wiring.platform.clock.now() - within
    if who.signed_in_at is None or who.signed_in_at < since:
        raise TooWeakError(who.assurance.value, is_anew=True)
