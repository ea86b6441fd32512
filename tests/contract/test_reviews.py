"""What clerks need of the store and the queues, in memory and on AWS."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from chalicelib.adapters.aws.former_store.requests import DynamoRequests
from chalicelib.adapters.memory.former.store import MemoryRequests
from chalicelib.adapters.memory.former.tasks import MemoryNotices, MemorySuppressions, MemoryTasks
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, Entry, EntryKind
from chalicelib.domain.former_cases.handling import Approval, Lease, Review, Upload
from chalicelib.domain.former_cases.tasks import Notice, Task, TaskKind, Trouble
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.mail.suppressions import SesSuppressions
from chalicelib.adapters.aws.mail.tasks import DynamoNotices, DynamoTasks
from chalicelib.adapters.aws.reviews import SqsReviewQueue
from chalicelib.adapters.embedded.index import EmbeddedIndex
from chalicelib.adapters.memory.platform import MemoryClock, known_keys
from chalicelib.adapters.memory.queues import MemoryReviewQueue
from chalicelib.adapters.memory.registers import MemoryRegisters
from chalicelib.domain.cases.intake import Delivery, Identified
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.mail import Notices, Suppressions
from chalicelib.ports.queues import ReviewQueue, WorkMessage
from chalicelib.ports.registers import PersonIndex
from ops.synthetic.fill import fill
from tests.support.aws import Faults, a_session, make_table, one_at_a_time
from tests.support.office import persona, population
from tests.support.requests import (
    ELSEWHERE,
    KORTRIJK,
    NOW,
    a_request,
    an_id,
    first_event,
    guards_of,
    moved,
)

MINUTE = timedelta(minutes=1)
LEASE = Lease("k1", NOW + 20 * MINUTE, "receipt")
REVIEW = Review(
    since=NOW,
    reason="condition_failed",
    lease=LEASE,
    is_escalated=True,
    approval=Approval("k1", NOW, Upload("key", "ab" * 32, 9, 1)),
    waiting_for="politie",
    recheck_at=NOW + 30 * MINUTE,
    recheck_days=3,
)


@dataclass(frozen=True)
class Desks:
    """One implementation of everything that clerks need."""

    requests: RequestStore
    queue: ReviewQueue
    tasks: Tasks
    suppressions: Suppressions
    notices: Notices
    index: PersonIndex


@pytest.fixture(params=["memory", "moto"])
def desks(request: pytest.FixtureRequest) -> Iterator[Desks]:
    clock = MemoryClock()
    if request.param == "memory":
        yield Desks(
            MemoryRequests(),
            MemoryReviewQueue(clock),
            MemoryTasks(),
            MemorySuppressions(),
            MemoryNotices(),
            MemoryRegisters(KORTRIJK, population().files),
        )
        return
    with mock_aws():
        yield on_moto(clock)


def on_moto(clock: MemoryClock) -> Desks:
    session = a_session()
    one_at_a_time(session)
    clients, table, keys = Clients(session), make_table(session), known_keys()
    Faults(clients.ses).answer("DeleteSuppressedDestination", "NotFoundException", 404)
    for nis in (KORTRIJK, ELSEWHERE):
        url = clients.sqs.create_queue(QueueName=f"review-{nis}")["QueueUrl"]
    people = make_table(session, "registers")
    twins = [population().by_number[persona(f"naamgenoot-{n}")] for n in ("een", "twee")]
    assert list(fill(clients.dynamodb, people, keys, twins))
    return Desks(
        DynamoRequests(clients.dynamodb, table, keys, pause=lambda _: None),
        SqsReviewQueue(clients.sqs, url.removesuffix(f"-{ELSEWHERE}")),
        DynamoTasks(clients.dynamodb, table),
        SesSuppressions(clients.dynamodb, table, keys, clock, clients.ses),
        DynamoNotices(clients.dynamodb, table),
        EmbeddedIndex(clients.dynamodb, people, keys),
    )


def made(desks: Desks, serial: int = 1, tenant: str = KORTRIJK) -> Request:
    request = a_request(serial, tenant=tenant, due_at=NOW + 60 * MINUTE)
    desks.requests.create(request, [first_event(request)], guards_of(request))
    return request


def claimed(desks: Desks) -> Request:
    after, event = moved(replace(made(desks), review=REVIEW), "clerk_review")
    desks.requests.save(after, was=1, events=[event])
    return after


def an_entry(serial: int = 1, version: int = 1, text: str = "Belde zonet.") -> Entry:
    attachment = Attachment("key", "cd" * 32, 7, "image/png", NOW.date())
    codes = (("reason", "geen_belang"),)
    kind = EntryKind.NOTE
    return Entry(an_id(serial), version, kind, "clerk:k1", NOW, text, codes, (attachment,))


def test_the_human_side_of_a_request_comes_back_as_it_was_stored(desks):
    request = claimed(desks)
    assert desks.requests.get(KORTRIJK, request.id) == request
    assert desks.requests.due(KORTRIJK, LEASE.until, 9) == [request]
    assert desks.requests.due(KORTRIJK, LEASE.until - MINUTE, 9) == []


def test_how_a_request_was_keyed_in_comes_back(desks):
    plain = a_request()
    keyed = replace(
        plain.intake,
        keyed_in_by="k1",
        identified_by=Identified.CARD,
        delivery=Delivery.POST,
    )
    request = replace(plain, intake=keyed)
    desks.requests.create(request, [first_event(request)], guards_of(request))
    assert desks.requests.get(KORTRIJK, request.id) == request


def test_a_longer_lease_moves_the_moment_to_look_and_nothing_else(desks):
    request = claimed(desks)
    longer = replace(LEASE, until=NOW + 25 * MINUTE)
    changed = replace(request, outbox=("x:y",), review=replace(REVIEW, lease=longer))
    desks.requests.extend(changed)
    stored = desks.requests.get(KORTRIJK, request.id)
    assert stored == replace(request, review=replace(REVIEW, lease=longer))
    assert desks.requests.due(KORTRIJK, NOW + 24 * MINUTE, 9) == []
    assert desks.requests.due(KORTRIJK, NOW + 25 * MINUTE, 9) == [stored]


def test_a_touch_leaves_the_lease_alone(desks):
    request = claimed(desks)
    later = NOW + 50 * MINUTE
    review = replace(REVIEW, lease=None, recheck_at=later)
    desks.requests.touch(replace(request, review=review, attempts=2))
    stored = desks.requests.get(KORTRIJK, request.id)
    assert stored == replace(request, attempts=2, review=replace(REVIEW, recheck_at=later))


@pytest.mark.parametrize("change", ["extend", "readdress"])
def test_a_request_that_moved_on_is_not_changed(desks, change):
    request = claimed(desks)
    after, event = moved(replace(request, review=Review()), "clerk_queue")
    desks.requests.save(after, was=2, events=[event])
    with pytest.raises(ConflictError, match="version_moved"):
        getattr(desks.requests, change)(request)
    assert desks.requests.get(KORTRIJK, request.id) == after


def test_another_address_is_stored_at_the_same_version(desks):
    request = claimed(desks)
    right = replace(request, applicant=replace(request.applicant, email="goed@burger.example"))
    desks.requests.readdress(right)
    assert desks.requests.get(KORTRIJK, request.id) == right


def test_what_was_said_is_stored_with_the_change_or_not_at_all(desks):
    request = made(desks)
    after, event = moved(request, "clerk_queue")
    desks.requests.save(after, was=1, events=[event], entries=[an_entry(1, 2)])
    with pytest.raises(ConflictError):
        desks.requests.save(after, was=1, events=[event], entries=[an_entry(2, 2)])
    assert desks.requests.entries(KORTRIJK, request.id) == [an_entry(1, 2)]


def test_entries_are_in_order_and_the_same_one_twice_is_one(desks):
    request = made(desks)
    for entry in (an_entry(1, 3), an_entry(2, 2), an_entry(3, 2), an_entry(2, 2)):
        desks.requests.add(request, entry)
    said = desks.requests.entries(KORTRIJK, request.id)
    assert said == [an_entry(2, 2), an_entry(3, 2), an_entry(1, 3)]
    with pytest.raises(PermanentError):
        desks.requests.add(request, an_entry(2, 2, "Iets anders."))
    assert desks.requests.entries(ELSEWHERE, request.id) == []
    assert desks.requests.entries(KORTRIJK, "nothing#") == []


def test_a_state_lists_its_requests_oldest_first_and_only_of_here(desks):
    first, second = made(desks, 1), made(desks, 2)
    made(desks, 3, ELSEWHERE)
    assert desks.requests.in_state(KORTRIJK, "submitted", 9) == [first, second]
    assert desks.requests.in_state(KORTRIJK, "submitted", 1) == [first]
    after, event = moved(first, "clerk_queue")
    desks.requests.save(after, was=1, events=[event])
    assert desks.requests.in_state(KORTRIJK, "submitted", 9) == [second]
    assert desks.requests.in_state(KORTRIJK, "clerk_queue", 9) == [after]


def test_a_day_lists_what_came_in(desks):
    first, second = made(desks, 1), made(desks, 2)
    assert desks.requests.received_on(KORTRIJK, NOW.date(), 9) == [first, second]
    assert desks.requests.received_on(KORTRIJK, NOW.date() + timedelta(days=1), 9) == []
    assert desks.requests.received_on(ELSEWHERE, NOW.date(), 9) == []


def test_a_received_message_is_hidden_until_it_is_given_back_or_deleted(desks):
    message = WorkMessage(KORTRIJK, an_id(), 3)
    desks.queue.send(message)
    held = desks.queue.receive(KORTRIJK, 600)
    assert held.message == message
    assert desks.queue.receive(KORTRIJK, 600) is None
    desks.queue.hide(KORTRIJK, held.receipt, 0)
    again = desks.queue.receive(KORTRIJK, 600)
    assert again.message == message
    desks.queue.delete(KORTRIJK, again.receipt)
    assert desks.queue.receive(KORTRIJK, 0) is None


def test_a_municipality_gets_only_its_own_messages(desks):
    desks.queue.send(WorkMessage(ELSEWHERE, an_id(), 3))
    assert desks.queue.receive(KORTRIJK, 600) is None
    assert desks.queue.receive(ELSEWHERE, 600).message.tenant == ELSEWHERE


def test_a_handle_that_is_over_does_nothing(desks):
    desks.queue.send(WorkMessage(KORTRIJK, an_id(), 3))
    held = desks.queue.receive(KORTRIJK, 600)
    desks.queue.delete(KORTRIJK, held.receipt)
    desks.queue.delete(KORTRIJK, held.receipt)
    desks.queue.hide(KORTRIJK, held.receipt, 60)
    desks.queue.hide(KORTRIJK, "nonsense", 60)
    desks.queue.delete(KORTRIJK, "nonsense")
    assert desks.queue.receive(KORTRIJK, 0) is None


def a_task(serial: int = 1, kind: TaskKind = TaskKind.MAIL, reason: str = "bounced") -> Task:
    return Task(KORTRIJK, an_id(serial), kind, "cr_ready", reason, NOW)


def test_a_task_is_open_once_a_kind_until_it_is_closed(desks):
    for task in (a_task(2), a_task(1), a_task(1, reason="blocked"), a_task(1, TaskKind.LETTER)):
        desks.tasks.open(task)
    assert desks.tasks.of(KORTRIJK, TaskKind.MAIL, 9) == [a_task(1, reason="blocked"), a_task(2)]
    assert desks.tasks.of(KORTRIJK, TaskKind.MAIL, 1) == [a_task(1, reason="blocked")]
    assert desks.tasks.of(ELSEWHERE, TaskKind.MAIL, 9) == []
    for _ in range(2):
        desks.tasks.close(KORTRIJK, an_id(1), TaskKind.MAIL)
    assert desks.tasks.get(KORTRIJK, an_id(1), TaskKind.MAIL) is None
    assert desks.tasks.get(KORTRIJK, an_id(1), TaskKind.LETTER) == a_task(1, TaskKind.LETTER)
    assert desks.tasks.get(KORTRIJK, "no#thing", TaskKind.MAIL) is None


def test_an_address_is_blocked_here_until_it_is_confirmed(desks):
    desks.suppressions.block(KORTRIJK, "Iemand@Burger.example", NOW)
    assert desks.suppressions.is_blocked(KORTRIJK, "iemand@burger.example ")
    assert not desks.suppressions.is_blocked(ELSEWHERE, "iemand@burger.example")
    assert not desks.suppressions.is_blocked(KORTRIJK, "ander@burger.example")
    desks.suppressions.unblock(KORTRIJK, "iemand@burger.example")
    assert not desks.suppressions.is_blocked(KORTRIJK, "iemand@burger.example")


def test_feedback_that_waits_is_told_in_order_and_once(desks):
    notices = [
        Notice(f"m{n}", KORTRIJK, an_id(n), "cr_ready", Trouble.BOUNCED, True, "ab", NOW + at)
        for n, at in ((1, MINUTE), (2, timedelta()))
    ]
    for notice in (*notices, notices[0]):
        desks.notices.park(notice)
    assert desks.notices.parked(KORTRIJK, 9) == notices[::-1]
    assert desks.notices.parked(ELSEWHERE, 9) == []
    desks.notices.forget(notices[0])
    assert desks.notices.parked(KORTRIJK, 9) == notices[1:]


def test_people_are_found_by_name_and_birth_of_here(desks):
    born = population().by_number[persona("naamgenoot-een")].person.birth.date.earliest
    twins = {persona("naamgenoot-een"), persona("naamgenoot-twee")}
    assert set(desks.index.find(KORTRIJK, "de-CLÉRCQ", born)) == twins
    assert desks.index.find(ELSEWHERE, "declercq", born) == []
    assert desks.index.find(KORTRIJK, "declercq", born + timedelta(days=1)) == []
