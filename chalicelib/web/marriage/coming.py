"""The list of the weddings of a week, for the registrar and the usher."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby

from chalice import Response

from chalicelib.domain.marriage.showing import language
from chalicelib.domain.shared.dutch import in_words, weekday_and_date
from chalicelib.usecases.marriage.coming_weddings import ComingWeddings
from chalicelib.web.desk.working import at_work_for_anybody, desk_page
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext

DAY = "dag"
"""The query parameter that names a day of the week that is wanted."""

_WEEK = timedelta(days=7)
_WORDS = texts.of_process("marriage")


@get("/loket/huwelijken")
def coming(asked: RequestContext) -> Response:
    """Day by day, with hour and place; who marries stands in the case, which ushers don't see."""
    colleague, now = at_work_for_anybody(asked), asked.wiring.platform.clock.now()
    wanted = _wanted(asked, asked.municipality.day_of(now))
    monday = wanted - timedelta(days=wanted.weekday())
    sunday, cases = monday + _WEEK - timedelta(days=1), asked.wiring.cases
    read = ComingWeddings(cases.store, cases.claims, cases.types)
    found = read(colleague.staff, asked.municipality, monday, now)
    return desk_page(
        asked,
        colleague,
        "weddings.html",
        days=[
            (weekday_and_date(day), list(those))
            for day, those in groupby(found, lambda one: one.slot.day)
        ],
        total=len(found),
        language=lambda code: language(code, _WORDS),
        week=_WORDS.say("at_desk.week", first=in_words(monday), last=in_words(sunday)),
        wanted=wanted,
        before=monday - _WEEK,
        after=monday + _WEEK,
    )


def _wanted(asked: RequestContext, today: date) -> date:
    """The day that was asked for, and today for what is no day of these centuries."""
    with suppress(ValueError):
        wanted = date.fromisoformat(asked.query(DAY))
        if abs(wanted.year - today.year) <= 1:
            return wanted
    return today
