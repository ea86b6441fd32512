"""What the mail service tells of a mail: once a task, and never too early."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.mail.trouble import Trouble
from chalicelib.usecases.mail.feedback import MailTrouble, Matched
from tests.support.office import CLERK, EMAIL, TENANT, Office, persona
from tests.support.requests import an_id

ADULT = persona("volwassene")


@pytest.fixture
def office() -> Office:
    return Office()


def delivered(office: Office) -> CertificateCase:
    case = office.submit(ADULT)
    office.drain()
    return office.now(case)


def trouble(case: CertificateCase, **changes: Any) -> MailTrouble:
    known = MailTrouble("m-1", TENANT, case.id, "cr_ready", Trouble.BOUNCED, True, EMAIL)
    return replace(known, **changes)


def tasks(office: Office) -> list[tuple[str, str]]:
    """Case and template of the mails that people must see to."""
    posts = office.wiring.mail.tray.undelivered(CLERK).lines
    return [(post.found.case.id, post.message.template) for post in posts]


def test_a_bounce_becomes_a_task_once(office: Office) -> None:
    case = delivered(office)
    assert office.wiring.mail.feedback(trouble(case)) is Matched.TASK
    assert tasks(office) == [(case.id, "cr_ready")]
    assert office.suppressions.is_blocked(TENANT, EMAIL.upper())
    assert [entry.kind for entry in office.entries(case)] == [EntryKind.MAIL]


def test_told_again_after_it_was_seen_to_it_is_no_task_again(office: Office) -> None:
    case = delivered(office)
    office.wiring.mail.feedback(trouble(case))
    (post,) = office.wiring.mail.tray.undelivered(CLERK).lines
    office.wiring.handling.close_task(CLERK, case.id, post.task.key)
    assert office.wiring.mail.feedback(trouble(case)) is Matched.NOTED
    assert tasks(office) == []


@pytest.mark.parametrize(
    ("changes", "blocked", "count"),
    [
        ({"trouble": Trouble.DELAYED, "is_lasting": False}, False, 0),
        ({"is_lasting": False}, False, 1),
        ({"address": "oud@burger.example"}, True, 0),
    ],
    ids=["delay", "full-mailbox", "address-of-before"],
)
def test_not_every_trouble_is_work(
    office: Office, changes: dict[str, Any], blocked: bool, count: int
) -> None:
    case = delivered(office)
    told = trouble(case, **changes)
    office.wiring.mail.feedback(told)
    assert office.suppressions.is_blocked(TENANT, told.address) is blocked
    assert len(tasks(office)) == count


def test_feedback_that_comes_first_waits_for_its_case(office: Office) -> None:
    case = delivered(office)
    office.store.spoil(TENANT, case.id, "broken")
    assert office.wiring.mail.feedback(trouble(case)) is Matched.PARKED
    ahead = trouble(case, id="m-2", request_id=an_id(9))
    assert office.wiring.mail.feedback(ahead) is Matched.PARKED
    assert office.wiring.mail.feedback.match_parked(TENANT) == 0
    office.store.spoil(TENANT, case.id, "")
    office.store.put_back(TENANT, case.id)
    assert office.wiring.mail.feedback.match_parked(TENANT) == 1
    assert [notice.id for notice in office.notices.parked(TENANT, 9)] == ["m-2"]
    assert tasks(office) == [(case.id, "cr_ready")]


def test_a_bounce_that_comes_late_is_counted_on_the_day_of_its_case(office: Office) -> None:
    case = delivered(office)
    office.clock.move(timedelta(days=9))
    office.wiring.figures.count_days(TENANT)
    office.wiring.mail.feedback(trouble(case))
    office.wiring.figures.count_days(TENANT)
    days = {day.day: day.tally for day in office.figures.days(TENANT, case.intake.received_at.year)}
    assert days[case.intake.received_at.date()].one("bounce").total() == 1


def test_no_address_stands_in_what_is_kept(office: Office) -> None:
    case = delivered(office)
    office.wiring.mail.feedback(trouble(case))
    office.wiring.mail.feedback(trouble(case, id="m-2", request_id=an_id(9)))
    assert EMAIL not in repr(office.entries(case)) + repr(office.notices.parked(TENANT, 9))
