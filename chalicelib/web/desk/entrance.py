"""Staff come and go: the same code flow as citizens, another door."""

from chalice import Blueprint, Response

from chalicelib.web.desk.working import at_work, desk_page, work_form
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.sessions import WORK_COOKIE, gone, state_cookie

routes = Blueprint(__name__)


@get(routes, "/loket/aanmelden")
def sign_in(asked: Asked) -> Response:
    """On to the identity provider, and back to the console."""
    address, state = asked.wiring.sign_in.sign_in.begin("/loket", for_work=True)
    return redirect(address, (state_cookie(state),), status=302)


@post(routes, "/loket/afmelden")
def sign_out(asked: Asked) -> Response:
    """Forget the session; what somebody holds stays theirs until its time is over."""
    colleague, _ = work_form(asked)
    asked.wiring.sign_in.sign_in.out(colleague.session.id)
    return redirect(asked.link("/loket"), (gone(WORK_COOKIE),))


@get(routes, "/loket/sneltoetsen")
def shortcuts(asked: Asked) -> Response:
    """The keys, and the switch that turns them off (WCAG 2.1.4)."""
    return desk_page(asked, at_work(asked), "shortcuts.html")
