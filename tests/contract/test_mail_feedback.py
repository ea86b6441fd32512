"""Blocked addresses and early feedback, in memory and on AWS alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.mail.notices import DynamoNotices
from chalicelib.adapters.aws.mail.suppressions import SesSuppressions
from chalicelib.adapters.memory.cases.guards import Openings
from chalicelib.adapters.memory.mail import MemoryNotices, MemorySuppressions
from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.mail.trouble import MailFeedback, Trouble
from chalicelib.ports.mail import Notices, Suppressions
from tests.support.requests import ELSEWHERE, KORTRIJK, NOW, an_id
from tests.support.stages.aws import Faults, a_session, make_table

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Feedback:
    suppressions: Suppressions
    notices: Notices


@pytest.fixture(params=["memory", "moto"])
def feedback(request: pytest.FixtureRequest) -> Iterator[Feedback]:
    if request.param == "memory":
        yield Feedback(MemorySuppressions(Openings(), known_keys()), MemoryNotices())
        return
    with mock_aws():
        session = a_session()
        clients, table = Clients(session), make_table(session)
        Faults(clients.ses).answer("DeleteSuppressedDestination", "NotFoundException", 404)
        yield Feedback(
            SesSuppressions(clients.dynamodb, table, known_keys(), clients.ses),
            DynamoNotices(clients.dynamodb, table),
        )


def test_an_address_is_blocked_here_until_it_is_confirmed(feedback: Feedback) -> None:
    addresses = feedback.suppressions
    addresses.block(KORTRIJK, "Iemand@Burger.example", NOW)
    assert addresses.is_blocked(KORTRIJK, "iemand@burger.example ")
    assert not addresses.is_blocked(ELSEWHERE, "iemand@burger.example")
    assert not addresses.is_blocked(KORTRIJK, "ander@burger.example")
    addresses.unblock(KORTRIJK, "iemand@burger.example")
    assert not addresses.is_blocked(KORTRIJK, "iemand@burger.example")


def test_feedback_that_waits_is_told_in_order_and_once(feedback: Feedback) -> None:
    notices = [
        MailFeedback(f"m{n}", KORTRIJK, an_id(n), "cr_ready", Trouble.BOUNCED, True, "ab", NOW + at)
        for n, at in ((1, MINUTE), (2, timedelta()))
    ]
    for notice in (*notices, notices[0]):
        feedback.notices.park(notice)
    assert feedback.notices.parked(KORTRIJK, 9) == notices[::-1]
    assert feedback.notices.parked(ELSEWHERE, 9) == []
    feedback.notices.forget(notices[0])
    assert feedback.notices.parked(KORTRIJK, 9) == notices[1:]
