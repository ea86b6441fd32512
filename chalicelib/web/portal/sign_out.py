"""Signing out, here and at the identity provider; and staying signed in."""

from chalice import Response

from chalicelib.ports.sessions import Session
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.cookies import SESSION_COOKIE, gone
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import signed_form

CLEAR = {"Clear-Site-Data": '"cache", "storage"'}
"""Not "cookies": that would take those of the municipality's other sites too."""


@post("/afmelden")
def sign_out(asked: RequestContext) -> Response:
    """Forget the session, here and in the browser."""
    session, _ = signed_form(asked)
    return farewell(asked, session, SESSION_COOKIE)


@post("/blijf")
def stay(asked: RequestContext) -> Response:
    """Somebody is still there."""
    session, _ = signed_form(asked)
    return stayed(asked, session)


@get("/afgemeld")
def signed_out(asked: RequestContext) -> Response:
    """That one is signed out here, and how to do it at the provider too."""
    way = next((w for w in asked.municipality.sign_in if w.id == asked.query("via")), None)
    back = asked.address("/afgemeld")
    there = asked.wiring.sign_in.out.there(asked.tenant, way.id, back) if way else ""
    return page(asked, "signed_out.html", headers=CLEAR, session=None, there=there, way=way)


def farewell(asked: RequestContext, session: Session, cookie: str) -> Response:
    """End a session; the page after it can be opened again, so that going back shows nothing."""
    asked.wiring.sign_in.out(session)
    via = f"?via={session.way}" if session.way else ""
    answer = redirect(asked.link(f"/afgemeld{via}"), (gone(asked, cookie),))
    answer.headers.update(CLEAR)
    return answer


def stayed(asked: RequestContext, session: Session) -> Response:
    """Until when the session lasts now, for the script that asked."""
    kept = asked.wiring.sign_in.stay(session)
    seconds = int((kept.ends_at - asked.wiring.platform.clock.now()).total_seconds())
    return Response(body={"seconds": seconds}, headers={"Content-Type": "application/json"})
