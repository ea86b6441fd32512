"""What cases send through SQS and DynamoDB, and what is read back."""

from datetime import UTC, datetime

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.cases.messages import SqsBacklog, SqsBells, SqsCaseQueue, decode
from chalicelib.adapters.aws.cases.notices import DynamoNoticeTray
from chalicelib.adapters.aws.clients import Clients
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.cases.notices import MunicipalNotice
from chalicelib.ports.errors import PermanentError
from tests.support.requests import ELSEWHERE, KORTRIJK, an_id
from tests.support.stages.aws import a_session, make_table

MESSAGE = CaseMessage(KORTRIJK, an_id(), 3)
NOTICE = MunicipalNotice(
    f"{an_id()}-000002-1",
    ELSEWHERE,
    KORTRIJK,
    "pact",
    an_id(),
    "moved",
    datetime(2026, 3, 2, tzinfo=UTC),
)


@pytest.fixture
def clients():
    with mock_aws():
        yield Clients(a_session())


def a_queue(clients, name):
    return clients.sqs.create_queue(QueueName=name)["QueueUrl"]


def received(clients, url):
    (message,) = clients.sqs.receive_message(
        QueueUrl=url, MessageSystemAttributeNames=["MessageGroupId"]
    )["Messages"]
    return message


def test_a_case_reaches_the_issuance_function_in_the_group_of_its_municipality(clients):
    url = a_queue(clients, "issue")
    SqsCaseQueue(clients.sqs, url).send(MESSAGE)
    message = received(clients, url)
    assert decode(message["Body"]) == MESSAGE
    assert message["Attributes"]["MessageGroupId"] == KORTRIJK


@pytest.mark.parametrize("role", ["clerk", "warden"])
def test_each_role_of_a_municipality_has_a_bell_of_its_own(clients, role):
    first, own = (
        a_queue(clients, f"review-{KORTRIJK}"),
        a_queue(clients, f"review-{KORTRIJK}-warden"),
    )
    SqsBells(clients.sqs, first.removesuffix(f"-{KORTRIJK}")).ring(role, MESSAGE)
    assert decode(received(clients, first if role == "clerk" else own)["Body"]) == MESSAGE


@pytest.fixture
def bells(clients):
    url = a_queue(clients, f"review-{KORTRIJK}").removesuffix(f"-{KORTRIJK}")
    a_queue(clients, f"review-{KORTRIJK}-warden")
    return SqsBells(clients.sqs, url)


def test_a_bell_is_heard_by_one_until_it_is_given_back_or_forgotten(bells):
    bells.ring("warden", MESSAGE)
    assert bells.hear(KORTRIJK, "clerk") is None
    heard = bells.hear(KORTRIJK, "warden")
    assert (heard.role, heard.message) == ("warden", MESSAGE)
    assert bells.hear(KORTRIJK, "warden") is None
    bells.give_back(heard)
    again = bells.hear(KORTRIJK, "warden")
    assert again.message == MESSAGE
    for _ in range(2):
        bells.forget(again)
        bells.give_back(again)
    assert bells.hear(KORTRIJK, "warden") is None


def test_what_nobody_of_ours_wrote_is_no_bell(bells, clients):
    url = clients.sqs.get_queue_url(QueueName=f"review-{KORTRIJK}")["QueueUrl"]
    clients.sqs.send_message(QueueUrl=url, MessageBody="Hallo?")
    bells.ring("clerk", MESSAGE)
    assert bells.hear(KORTRIJK, "clerk").message == MESSAGE


def test_a_role_without_a_queue_is_an_error_that_the_worklist_bears(bells):
    with pytest.raises(PermanentError):
        bells.hear(KORTRIJK, "nobody")


def test_what_got_stuck_is_counted_over_the_queues_of_all_roles(clients):
    issue = a_queue(clients, "issue-dead").removesuffix("-dead")
    ends = (KORTRIJK, f"{KORTRIJK}-warden", ELSEWHERE)
    urls = [a_queue(clients, f"review-dead-{end}") for end in ends]
    for url in urls:
        clients.sqs.send_message(QueueUrl=url, MessageBody="x")
    review = urls[0].removesuffix(f"-dead-{KORTRIJK}")
    backlog = SqsBacklog(clients.sqs, issue, review, lambda: {"clerk", "warden"})
    assert backlog.parked(KORTRIJK) == {"issue": 0, "review": 2}


def test_a_notice_waits_once_where_it_was_sent_until_it_was_seen_to(clients):
    tray = DynamoNoticeTray(clients.dynamodb, make_table(a_session()))
    tray.put(NOTICE)
    tray.put(NOTICE)
    assert tray.waiting(ELSEWHERE, 10) == [NOTICE]
    assert tray.waiting(KORTRIJK, 10) == []
    tray.close(ELSEWHERE, NOTICE.id)
    assert tray.waiting(ELSEWHERE, 10) == []
