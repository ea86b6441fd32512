"""Staff at the door: what they may want to know, and how they go; they come as citizens do."""

from chalice import Response

from chalicelib.web.desk.working import at_work, at_work_for_anybody, desk_page, work_form
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.cookies import WORK_COOKIE
from chalicelib.web.portal.sign_out import farewell, stayed


@get("/loket/sneltoetsen")
def shortcuts(asked: RequestContext) -> Response:
    """The keys, and the switch that turns them off (WCAG 2.1.4)."""
    return desk_page(asked, at_work(asked), "shortcuts.html")


@post("/loket/afmelden")
def sign_out(asked: RequestContext) -> Response:
    """Forget the session; what somebody holds stays theirs until its time is over."""
    colleague, _ = work_form(asked, at_work_for_anybody)
    return farewell(asked, colleague.session, WORK_COOKIE)


@post("/loket/blijf")
def stay(asked: RequestContext) -> Response:
    """Somebody is still there."""
    colleague, _ = work_form(asked, at_work_for_anybody)
    return stayed(asked, colleague.session)
