"""A clerk's work on the whole counter: SQS, DynamoDB, S3 and SES as moto does them."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from chalice.test import Client
from chalicelib.adapters.aws.queues import encode
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.tasks import TaskKind
from chalicelib.ports.queues import WorkMessage
from chalicelib.usecases.workqueue.claim import LEASE

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.staff import Role
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from ops.local.serve import context
from ops.operate import redrive
from tests.support.aws import Faults
from tests.support.counter import Counter, population
from tests.support.office import CLERK, COLLEAGUE, PDF, REGISTRAR, SUPERVISOR, TENANT, a_clerk

ADULT = population().personas["volwassene"].number
PARENT = population().personas["ouder"].number
REFUSAL = Refusal("geen_belang", "KB van 16 juli 1992, art. 3", "raad_van_state")


def waiting(counter: Counter, number=ADULT) -> Request:
    wish = {"document": "attest-hoofdverblijfplaats", "remark": "Een vraag."}
    answer = counter.post(number, wish)
    assert answer.status_code == 202, answer.json_body
    counter.drain()
    return stored(counter, answer.json_body["id"])


def stored(counter: Counter, request_id: str) -> Request:
    request = counter.wiring.state.requests.get(TENANT, request_id)
    assert request is not None
    return request


def names(counter: Counter, request: Request) -> list[str]:
    return [event.name for event in counter.wiring.state.requests.events(TENANT, request.id)]


def messages(counter: Counter, kind: str = "ApproximateNumberOfMessages") -> int:
    answer = counter.wiring.platform.clients.sqs.get_queue_attributes(
        QueueUrl=counter.review_queue, AttributeNames=["All"]
    )
    return int(answer["Attributes"][kind])


def test_a_case_is_claimed_approved_and_delivered(counter: Counter) -> None:
    request = waiting(counter)
    taken = counter.wiring.workqueue.claim.next(CLERK)
    assert taken is not None
    assert taken.id == request.id
    assert messages(counter, "ApproximateNumberOfMessagesNotVisible") == 1
    counter.wiring.workqueue.decide.approve(CLERK, request.id, "Is de betrokkene zelf.")
    assert messages(counter, "ApproximateNumberOfMessagesNotVisible") == 0
    counter.drain()
    after = stored(counter, request.id)
    assert after.instance.state == "delivered"
    assert after.issued is not None
    assert counter.objects() == [after.issued.object_key]
    assert [mail.to for mail in counter.mails()] == ["test@burger.example"] * 2


def test_an_upload_comes_out_as_it_went_in(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.chosen(CLERK, request.id)
    counter.wiring.workqueue.decide.approve_uploaded(
        CLERK, request.id, "Opgezocht in het register.", PDF
    )
    counter.drain()
    issued = stored(counter, request.id).issued
    assert issued is not None
    assert counter.pdf(issued.object_key) == PDF


def test_twenty_clerks_at_once_hold_one_case_once(counter: Counter) -> None:
    request = waiting(counter)

    def claim(serial: int) -> str | None:
        staff = a_clerk(serial, Role.CLERK)
        with suppress(ConflictError):
            taken = counter.wiring.workqueue.claim.chosen(staff, request.id)
            lease = taken.review.lease
            return lease.staff if lease else None
        return None

    with ThreadPoolExecutor(20) as threads:
        held = [who for who in threads.map(claim, range(1, 21)) if who]
    lease = stored(counter, request.id).review.lease
    assert lease is not None
    assert held == [lease.staff]
    assert names(counter, request).count("claim") == 1


def test_a_heartbeat_holds_and_an_abandoned_case_comes_back(
    counter: Counter, clock: MemoryClock
) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.next(CLERK)
    clock.move(LEASE / 2)
    counter.wiring.workqueue.heartbeat(CLERK, request.id)
    clock.move(LEASE * 3 / 4)
    counter.tick()
    assert stored(counter, request.id).instance.state == "clerk_review"
    clock.move(LEASE)
    counter.tick()
    assert names(counter, request)[-1] == "abandoned"
    taken = counter.wiring.workqueue.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == request.id


def test_a_stale_message_vanishes_and_the_next_is_taken(counter: Counter) -> None:
    first, second = waiting(counter), waiting(counter, PARENT)
    counter.wiring.workqueue.claim.chosen(CLERK, first.id)
    counter.wiring.state.review_queue.send(WorkMessage(TENANT, "01" + "A" * 24, 1))
    taken = counter.wiring.workqueue.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == second.id
    assert counter.wiring.workqueue.claim.next(REGISTRAR) is None
    assert messages(counter) == 0


def test_a_decision_whose_answer_is_lost_was_taken_once(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.next(CLERK)
    Faults(counter.wiring.platform.clients.dynamodb).after("TransactWriteItems", times=1)
    counter.wiring.workqueue.decide.approve(CLERK, request.id, "Is de betrokkene zelf.")
    counter.drain()
    assert names(counter, request).count("approve") == 1
    assert stored(counter, request.id).instance.state == "delivered"


def test_a_decision_that_could_not_be_stored_can_be_taken_again(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.next(CLERK)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=12)
    for _ in range(6):
        with suppress(RetryableError):
            counter.wiring.workqueue.decide.approve(CLERK, request.id, "Is de betrokkene zelf.")
            break
    counter.drain()
    assert names(counter, request).count("approve") == 1
    assert stored(counter, request.id).instance.state == "delivered"


def test_a_message_that_cannot_be_deleted_is_found_stale(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.next(CLERK)
    Faults(counter.wiring.platform.clients.sqs).before("DeleteMessage", times=9)
    counter.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    assert stored(counter, request.id).instance.state == "waiting_applicant"


def test_a_supervisor_takes_over(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.next(CLERK)
    counter.wiring.workqueue.take_over(SUPERVISOR, request.id)
    with pytest.raises(ConflictError, match="not_held"):
        counter.wiring.workqueue.release(CLERK, request.id)
    assert messages(counter, "ApproximateNumberOfMessagesNotVisible") == 0


def test_a_relative_is_told_by_the_register(counter: Counter) -> None:
    request = waiting(counter)
    relative = population().by_number[ADULT].person.relatives[0].number
    with pytest.raises(ConflictError, match="own_file"):
        counter.wiring.workqueue.claim.chosen(replace(CLERK, number=relative), request.id)


def test_a_refusal_is_kept_and_only_its_existence_is_mailed(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.chosen(REGISTRAR, request.id)
    letter = counter.wiring.workqueue.decide.preview(REGISTRAR, request.id, REFUSAL)
    counter.wiring.workqueue.decide.reject(REGISTRAR, request.id, REFUSAL)
    (entry,) = counter.wiring.state.requests.entries(TENANT, request.id)
    assert entry.text == letter.text
    assert "beslissing" in counter.mails()[-1].subject.lower()
    assert "belang" not in counter.mails()[-1].text.lower()


def test_what_was_parked_is_handled_after_it_was_sent_back(counter: Counter) -> None:
    request = waiting(counter)
    sqs = counter.wiring.platform.clients.sqs
    counter.bodies(counter.review_queue)
    version = request.instance.version
    place = redrive.place_of(sqs, "test", "review", TENANT)
    body = encode(WorkMessage(TENANT, request.id, version))
    sqs.send_message(QueueUrl=place.dead, MessageBody=body)
    assert counter.wiring.state.backlog.parked(TENANT) == {"issue": 0, "review": 1}
    assert [one.is_ours for one in redrive.redrive(sqs, place, dry_run=False, limit=9)] == [True]
    taken = counter.wiring.workqueue.claim.next(CLERK)
    assert taken is not None
    assert taken.review.lease is not None
    assert taken.review.lease.receipt


def test_a_bounce_from_sns_is_a_task_and_the_address_is_left_alone(
    counter: Counter, clock: MemoryClock
) -> None:
    request = waiting(counter)
    bounce(counter, request)
    (task,) = counter.wiring.state.tasks.of(TENANT, TaskKind.MAIL, 9)
    assert task.request_id == request.id
    clock.move(timedelta(minutes=2))
    sent = len(counter.mails())
    counter.wiring.workqueue.claim.chosen(CLERK, request.id)
    counter.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    assert len(counter.mails()) == sent
    counter.wiring.mail.mail_tasks.confirm(CLERK, request.id)
    assert len(counter.mails()) == sent + 1


def test_the_digest_goes_to_the_supervisor(counter: Counter) -> None:
    waiting(counter)
    event = {"version": "0", "source": "aws.events", "detail": {}, "resources": []}
    more = {"id": "1", "account": "1", "time": "now", "region": "eu-west-1", "detail-type": "x"}
    app.digest(event | more, context())
    mail = counter.mails()[-1]
    assert mail.to == "diensthoofd@kortrijk.example"
    assert "Open bij de medewerkers: 1" in mail.text


def test_nothing_personal_leaves_with_messages_and_mails(counter: Counter) -> None:
    request = waiting(counter)
    counter.wiring.workqueue.claim.chosen(CLERK, request.id)
    counter.wiring.workqueue.ask(CLERK, request.id, "Bent u de schoonzuster van de betrokkene?")
    counter.wiring.workqueue.answer(TENANT, ADULT, request.id, "Ja, de schoonzuster.")
    person = population().by_number[ADULT].person
    bodies = " ".join(counter.bodies(counter.review_queue))
    mails = " ".join(mail.subject + mail.text + (mail.html or "") for mail in counter.mails())
    for secret in ("schoonzuster", person.name.family, ADULT.digits, ADULT.printed):
        assert secret not in bodies
        assert secret not in mails


def bounce(counter: Counter, request: Request) -> None:
    recipients = [{"emailAddress": "test@burger.example"}]
    message = {
        "eventType": "Bounce",
        "mail": {
            "messageId": "m1",
            "destination": ["test@burger.example"],
            "tags": {"tenant": [TENANT], "request": [request.id], "template": ["cr_received"]},
        },
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": recipients},
    }
    with Client(app.app) as client:
        event = client.events.generate_sns_event(json.dumps(message))
        client.lambda_.invoke("mail_feedback", event)
