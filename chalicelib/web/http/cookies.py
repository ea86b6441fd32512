"""The cookies of the counter: of the session, of work, and of a browser that signs in."""

import hmac
import re

from chalicelib.ports.sessions import Session
from chalicelib.usecases.sign_in.finish import SESSION_LASTS, WORK_LASTS
from chalicelib.web.http.asked import Asked

SESSION_COOKIE = "__Host-thuisloket"
WORK_COOKIE = "__Host-loket"
BROWSER_COOKIE = "__Host-aanmelden"
"""A secret of the browser: what comes back from a provider is taken only where it began."""
BROWSER_SECONDS = 24 * 3600
_ATTRIBUTES = "Path=/; HttpOnly; Secure; SameSite=Lax"
_BROWSER = re.compile(r"[A-Za-z0-9_-]{20,200}")


def browser_of(asked: Asked) -> str:
    """The secret of the browser; empty when it has none yet."""
    known = asked.cookie(BROWSER_COOKIE)
    return known if _BROWSER.fullmatch(known) else ""


def browser_cookie(secret: str) -> str:
    """What gives a browser its secret; all its windows share it, so each may be signing in."""
    return _cookie(BROWSER_COOKIE, secret, BROWSER_SECONDS)


def session_cookie(session: Session) -> str:
    """The cookie that opens a session in the browser; work has its own."""
    if session.staff:
        return _cookie(WORK_COOKIE, session.id, int(WORK_LASTS.total_seconds()))
    return _cookie(SESSION_COOKIE, session.id, int(SESSION_LASTS.total_seconds()))


def gone(name: str) -> str:
    """What makes the browser forget a cookie."""
    return _cookie(name, "", 0)


def is_same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(name: str, value: str, seconds: int) -> str:
    return f"{name}={value}; {_ATTRIBUTES}; Max-Age={seconds}"
