"""A clerk's work on the whole counter: SQS, DynamoDB, S3 and SES as moto does them."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from chalice.test import Client

import app
from chalicelib.adapters.aws.cases.messages import encode
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.shared.errors import ConflictError, NotAllowedError
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.handling.at_hand import LEASE
from ops.local.serve import context
from ops.operate import redrive
from tests.support.counter import Counter, population
from tests.support.office import CLERK, COLLEAGUE, PDF, REGISTRAR, SUPERVISOR, TENANT, a_clerk
from tests.support.stages.aws import Faults

ADULT = population().personas["volwassene"].number
PARENT = population().personas["ouder"].number
GROUND = {"ground": "Is de betrokkene zelf."}
REFUSAL = {"reason": "identiteit_niet_bewezen", "text": "U hebt er geen belang bij."}


def waiting(counter: Counter, number=ADULT) -> CertificateCase:
    wish = {"document": "attest-hoofdverblijfplaats", "remark": "Een vraag."}
    answer = counter.post(number, wish)
    assert answer.status_code == 202, answer.json_body
    counter.drain()
    return counter.case(answer.json_body["id"])


def messages(counter: Counter, kind: str = "ApproximateNumberOfMessages") -> int:
    answer = counter.wiring.platform.clients.sqs.get_queue_attributes(
        QueueUrl=counter.review_queue, AttributeNames=["All"]
    )
    return int(answer["Attributes"][kind])


def test_a_case_is_claimed_approved_and_delivered(counter: Counter) -> None:
    case = waiting(counter)
    assert messages(counter) == 1
    taken = counter.wiring.handling.claim.next(CLERK)
    assert taken is not None
    assert taken.id == case.id
    assert messages(counter) == 0
    counter.act(CLERK, case.id, "approve", GROUND)
    counter.drain()
    assert counter.case(case.id).instance.state == "delivered"
    assert counter.objects() == [counter.result(case.id).object_key]
    assert [mail.to for mail in counter.mails()] == ["test@burger.example"] * 2


def test_an_upload_comes_out_as_it_went_in(counter: Counter) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.chosen(CLERK, case.id)
    counter.act(CLERK, case.id, "approve_uploaded", GROUND | {"pdf": (File(PDF),)})
    counter.drain()
    assert counter.pdf(counter.result(case.id).object_key) == PDF


def test_twenty_clerks_at_once_hold_one_case_once(counter: Counter) -> None:
    case = waiting(counter)

    def claim(serial: int) -> str | None:
        staff = a_clerk(serial, StaffRole.CLERK)
        with suppress(ConflictError):
            lease = counter.wiring.handling.claim.chosen(staff, case.id).handling.lease
            return lease.staff if lease else None
        return None

    with ThreadPoolExecutor(20) as threads:
        held = [who for who in threads.map(claim, range(1, 21)) if who]
    lease = counter.case(case.id).handling.lease
    assert lease is not None
    assert held == [lease.staff]
    assert [entry.name for entry in counter.entries(case.id)].count("claimed") == 1


def test_a_heartbeat_holds_and_an_abandoned_case_comes_back(
    counter: Counter, clock: MemoryClock
) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.next(CLERK)
    clock.move(LEASE / 2)
    counter.wiring.handling.heartbeat(CLERK, case.id)
    clock.move(LEASE * 3 / 4)
    counter.tick()
    assert counter.case(case.id).handling.holder(clock.now()) == CLERK.id
    clock.move(LEASE)
    counter.tick()
    assert "abandoned" in [entry.name for entry in counter.entries(case.id)]
    taken = counter.wiring.handling.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == case.id


def test_a_stale_bell_goes_and_the_next_case_is_taken(counter: Counter) -> None:
    first, second = waiting(counter), waiting(counter, PARENT)
    counter.wiring.handling.claim.chosen(CLERK, first.id)
    counter.wiring.road.bells.ring("clerk", CaseMessage(TENANT, "01" + "A" * 24, 1))
    taken = counter.wiring.handling.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == second.id
    assert counter.wiring.handling.claim.next(REGISTRAR) is None
    assert messages(counter) == 0


def test_a_decision_whose_answer_is_lost_was_taken_once(counter: Counter) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.next(CLERK)
    Faults(counter.wiring.platform.clients.dynamodb).after("TransactWriteItems", times=1)
    counter.act(CLERK, case.id, "approve", GROUND)
    counter.drain()
    assert counter.events(case.id).count("approve") == 1
    assert counter.case(case.id).instance.state == "delivered"


def test_a_decision_that_could_not_be_stored_can_be_taken_again(counter: Counter) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.next(CLERK)
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=12)
    for _ in range(6):
        with suppress(RetryableError):
            counter.act(CLERK, case.id, "approve", GROUND)
            break
    counter.drain()
    assert counter.events(case.id).count("approve") == 1
    assert counter.case(case.id).instance.state == "delivered"


def test_a_supervisor_takes_over(counter: Counter) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.next(CLERK)
    counter.wiring.handling.take_over(SUPERVISOR, case.id)
    with pytest.raises(ConflictError, match="not_held"):
        counter.act(CLERK, case.id, "approve", GROUND)


def test_a_relative_is_told_by_the_register(counter: Counter) -> None:
    case = waiting(counter)
    relative = population().by_number[ADULT].person.relatives[0].number
    with pytest.raises(NotAllowedError, match="own_file"):
        counter.wiring.handling.claim.chosen(replace(CLERK, number=relative), case.id)


def test_a_refusal_is_kept_and_only_its_existence_is_mailed(counter: Counter) -> None:
    case = waiting(counter)
    counter.wiring.handling.claim.chosen(REGISTRAR, case.id)
    counter.act(REGISTRAR, case.id, "reject", REFUSAL)
    counter.drain()
    (letter,) = (one for one in counter.entries(case.id) if one.kind is EntryKind.LETTER)
    assert REFUSAL["text"] in letter.text
    assert {"reason", "basis", "means_of_appeal"} <= dict(letter.data).keys()
    assert "beslissing" in counter.mails()[-1].subject.lower()
    assert "belang" not in counter.mails()[-1].text.lower()


def test_what_was_parked_is_handled_after_it_was_sent_back(counter: Counter) -> None:
    case = waiting(counter)
    sqs = counter.wiring.platform.clients.sqs
    counter.bodies(counter.review_queue)
    place = redrive.place_of(sqs, "test", "review", TENANT)
    body = encode(CaseMessage(TENANT, case.id, case.instance.version))
    sqs.send_message(QueueUrl=place.dead, MessageBody=body)
    assert counter.wiring.cases.backlog.parked(TENANT) == {"issue": 0, "review": 1}
    assert [one.is_ours for one in redrive.redrive(sqs, place, dry_run=False, limit=9)] == [True]
    assert messages(counter) == 1
    taken = counter.wiring.handling.claim.next(CLERK)
    assert taken is not None
    assert messages(counter) == 0


def test_a_bounce_from_sns_is_a_task_and_the_address_is_left_alone(
    counter: Counter, clock: MemoryClock
) -> None:
    case = waiting(counter)
    bounce(counter, case)
    (task,) = counter.case(case.id).tasks
    assert task.code == "mail_came_back"
    clock.move(timedelta(minutes=2))
    sent = len(counter.mails())
    counter.wiring.handling.claim.chosen(CLERK, case.id)
    counter.act(CLERK, case.id, "ask_applicant", {"text": "Wat?"})
    counter.drain()
    assert len(counter.mails()) == sent
    counter.wiring.handling.send_again(CLERK, case.id, task.key)
    counter.drain()
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
    case = waiting(counter)
    counter.wiring.handling.claim.chosen(CLERK, case.id)
    question = {"text": "Bent u de schoonzuster van de betrokkene?"}
    counter.act(CLERK, case.id, "ask_applicant", question)
    counter.act(ADULT, case.id, "answer", {"text": "Ja, de schoonzuster."})
    counter.drain()
    person = population().by_number[ADULT].person
    bodies = " ".join((*counter.bodies(counter.review_queue), *counter.seen))
    mails = " ".join(mail.subject + mail.text + (mail.html or "") for mail in counter.mails())
    for secret in ("schoonzuster", person.name.family, ADULT.digits, ADULT.printed):
        assert secret not in bodies
        assert secret not in mails


def bounce(counter: Counter, case: CertificateCase) -> None:
    recipients = [{"emailAddress": "test@burger.example"}]
    message = {
        "eventType": "Bounce",
        "mail": {
            "messageId": "m1",
            "destination": ["test@burger.example"],
            "tags": {"tenant": [TENANT], "request": [case.id], "template": ["cr_received"]},
        },
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": recipients},
    }
    with Client(app.app) as client:
        event = client.events.generate_sns_event(json.dumps(message))
        client.lambda_.invoke("mail_feedback", event)
