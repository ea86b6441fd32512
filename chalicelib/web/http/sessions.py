"""Who asks: by session cookie or bearer token; and that a form really came from our own page."""

import hmac
from dataclasses import dataclass

from chalicelib.domain.cases.staff import acts_for_government
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.sign_in.sign_in import SESSION_LASTS, TIME_TO_SIGN_IN, WORK_LASTS
from chalicelib.web.http.asked import Asked

SESSION_COOKIE = "__Host-thuisloket"
WORK_COOKIE = "__Host-loket"
STATE_COOKIE = "__Host-aanmelden"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-csrf-token"
_ATTRIBUTES = "Path=/; HttpOnly; Secure; SameSite=Lax"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is signed in, by whatever means."""

    number: NationalNumber
    email: str
    assurance: Assurance


def session_of(asked: Asked) -> Session | None:
    """The citizen's session of the browser, if there is one and it is of this municipality."""
    session = stored_session(asked, SESSION_COOKIE)
    return session if session and session.staff is None else None


def stored_session(asked: Asked, cookie: str) -> Session | None:
    """The session behind a cookie, of whatever kind, if it is of this municipality."""
    session_id = asked.cookie(cookie)
    if not 0 < len(session_id) <= _LONGEST_SECRET:
        return None
    session = asked.wiring.state.sessions.get(session_id)
    return session if session and session.tenant == asked.tenant else None


def signed_in(asked: Asked) -> Session:
    """The session. Raises NotAllowedError (`sign_in_needed`)."""
    session = session_of(asked)
    if session is None:
        raise NotAllowedError("sign_in_needed", "Meld u eerst aan met itsme of eID.")
    return session


def signed_form(asked: Asked) -> tuple[Session, dict[str, str]]:
    """The session and the fields of a form that came from our own page.

    Raises NotAllowedError (`sign_in_needed`, `csrf_failed`), BadRequestError.
    """
    session, form = signed_in(asked), asked.form()
    check_csrf(session, form.pop(CSRF_FIELD, ""))
    return session, form


def caller(asked: Asked) -> Caller:
    """Who calls the API: the bearer token, or else the cookie, with its token when it changes.

    Raises NotAllowedError (`invalid_token`, `sign_in_needed`, `csrf_failed`), RetryableError.
    """
    scheme, _, token = asked.header("authorization").partition(" ")
    if scheme.lower() == "bearer":
        person = asked.wiring.sign_in.identity.bearer(token.strip())
        if acts_for_government(person.claims):
            raise NotAllowedError("sign_in_needed", "Meld u aan als burger, niet als medewerker.")
        return Caller(person.number, person.email, Assurance(person.assurance))
    session = signed_in(asked)
    if asked.request.method not in _SAFE:
        check_csrf(session, asked.header(CSRF_HEADER))
    return caller_of(session)


def caller_of(session: Session) -> Caller:
    """Somebody who is signed in with a session."""
    return Caller(session.number, session.email, Assurance(session.assurance))


def session_cookie(session: Session) -> str:
    """The cookie that opens a session in the browser; work has its own."""
    if session.staff:
        return _cookie(WORK_COOKIE, session.id, int(WORK_LASTS.total_seconds()))
    return _cookie(SESSION_COOKIE, session.id, int(SESSION_LASTS.total_seconds()))


def state_cookie(state: str) -> str:
    """The cookie that ties a sign-in under way to this browser."""
    return _cookie(STATE_COOKIE, state, int(TIME_TO_SIGN_IN.total_seconds()))


def gone(name: str) -> str:
    """What makes the browser forget a cookie."""
    return _cookie(name, "", 0)


def is_state_of(asked: Asked, state: str) -> bool:
    """Whether the sign-in that comes back was begun in this browser."""
    return bool(state) and hmac.compare_digest(asked.cookie(STATE_COOKIE).encode(), state.encode())


def _cookie(name: str, value: str, seconds: int) -> str:
    return f"{name}={value}; {_ATTRIBUTES}; Max-Age={seconds}"


def check_csrf(session: Session, given: str) -> None:
    """That a form or call came from our own page. Raises NotAllowedError (`csrf_failed`)."""
    if not hmac.compare_digest(session.csrf.encode(), given.encode()):
        raise NotAllowedError(
            "csrf_failed",
            "Deze pagina stond te lang open. Ga terug, laad de pagina opnieuw en probeer nog eens.",
        )
