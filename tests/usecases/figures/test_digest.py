"""The supervisor's daily mail counts the worklists of every process, and names nobody."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.files.mail_texts import FileMailTexts
from chalicelib.adapters.memory.erasures import MemoryAskedErasures
from chalicelib.adapters.memory.mail import MemoryNotices
from chalicelib.adapters.memory.mailer import MemoryMailer
from chalicelib.adapters.memory.queues import MemoryBacklog
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.figures.digest import Digest
from tests.support.office import CLERK, DAY, EMAIL, TENANT, Office, persona
from tests.support.processes.pact import odd
from tests.support.requests import KORTRIJK
from tests.support.road import World

NOTHING = {
    "late": 0,
    "soon": 0,
    "at_desks": 0,
    "escalated": 0,
    "failed": 0,
    "mails": 0,
    "letters": 0,
    "notices": 0,
    "asked": 0,
    "parked_issue": 0,
    "parked_review": 0,
}


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_digest_counts_and_names_nobody(office: Office) -> None:
    first = office.waiting("volwassene")
    office.clock.move(timedelta(days=7))
    escalated = office.claimed(CLERK, "ouder")
    office.wiring.handling.escalate(CLERK, escalated.id, "Te moeilijk.")
    office.backlog.messages["issue"] = 3

    figures = office.wiring.figures.digest(TENANT)

    assert figures == NOTHING | {"soon": 1, "at_desks": 2, "escalated": 1, "parked_issue": 3}
    (mail,) = [mail for mail in office.mailer.sent if mail.template == "digest"]
    for word in (first.reference, first.id, persona("volwassene").digits, EMAIL, "Vandewalle"):
        assert word not in mail.text + mail.html + mail.subject
    assert "Open bij de medewerkers: 2" in mail.text


def test_a_row_that_can_not_be_read_keeps_no_digest_back(office: Office) -> None:
    bad = office.waiting("volwassene")
    office.waiting("ouder")
    office.store.spoil(KORTRIJK, bad.id, "torn")
    figures = office.wiring.figures.digest(TENANT)
    assert figures is not None
    assert figures["at_desks"] == 1


def test_what_is_over_its_promise_is_late(office: Office) -> None:
    office.waiting()
    office.clock.move(9 * DAY)
    office.tick()
    figures = office.wiring.figures.digest(TENANT)
    assert figures is not None
    assert (figures["late"], figures["at_desks"]) == (1, 1)


def test_there_is_no_digest_on_sunday(office: Office) -> None:
    office.clock.move(5 * DAY)
    assert office.wiring.figures.digest(TENANT) is None
    assert office.mailer.sent == []


def test_any_process_counts_by_its_own_works_and_worklists() -> None:
    world = World()
    world.works.weigh = odd()
    case_id = world.opened()
    world.pump()
    case = world.case(case_id)
    assert case.handling.reason == "odd"
    for code, about in (("letter", "a"), ("mail_failed", "b"), ("mail_came_back", "c")):
        task = CaseTask(code, "sifting", about, "Kijk na.", world.hands.now(), *_place(world))
        world.cases.open_task(world.case(case_id), task)
    frames: Any = world.frames
    digest = Digest(
        frames,
        MemoryNotices(),
        MemoryAskedErasures(),
        MemoryBacklog(),
        FileMailTexts(TEMPLATES / "emails"),
        MemoryMailer(),
    )

    figures = digest.figures(world.here.get(KORTRIJK))

    assert figures == NOTHING | {"at_desks": 1, "failed": 1, "letters": 1, "mails": 2}


def _place(world: World) -> tuple[str, str]:
    worklists = world.types.definition("pact").worklists.values()
    worklist = next(one for one in worklists if not one.team_field)
    return worklist.role, worklist.team
