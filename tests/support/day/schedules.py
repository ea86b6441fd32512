"""What runs by itself, and who reads what it counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import app
from chalicelib.wiring import use
from ops.local.serve import context, schedule_event
from tests.support.day.intake import bounce
from tests.support.day.marrying import NO_DAY, a_couple
from tests.support.day.visits import TENANT, Day, fine
from tests.support.outside import canaries_at
from tests.support.printing.lasting import lasting_seals
from tests.support.processes.marriage import B_MAIL
from tests.support.web.desk import SUPERVISOR


def digest(day: Day) -> None:
    """The daily mail to the supervisors."""
    app.digest(schedule_event(), context())


def figures(day: Day) -> None:
    """Counted, and read by everybody and by a supervisor."""
    desk, year = day.desk(SUPERVISOR), day.clock.now().year
    app.figures(schedule_event(), context())
    kept = day.counter.wiring.figures.rollups
    if found := kept.year(TENANT, year):
        kept.freeze(TENANT, found, 12)
    for path in ("/cijfers", f"/cijfers/{year}", "/cijfers/feed.atom"):
        fine(desk.get(path))
    for form in ("csv", "json"):
        fine(desk.get(f"/cijfers/{year}?formaat={form}"))
        fine(desk.get(f"/api/v1/figures/{year}?formaat={form}"))
    fine(desk.get("/loket/cijfers"))


def a_canary(day: Day) -> None:
    """The counter asks itself for a document."""
    with canaries_at(day.counter):
        app.canary(schedule_event(), context())


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
    """Documents are erased when their time is over; one is gone before it could be told."""
    case = day.issued()
    day.clock.move(timedelta(days=3 * 366))
    wiring = day.counter.wiring
    due = wiring.issuance.case_erasures.due(TENANT, day.clock.now(), 1_000)
    (file,) = (file for file in due if file.request_id == case.id)
    wiring.state.archive.erase(file.object_key)
    day.counter.tick()
    app.erasure(schedule_event(), context())


def feedback_waits(day: Day) -> None:
    """Mails come back while their case can't be read; what waits finds it when it can."""
    feedback_is_parked(day, 9)
    feedback_finds_its_case()


def feedback_is_parked(day: Day, place: int) -> None:
    """Of a document, which is somebody's task then, and of an invitation, which goes by post."""
    case = day.issued()
    with _unreadable(day, case.id):
        bounce(case)
    couple = a_couple(day, place)
    case_id = couple.begin(**NO_DAY | {"partner_mail": B_MAIL})
    with _unreadable(day, case_id):
        couple.bounce(case_id, "md_invite", B_MAIL)


def feedback_finds_its_case() -> None:
    """The scheduled look at what waits."""
    app.parked_feedback(schedule_event(), context())


@contextmanager
def _unreadable(day: Day, case_id: str) -> Iterator[None]:
    """A case whose row is broken for a while."""
    client, table = day.counter.wiring.platform.clients.dynamodb, day.counter.outputs.table
    place: Any = {"pk": {"S": f"T#{TENANT}#CASE#{case_id}"}, "sk": {"S": "STATE"}}
    row = client.get_item(TableName=table, Key=place)["Item"]
    client.put_item(TableName=table, Item=row | {"looks": {"S": "{"}})
    yield
    client.put_item(TableName=table, Item=row)
