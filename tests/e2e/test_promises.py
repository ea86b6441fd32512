"""The promises of the design, kept from the POST to the mail, whatever fails on the way."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

import pytest
from chalicelib.domain.former_cases.case import PROCESS, Applicant, Request, Wish
from chalicelib.domain.former_process import replay
from chalicelib.usecases.former_cases.issue import RETRY_DELAYS
from chalicelib.usecases.former_cases.submit import SubmitCommand, Submitted

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.errors import RetryableError
from tests.support.aws import Faults
from tests.support.counter import Counter, population

TENANT = "34022"
ADULT = population().personas["volwassene"].number
RESIDENCE = {"document": "attest-hoofdverblijfplaats"}


def submitted(counter: Counter, **wish: str) -> Request:
    answer = counter.post(ADULT, RESIDENCE | wish)
    assert answer.status_code == 202, answer.json_body
    return stored(counter, answer.json_body["id"])


def stored(counter: Counter, request_id: str) -> Request:
    request = counter.wiring.state.requests.get(TENANT, request_id)
    assert request is not None
    return request


def ledger(counter: Counter) -> list[dict[str, object]]:
    return [item for item in counter.items() if "#LEDGER" in item["pk"]["S"]]


def test_twenty_submissions_at_once_with_one_key_make_one_request(counter: Counter) -> None:
    command = SubmitCommand(
        tenant=TENANT,
        idempotency_key="one-key",
        applicant=Applicant(ADULT, "test@burger.example", Assurance.HIGH),
        wish=Wish(RESIDENCE["document"], "attest", "nl", subject=ADULT, claimed=Relation.SELF),
    )

    def submit(_: int) -> Submitted:
        return counter.wiring.cases.submit(command)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(submit, range(20)))

    assert len({answer.request.id for answer in answers}) == 1
    assert [answer.repeated for answer in answers].count(False) == 1
    assert len(counter.wiring.state.requests.of_person(TENANT, ADULT, 50)) == 1
    assert counter.drain() == 1


def test_a_message_delivered_five_times_makes_one_of_everything(counter: Counter) -> None:
    request = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)

    for _ in range(5):
        counter.deliver(body)

    names = [event.name for event in counter.wiring.state.requests.events(TENANT, request.id)]
    assert names.count("stored") == 1
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
    assert len(counter.wiring.state.requests.of_person(TENANT, ADULT, 50)) == 1


def test_a_lost_message_is_sent_again_by_the_tick(counter: Counter, clock: MemoryClock) -> None:
    faults = Faults(counter.wiring.platform.clients.sqs)
    faults.before("SendMessage", times=3)
    request = submitted(counter)
    assert counter.drain() == 0

    clock.move(timedelta(minutes=6))
    counter.tick()
    assert counter.drain() == 1

    assert stored(counter, request.id).instance.state == "delivered"


def test_a_mail_that_fails_goes_later_and_once(counter: Counter, clock: MemoryClock) -> None:
    Faults(counter.wiring.platform.clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    request = submitted(counter)
    counter.drain()
    assert counter.mails() == []
    assert stored(counter, request.id).instance.state == "delivered"

    counter.tick()
    assert counter.mails() == []
    clock.move(timedelta(minutes=10))
    counter.tick()
    counter.tick()

    assert len(counter.mails()) == 1
    assert stored(counter, request.id).outbox == ()


def test_a_register_that_comes_back_only_delays(counter: Counter, clock: MemoryClock) -> None:
    Faults(counter.wiring.platform.clients.dynamodb).before("BatchGetItem", times=3)
    request = submitted(counter)
    counter.drain()
    assert stored(counter, request.id).instance.state == "submitted"
    assert stored(counter, request.id).attempts == 1

    clock.move(timedelta(minutes=1))
    counter.tick()
    counter.drain()

    assert stored(counter, request.id).instance.state == "delivered"
    assert len(counter.mails()) == 1


def test_a_register_that_stays_away_hands_the_request_to_a_human(
    counter: Counter, clock: MemoryClock
) -> None:
    Faults(counter.wiring.platform.clients.dynamodb).before("BatchGetItem", times=1000)
    request = submitted(counter)
    for _ in range(len(RETRY_DELAYS) + 1):
        counter.drain()
        clock.move(timedelta(hours=1))
        counter.tick()

    after = stored(counter, request.id)
    assert after.instance.state == "clerk_queue"
    (mail,) = counter.mails()
    assert after.reference in mail.subject
    messages = counter.bodies(counter.review_queue)
    assert {json.loads(body)["request_id"] for body in messages} == {request.id}
    assert counter.objects() == []


def test_after_a_crash_and_a_day_paper_and_ledger_are_of_one_decision(
    counter: Counter, clock: MemoryClock
) -> None:
    request = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=12)
    with pytest.raises(RetryableError):
        counter.deliver(body)
    (before,) = counter.objects()

    clock.move(timedelta(days=1))
    for _ in range(5):
        with suppress(RetryableError):
            counter.deliver(body)

    issued = stored(counter, request.id).issued
    assert issued is not None
    assert issued.object_key != before, "what was printed yesterday isn't what is decided today"
    assert issued.sha256 == sha256(counter.pdf(issued.object_key)).hexdigest()
    assert issued.issued_on == clock.now().date()
    assert len(ledger(counter)) == len(counter.mails()) == 1


def test_a_crash_after_the_document_was_stored_keeps_it_for_the_same_decision(
    counter: Counter,
) -> None:
    request = submitted(counter)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=6)
    for _ in range(5):
        with suppress(RetryableError):
            counter.deliver(body)

    (key,) = counter.objects()
    issued = stored(counter, request.id).issued
    assert issued is not None
    assert issued.object_key == key
    assert issued.sha256 == sha256(counter.pdf(key)).hexdigest()


def test_events_replay_to_the_state(counter: Counter) -> None:
    request = submitted(counter)
    counter.drain()
    after = stored(counter, request.id)
    municipality = counter.wiring.templates.municipalities.get(TENANT)

    events = counter.wiring.state.requests.events(TENANT, request.id)
    again = replay(counter.wiring.templates.processes.get(PROCESS), events, municipality.calendar)

    assert again == after.instance
    assert [event.version for event in events] == list(range(1, after.instance.version + 1))


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
        "dynamodb.UpdateItem": 1,
    }
    assert ours.total() <= 10


def test_the_register_is_read_after_the_access_log_is_written(counter: Counter) -> None:
    submitted(counter)
    counter.calls.clear()
    counter.drain()

    calls = counter.calls.calls
    assert calls.index("dynamodb.PutItem") < calls.index("dynamodb.BatchGetItem")
    (seen,) = counter.wiring.cases.follow.consultations(TENANT, ADULT)
    assert seen.purpose == RESIDENCE["document"]


def test_an_access_log_that_fails_means_that_no_register_is_read(counter: Counter) -> None:
    Faults(counter.wiring.platform.clients.dynamodb).before("PutItem", times=1000)
    request = submitted(counter)
    counter.calls.clear()
    counter.drain()

    assert "dynamodb.BatchGetItem" not in counter.calls.calls
    assert stored(counter, request.id).instance.state == "submitted"
