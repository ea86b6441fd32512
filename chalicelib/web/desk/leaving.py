"""Staff sign out, and stay signed in."""

from chalice import Blueprint, Response

from chalicelib.web.desk.working import work_form
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.cookies import WORK_COOKIE
from chalicelib.web.http.frame import post
from chalicelib.web.portal.sign_out import farewell, stayed

routes = Blueprint(__name__)


@post(routes, "/loket/afmelden")
def sign_out(asked: Asked) -> Response:
    """Forget the session; what somebody holds stays theirs until its time is over."""
    colleague, _ = work_form(asked)
    return farewell(asked, colleague.session, WORK_COOKIE)


@post(routes, "/loket/blijf")
def stay(asked: Asked) -> Response:
    """Somebody is still there."""
    colleague, _ = work_form(asked)
    return stayed(asked, colleague.session)
