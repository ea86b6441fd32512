"""Pages of somebody who asked: all requests, the state of one, and what they do in it."""

from datetime import UTC, datetime

from chalice import Blueprint, Response

from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.sessions import Session
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.sent import signed_sent
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import FORM, get, post
from chalicelib.web.http.multipart import MULTIPART
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import signed_in
from chalicelib.web.portal.acting import act, action_page
from chalicelib.web.portal.answering import OF_CERTIFICATES
from chalicelib.web.portal.case_pages import Line, case_lines, case_page
from chalicelib.web.portal.following import Followed, followed
from chalicelib.web.portal.status import status_page

routes = Blueprint(__name__)


@get(routes, "/aanvragen")
def mine(asked: Asked) -> Response:
    """What somebody asked for or has a part in, of every process, the newest first."""
    session = signed_in(asked)
    found = asked.wiring.cases.follow.mine(asked.tenant, session.number)
    lines = [_line(followed(asked, request)) for request in found]
    lines += case_lines(asked, session)
    lines.sort(key=lambda line: line.at or _NEVER, reverse=True)
    return page(asked, "my_requests.html", lines=lines, session=session)


@get(routes, "/aanvragen/{request_id}")
def status(asked: Asked, request_id: str) -> Response:
    """How far one request or case is."""
    session, case_id = signed_in(asked), known_id(request_id)
    if _is_certificate(asked, session, case_id):
        return status_page(asked, session, case_id)
    return case_page(asked, session, case_id)


@get(routes, "/aanvragen/{request_id}/document")
def document(asked: Asked, request_id: str) -> Response:
    """On to the PDF."""
    number = signed_in(asked).number
    address = asked.wiring.certificates.download(asked.tenant, number, known_id(request_id))
    return redirect(address, status=302)


@get(routes, "/aanvragen/{request_id}/document/{slot}")
def document_of_case(asked: Asked, request_id: str, slot: str) -> Response:
    """On to one of the documents of a case."""
    actor = citizen_of(signed_in(asked))
    address = asked.wiring.road.open_document(asked.tenant, known_id(request_id), slot, actor)
    return redirect(address, status=302)


@get(routes, "/aanvragen/{request_id}/{action}")
def action_form(asked: Asked, request_id: str, action: str) -> Response:
    """The form of what can be done; a certificate's stands on its own page."""
    session, case_id = signed_in(asked), known_id(request_id)
    if action in OF_CERTIFICATES and _is_certificate(asked, session, case_id):
        return redirect(asked.link(f"/aanvragen/{case_id}"))
    return action_page(asked, session, case_id, action)


@post(routes, "/aanvragen/{request_id}/{action}", FORM, MULTIPART)
def do(asked: Asked, request_id: str, action: str) -> Response:
    """Do something in a request or case."""
    session, sent = signed_sent(asked)
    case_id = known_id(request_id)
    own = OF_CERTIFICATES.get(action)
    if own and _is_certificate(asked, session, case_id):
        return own(asked, session, case_id, sent)
    return act(asked, session, case_id, action, sent)


_NEVER = datetime.min.replace(tzinfo=UTC)


def _is_certificate(asked: Asked, session: Session, case_id: str) -> bool:
    try:
        asked.wiring.cases.follow.one(asked.tenant, session.number, case_id)
    except NotThereError:
        return False
    return True


def _line(shown: Followed) -> Line:
    request = shown.request
    path = f"/aanvragen/{request.id}"
    at = request.intake.received_at
    return Line(path, shown.name, shown.label, shown.look, at, request.reference)
