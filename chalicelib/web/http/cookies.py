"""The cookies of the counter: of the session, of work, and of a browser that signs in."""

import hmac
import re

from chalicelib.ports.sessions import Session
from chalicelib.usecases.sign_in.finish import SESSION_LASTS, WORK_LASTS
from chalicelib.web.http.asked import RequestContext

SESSION_COOKIE = "__Host-thuisloket"
WORK_COOKIE = "__Host-loket"
"""Beginnings of the names: the municipality's code follows, for one host may serve several."""
BROWSER_COOKIE = "__Host-aanmelden"
"""A secret of the browser: what comes back from a provider is taken only where it began."""
BROWSER_SECONDS = 24 * 3600
_ATTRIBUTES = "Path=/; HttpOnly; Secure; SameSite=Lax"
_BROWSER = re.compile(r"[A-Za-z0-9_-]{20,200}")


def browser_of(asked: RequestContext) -> str:
    """The secret of the browser; empty when it has none yet."""
    known = asked.cookie(BROWSER_COOKIE)
    return known if _BROWSER.fullmatch(known) else ""


def browser_cookie(secret: str) -> str:
    """What gives a browser its secret; all its windows share it, so each may be signing in."""
    return _cookie(BROWSER_COOKIE, secret, BROWSER_SECONDS)


def name_of(kind: str, tenant: str) -> str:
    """What a municipality's cookie of a kind is called."""
    return f"{kind}-{tenant}"


def own_cookie(asked: RequestContext, kind: str) -> str:
    """A cookie of the municipality that is asked; empty when there is none."""
    return asked.cookie(name_of(kind, asked.tenant))


def session_cookie(asked: RequestContext, session: Session) -> str:
    """The cookie that opens a session in the browser; work has its own."""
    if session.staff:
        lasts = int(WORK_LASTS.total_seconds())
        return _cookie(name_of(WORK_COOKIE, asked.tenant), session.id, lasts)
    lasts = int(SESSION_LASTS.total_seconds())
    return _cookie(name_of(SESSION_COOKIE, asked.tenant), session.id, lasts)


def gone(asked: RequestContext, kind: str) -> str:
    """What makes the browser forget a cookie of a kind."""
    return _cookie(name_of(kind, asked.tenant), "", 0)


def is_same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(name: str, value: str, seconds: int) -> str:
    return f"{name}={value}; {_ATTRIBUTES}; Max-Age={seconds}"
