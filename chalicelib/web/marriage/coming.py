"""The list of the weddings that come up, for the registrar."""

from itertools import groupby

from chalice import Blueprint, Response

from chalicelib.domain.marriage.declaration import PROCESS
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.usecases.marriage.coming_weddings import ComingWeddings
from chalicelib.web.cases.own import register_list
from chalicelib.web.desk.working import at_work, desk_page
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.frame import get

routes = Blueprint(__name__)

PATH = "/loket/huwelijken"


@get(routes, PATH)
def coming(asked: RequestContext) -> Response:
    """Day by day, with hour and place; who marries stands in the case."""
    colleague = at_work(asked)
    today = asked.municipality.day_of(asked.wiring.platform.clock.now())
    found = ComingWeddings(asked.wiring.cases.store)(colleague.staff, today)
    days = [
        (weekday_and_date(day), list(those)) for day, those in groupby(found, lambda w: w.slot.day)
    ]
    return desk_page(asked, colleague, "weddings.html", days=days, total=len(found))


def register_weddings() -> None:
    """Lead registrars there, where people can marry."""
    register_list(PROCESS, PATH, "Huwelijken", "registrar")
