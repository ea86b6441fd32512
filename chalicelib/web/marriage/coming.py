"""The list of the weddings that come up, for the registrar."""

from itertools import groupby

from chalice import Response

from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.usecases.marriage.coming_weddings import ComingWeddings
from chalicelib.web.desk.working import at_work, desk_page
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext


@get("/loket/huwelijken")
def coming(asked: RequestContext) -> Response:
    """Day by day, with hour and place; who marries stands in the case."""
    colleague = at_work(asked)
    today = asked.municipality.day_of(asked.wiring.platform.clock.now())
    found = ComingWeddings(asked.wiring.cases.store)(colleague.staff, today)
    days = [
        (weekday_and_date(day), list(those)) for day, those in groupby(found, lambda w: w.slot.day)
    ]
    return desk_page(asked, colleague, "weddings.html", days=days, total=len(found))
