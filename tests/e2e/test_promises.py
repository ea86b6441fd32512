"""The promises of the design, kept from the POST to the mail, whatever fails on the way."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.certificates.order import APPLICANT, PROCESS, CertificateCase
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.opening.open_case import OpenCommand, OpenedCase
from tests.support.counter import Counter, population
from tests.support.stages.aws import Faults

TENANT = "34022"
ADULT = population().personas["volwassene"].number
RESIDENCE = {"document": "attest-hoofdverblijfplaats"}


def submitted(counter: Counter, **wish: str) -> CertificateCase:
    answer = counter.post(ADULT, RESIDENCE | wish)
    assert answer.status_code == 202, answer.json_body
    return counter.case(answer.json_body["id"])


def ledger(counter: Counter) -> list[dict[str, object]]:
    return [item for item in counter.items() if "#LEDGER" in item["pk"]["S"]]


def test_twenty_orders_at_once_with_one_key_make_one_case(counter: Counter) -> None:
    command = OpenCommand(
        tenant=TENANT,
        process=PROCESS,
        role=APPLICANT,
        person=ADULT,
        email="test@burger.example",
        raw=RESIDENCE | {"subject": ADULT.digits},
        key="one-key",
        assurance=Assurance.HIGH,
    )

    def submit(_: int) -> OpenedCase:
        return counter.wiring.road.open_case(command)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(submit, range(20)))

    assert len({answer.case.id for answer in answers}) == 1
    assert [answer.repeated for answer in answers].count(False) == 1
    assert len(counter.wiring.cases.store.of_person(TENANT, ADULT, 50)) == 1
    assert counter.drain() == 1


def test_a_message_delivered_five_times_makes_one_of_everything(counter: Counter) -> None:
    case = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)

    for _ in range(5):
        counter.deliver(body)

    assert counter.events(case.id).count("stored") == 1
    assert len(ledger(counter)) == 1
    assert len(counter.objects()) == 1
    assert len(counter.mails()) == 1


def test_the_same_key_gives_the_same_answer_and_another_body_is_refused(counter: Counter) -> None:
    first = counter.post(ADULT, RESIDENCE, key="k")
    again = counter.post(ADULT, RESIDENCE, key="k")
    other = counter.post(ADULT, {"document": "attest-leven"}, key="k")

    assert (again.status_code, again.json_body["id"]) == (202, first.json_body["id"])
    assert other.status_code == 422
    assert other.json_body["code"] == "idempotency_mismatch"
    assert len(counter.wiring.cases.store.of_person(TENANT, ADULT, 50)) == 1


def test_a_lost_message_is_sent_again_by_the_tick(counter: Counter, clock: MemoryClock) -> None:
    faults = Faults(counter.wiring.platform.clients.sqs)
    faults.before("SendMessage", times=3)
    case = submitted(counter)
    assert counter.drain() == 0

    clock.move(timedelta(minutes=6))
    counter.tick()
    assert counter.drain() == 1

    assert counter.case(case.id).instance.state == "delivered"


def test_a_mail_that_fails_goes_later_and_once(counter: Counter, clock: MemoryClock) -> None:
    Faults(counter.wiring.platform.clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    case = submitted(counter)
    counter.drain()
    assert counter.mails() == []
    assert counter.case(case.id).instance.state == "delivered"

    counter.tick()
    assert counter.drain() == 0
    clock.move(timedelta(minutes=10))
    counter.tick()
    counter.tick()
    counter.drain()

    assert len(counter.mails()) == 1
    assert counter.wiring.cases.store.outgoing(TENANT, case.id) == []


def test_a_register_that_comes_back_only_delays(counter: Counter, clock: MemoryClock) -> None:
    Faults(counter.wiring.platform.clients.dynamodb).before("BatchGetItem", times=3)
    case = submitted(counter)
    counter.drain()
    assert counter.case(case.id).instance.state == "submitted"
    assert counter.case(case.id).work.tries == 1

    clock.move(timedelta(minutes=4))
    counter.tick()
    counter.drain()

    assert counter.case(case.id).instance.state == "delivered"
    assert len(counter.mails()) == 1


def test_a_register_that_stays_away_hands_the_request_to_a_human(
    counter: Counter, clock: MemoryClock
) -> None:
    faults = Faults(counter.wiring.platform.clients.dynamodb)
    faults.before("BatchGetItem", times=1000, about=counter.outputs.registers)
    case = submitted(counter)
    for _ in range(8):
        counter.drain()
        clock.move(timedelta(hours=9))
        counter.tick()
    counter.drain()

    after = counter.case(case.id)
    assert (after.instance.state, counter.events(case.id)[-1]) == ("clerk_review", "source_failed")
    delayed, received = counter.mails()
    assert after.reference in delayed.subject
    assert after.reference in received.subject
    messages = counter.bodies(counter.review_queue)
    assert {json.loads(body)["case_id"] for body in messages} == {case.id}
    assert counter.objects() == []


def test_after_a_crash_and_a_day_paper_and_ledger_are_of_one_decision(
    counter: Counter, clock: MemoryClock
) -> None:
    case = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=12)
    with pytest.raises(RetryableError):
        counter.deliver(body)
    (before,) = counter.objects()

    clock.move(timedelta(days=1))
    for _ in range(5):
        with suppress(RetryableError):
            counter.deliver(body)

    issued = counter.result(case.id)
    assert issued.object_key != before, "what was printed yesterday isn't what is decided today"
    assert issued.sha256 == sha256(counter.pdf(issued.object_key)).hexdigest()
    assert issued.issued_on == clock.now().date()
    assert len(ledger(counter)) == len(counter.mails()) == 1


def test_a_crash_after_the_document_was_stored_keeps_it_for_the_same_decision(
    counter: Counter,
) -> None:
    case = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=6)
    for _ in range(5):
        with suppress(RetryableError):
            counter.deliver(body)

    (key,) = counter.objects()
    issued = counter.result(case.id)
    assert issued.object_key == key
    assert issued.sha256 == sha256(counter.pdf(key)).hexdigest()


def test_an_automatic_document_takes_ten_aws_calls_and_one_for_who_asks(counter: Counter) -> None:
    submitted(counter)
    counter.drain()
    counter.calls.clear()
    counter.post(ADULT, {"document": "attest-leven"})
    (body,) = counter.bodies(counter.outputs.issue_queue)
    counter.deliver(body)

    ours = counter.calls.by_kind
    for polled in ("sqs.ReceiveMessage", "sqs.DeleteMessage"):
        del ours[polled]
    ours["dynamodb.GetItem"] -= 1  # whether who asks signed out meanwhile: sign-in's, not ours
    assert dict(ours) == {
        "dynamodb.TransactWriteItems": 2,
        "sqs.SendMessage": 1,
        "dynamodb.GetItem": 1,
        "dynamodb.PutItem": 1,
        "dynamodb.BatchGetItem": 1,
        "kms.Sign": 1,
        "s3.PutObject": 1,
        "sesv2.SendEmail": 1,
        "dynamodb.DeleteItem": 1,
    }
    assert ours.total() <= 10


def test_the_register_is_read_after_the_access_log_is_written(counter: Counter) -> None:
    submitted(counter)
    counter.calls.clear()
    counter.drain()

    calls = counter.calls.calls
    assert calls.index("dynamodb.PutItem") < calls.index("dynamodb.BatchGetItem")
    (seen,) = counter.wiring.state.access_log.of_person(TENANT, ADULT, 9)
    assert seen.purpose == RESIDENCE["document"]


def test_an_access_log_that_fails_means_that_no_register_is_read(counter: Counter) -> None:
    Faults(counter.wiring.platform.clients.dynamodb).before("PutItem", times=1000)
    case = submitted(counter)
    counter.calls.clear()
    counter.drain()

    assert "dynamodb.BatchGetItem" not in counter.calls.calls
    assert counter.case(case.id).instance.state == "submitted"
