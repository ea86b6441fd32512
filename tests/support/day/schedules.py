"""What runs by itself, and who reads what it counted."""

from datetime import timedelta

import app
from chalicelib.wiring import use
from ops.local.serve import context, schedule_event
from tests.support.day.visits import Day, fine
from tests.support.printing.lasting import lasting_seals
from tests.support.web.desk import SUPERVISOR


def digest(day: Day) -> None:
    """The daily mail to the supervisors."""
    app.digest(schedule_event(), context())


def figures(day: Day) -> None:
    """Counted, and read by everybody and by a supervisor."""
    desk, year = day.desk(SUPERVISOR), day.clock.now().year
    app.figures(schedule_event(), context())
    for path in ("/cijfers", f"/cijfers/{year}", "/cijfers/feed.atom"):
        fine(desk.get(path))
    for form in ("csv", "json"):
        fine(desk.get(f"/cijfers/{year}?formaat={form}"))
        fine(desk.get(f"/api/v1/figures/{year}?formaat={form}"))
    fine(desk.get("/loket/cijfers"))


def seals_last(day: Day) -> None:
    """An authority publishes what it revoked and stamps the time; later it revoked the seal."""
    with lasting_seals(day.counter, day.clock) as lasting:
        for document in ("attest-kiezer", "attest-nationaliteit"):
            with use(lasting.afresh()):
                app.seals(schedule_event(), context())
            day.decided(document=document)
            lasting.publisher.revoked.append(lasting.certificate)
            day.clock.move(timedelta(hours=1))


def years_go_by(day: Day) -> None:
    """Documents are erased when their time is over."""
    day.clock.move(timedelta(days=3 * 366))
    day.counter.tick()
