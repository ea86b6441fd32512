"""The weddings of a week, and who brings papers to the counter: for those who see to them."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby

from chalice import Response

from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.marriage.showing import language
from chalicelib.domain.shared.dutch import in_words, weekday_and_date
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.marriage.by_hour import WEEK, CasesByHour
from chalicelib.usecases.marriage.coming_weddings import READERS, ComingWedding, ComingWeddings
from chalicelib.usecases.marriage.counter_visits import BookedVisit, CounterVisits
from chalicelib.web.cases.own import lists_for
from chalicelib.web.desk.working import at_work_for_anybody, desk_page
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext

PATH = "/loket/huwelijken"
DAY = "dag"
"""The query parameter that names a day of the week that is wanted."""

_WORDS = texts.of_process("marriage")


@get(PATH)
def coming(asked: RequestContext) -> Response:
    """Day by day, with hour and place; who marries stands in the case, which ushers don't see."""
    colleague, now = at_work_for_anybody(asked), asked.wiring.platform.clock.now()
    wanted = _wanted(asked, asked.municipality.day_of(now))
    monday = wanted - timedelta(days=wanted.weekday())
    sunday, cases = monday + WEEK - timedelta(days=1), asked.wiring.cases
    lists = lists_for(colleague.staff, asked.municipality.processes)
    if all(one.path != PATH for one in lists):
        raise NotThereError("Dit is voor wie huwelijken voltrekt of voorbereidt.")
    by_hour = CasesByHour(cases.store, cases.claims, cases.types)
    wanted_by = (colleague.staff, asked.municipality, monday, now)
    found, visits = ComingWeddings(by_hour)(*wanted_by), CounterVisits(by_hour)(*wanted_by)
    return desk_page(
        asked,
        colleague,
        "weddings.html",
        days=_by_day(found),
        total=len(found),
        visits=_by_day(visits),
        is_celebrant=bool(READERS & colleague.staff.powers),
        is_counter=StaffRole.CLERK in colleague.staff.powers,
        language=lambda code: language(code, _WORDS),
        week=_WORDS.say("at_desk.week", first=in_words(monday), last=in_words(sunday)),
        wanted=wanted,
        before=monday - WEEK,
        after=monday + WEEK,
    )


def _by_day[T: (ComingWedding, BookedVisit)](found: Sequence[T]) -> list[tuple[str, list[T]]]:
    """Each day in words, with what is on it."""
    days = groupby(found, lambda one: one.slot.day)
    return [(weekday_and_date(day), list(those)) for day, those in days]


def _wanted(asked: RequestContext, today: date) -> date:
    """The day that was asked for, and today for what is no day of these centuries."""
    with suppress(ValueError):
        wanted = date.fromisoformat(asked.query(DAY))
        if abs(wanted.year - today.year) <= 1:
            return wanted
    return today
