"""The page of a request for a certificate."""

from chalice import Response

from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.pages import page
from chalicelib.web.http.problems import FieldError
from chalicelib.web.portal.following import followed


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
