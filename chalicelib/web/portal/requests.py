"""Pages of somebody who asked: all requests, and the state of one."""

from chalice import Blueprint, Response

from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import get
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.problems import FieldError
from chalicelib.web.http.sessions import signed_in
from chalicelib.web.portal.following import followed

routes = Blueprint(__name__)


@get(routes, "/aanvragen")
def mine(asked: Asked) -> Response:
    """What somebody asked for."""
    found = asked.wiring.cases.follow.mine(asked.tenant, signed_in(asked).number)
    return page(asked, "my_requests.html", requests=[followed(asked, r) for r in found])


@get(routes, "/aanvragen/{request_id}")
def status(asked: Asked, request_id: str) -> Response:
    """How far one request is."""
    return status_page(asked, signed_in(asked), known_id(request_id))


@get(routes, "/aanvragen/{request_id}/document")
def document(asked: Asked, request_id: str) -> Response:
    """On to the PDF."""
    number = signed_in(asked).number
    address = asked.wiring.certificates.download(asked.tenant, number, known_id(request_id))
    return redirect(address, status=302)


def status_page(
    asked: Asked,
    session: Session,
    request_id: str,
    *,
    status: int = 200,
    typed: str = "",
    errors: tuple[FieldError, ...] = (),
) -> Response:
    """The page of a request, with an answer that couldn't be sent."""
    follow = asked.wiring.cases.follow
    request = follow.one(asked.tenant, session.number, request_id)
    shown = followed(asked, request, follow.events(request), follow.said(request))
    wrong = {error.pointer: error.detail for error in errors}
    return page(
        asked,
        "status.html",
        status=status,
        s=shown,
        session=session,
        answer=typed,
        errors=errors,
        wrong=wrong,
    )
