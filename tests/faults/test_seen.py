"""What went wrong once, each as the kind that it stands for, on the road of every process."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.cases.handling import escalated
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.certificates.order import result_of
from chalicelib.domain.shared.dutch import in_words
from tests.faults.injecting import Kind
from tests.faults.promises.judged import violations
from tests.faults.scenarios.certificates import (
    AT_COUNTER,
    CLERK,
    MAIL,
    ME,
    REGISTRAR,
    REMARK,
    at_desk,
    ordered,
)
from tests.faults.stage import TENANT, Stage, a_stage
from tests.support.printing.desk import poppler
from tests.support.stages.aws import Faults
from tests.support.zworp.counter import Away

GROUND = "Het is de aanvrager zelf."
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def house() -> Iterator[Stage]:
    with a_stage() as made:
        yield made


@pytest.fixture
def stage(house: Stage) -> Iterator[Stage]:
    house.begin()
    yield house
    house.parts.pop("registers", None)


@pytest.fixture
def register(stage: Stage) -> Away:
    made = Away(stage.wiring.state.registers)
    stage.parts["registers"] = made
    stage.cold()
    return made


def state(stage: Stage, case_id: str) -> str:
    return stage.case(case_id).instance.state


def templates(stage: Stage) -> list[str]:
    return [mail.template for mail in stage.sent]


def text_of(stage: Stage, case_id: str) -> str:
    document = result_of(stage.case(case_id))
    assert document is not None
    return poppler("pdftotext", stage.objects()[document.object_key], "-layout", after="-")


def refuses(stage: Stage, service: str, operation: str, code: str, times: int = 1) -> None:
    """AWS refuses, as it does for a wrong permission."""
    client = getattr(stage.wiring.platform.clients, service)
    Faults(client).answer(operation, code, 403, times=times)


def test_an_automatic_document_asks_ten_things_of_aws_and_thirteen_in_functions_just_started(
    stage: Stage,
) -> None:
    stage.wiring.state.mail_addresses.confirm(TENANT, MAIL)
    stage.cold()
    ordered(stage)
    stage.cold()
    stage.pump()
    cold = len(stage.faults.calls)
    ordered(stage, document="attest-leven")
    stage.pump()

    assert [mail.template for mail in stage.sent] == ["cr_ready", "cr_ready"]
    assert (cold, len(stage.faults.calls) - cold) == (13, 10)


def test_a_document_whose_maker_died_before_midnight_has_one_day_everywhere(stage: Stage) -> None:
    stage.clock.set(datetime(2026, 3, 17, 22, 58, tzinfo=UTC))
    stage.faults.next["s3.PutObject"] = Kind.DIES_AFTER
    _, case_id = ordered(stage)
    stage.pump()
    assert len(stage.objects()) == 1
    stage.settle()

    document = result_of(stage.case(case_id))
    assert document is not None
    assert document.issued_on.isoformat() == "2026-03-18"
    assert in_words(document.issued_on) in " ".join(text_of(stage, case_id).split())
    assert violations(stage) == []


def test_what_was_corrected_after_its_maker_died_is_what_is_printed(
    stage: Stage, register: Away
) -> None:
    people, case_id = at_desk(stage, REGISTRAR, AT_COUNTER)
    stage.faults.next["s3.PutObject"] = Kind.DIES_AFTER
    people.act(case_id, "approve", Official(REGISTRAR), ground=GROUND)
    stage.pump()
    register.is_away = True
    stage.settle(*[8 * HOUR] * 8)
    register.is_away = False
    assert state(stage, case_id) == "clerk_review"

    people.claim(case_id, REGISTRAR)
    people.act(case_id, "correct", Official(REGISTRAR), language="de", why="Gevraagd.")
    people.act(case_id, "approve", Official(REGISTRAR), ground=GROUND)
    stage.settle()

    assert state(stage, case_id) == "delivered"
    assert "Hauptwohnort" in text_of(stage, case_id)
    assert violations(stage) == []


def test_a_receipt_that_can_not_go_now_goes_later_though_a_clerk_came_between(
    stage: Stage,
) -> None:
    refuses(stage, "ses", "SendEmail", "TooManyRequestsException")
    people, case_id = ordered(stage, remark=REMARK)
    stage.pump()
    assert templates(stage) == []

    people.claim(case_id, CLERK)
    people.act(case_id, "approve", Official(CLERK), ground=GROUND)
    stage.settle()

    assert sorted(templates(stage)) == ["cr_ready", "cr_received"]


def test_a_mail_that_the_service_refuses_for_good_is_somebodys_task_and_not_tried_again(
    stage: Stage,
) -> None:
    refuses(stage, "ses", "SendEmail", "MessageRejected", times=2)
    _, case_id = ordered(stage)
    stage.pump()
    stage.settle()

    assert [task.code for task in stage.case(case_id).tasks] == ["mail_failed"]
    assert templates(stage) == []


@pytest.mark.parametrize(
    ("service", "operation", "event", "cause"),
    [
        ("s3", "PutObject", "archive_failed", "s3.PutObject: AccessDenied"),
        ("kms", "Sign", "seal_failed", "kms.Sign: AccessDenied"),
    ],
)
def test_each_cause_for_which_a_document_can_not_be_made_has_its_own_event_and_says_why(
    stage: Stage, service: str, operation: str, event: str, cause: str
) -> None:
    refuses(stage, service, operation, "AccessDenied")
    _, case_id = ordered(stage)
    stage.pump()

    last = stage.wiring.cases.store.events(TENANT, case_id)[-1]
    assert last.name == event
    assert dict(last.data)["cause"] == cause
    assert state(stage, case_id) == "clerk_review"


def test_approving_what_can_not_be_made_keeps_promise_and_escalation_and_mails_nobody(
    stage: Stage,
) -> None:
    people, case_id = at_desk(stage, REGISTRAR)
    case = stage.case(case_id)
    case = stage.wiring.cases.store.handle(case, escalated(case.handling))
    before = case.instance.clock("promise")
    assert before is not None
    for _ in range(3):
        people.claim(case_id, REGISTRAR)
        refuses(stage, "s3", "PutObject", "AccessDenied")
        people.act(case_id, "approve", Official(REGISTRAR), ground=GROUND)
        stage.pump()
        assert state(stage, case_id) == "clerk_review"

    after = stage.case(case_id)
    assert after.instance.clock("promise") == replace(before, moved_by=0)
    assert after.handling.is_escalated
    assert templates(stage) == ["cr_received"]


def test_a_withdrawal_during_issuance_leaves_a_file_that_is_listed_as_nobodys(
    stage: Stage,
) -> None:
    people, case_id = ordered(stage)
    stage.faults.next["s3.PutObject"] = Kind.DIES_AFTER
    stage.pump()
    people.act(case_id, "withdraw", ME)
    stage.settle()

    assert state(stage, case_id) == "withdrawn"
    assert len(stage.objects()) == 1
    assert violations(stage) == []


def test_a_register_that_is_away_for_minutes_sends_nothing_to_clerks_nor_to_anybody(
    stage: Stage, register: Away
) -> None:
    register.is_away = True
    _, case_id = ordered(stage)
    stage.pump()
    stage.settle(*[timedelta(minutes=3)] * 7)
    assert state(stage, case_id) == "submitted"
    register.is_away = False
    stage.settle()

    assert state(stage, case_id) == "delivered"
    assert templates(stage) == ["cr_ready"]


def test_a_register_that_is_away_for_a_day_is_told_in_one_mail_and_delays_by_less_than_an_hour(
    stage: Stage, register: Away
) -> None:
    stage.wiring.state.mail_addresses.confirm(TENANT, MAIL)
    people, approved = at_desk(stage)
    people.act(approved, "approve", Official(CLERK), ground=GROUND)
    register.is_away = True
    _, own = ordered(stage, document="attest-leven")
    stage.pump()
    stage.settle(*[HOUR] * 26)
    view = stage.wiring.road.look.case(TENANT, own, ME)
    assert {state(stage, own), state(stage, approved)} == {"delayed"}
    assert "Een register antwoordt niet." in view.explains
    assert templates(stage).count("cr_delayed") == 2

    register.is_away = False
    stage.settle(*[timedelta(minutes=10)] * 5)

    assert {state(stage, own), state(stage, approved)} == {"delivered"}
    assert templates(stage).count("cr_ready") == 2
    assert violations(stage) == []
