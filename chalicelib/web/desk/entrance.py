"""What staff may want to know before they begin."""

from chalice import Blueprint, Response

from chalicelib.web.desk.working import at_work, desk_page
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import get

routes = Blueprint(__name__)


@get(routes, "/loket/sneltoetsen")
def shortcuts(asked: Asked) -> Response:
    """The keys, and the switch that turns them off (WCAG 2.1.4)."""
    return desk_page(asked, at_work(asked), "shortcuts.html")
