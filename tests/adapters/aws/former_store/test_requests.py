"""What of DynamoRequests only shows on DynamoDB: calls, faults, and what stands in the items."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from chalicelib.adapters.aws.former_store.requests import DynamoRequests
from chalicelib.ports.requests import Created, Repeated

from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError, RetryableError
from tests.support.requests import (
    KORTRIJK,
    NOW,
    a_number,
    a_request,
    an_issued,
    first_event,
    guards_of,
    moved,
)

TRANSACT = "TransactWriteItems"


def create(aws, request, **guards):
    return aws.requests.create(request, [first_event(request)], guards_of(request, **guards))


def test_every_verb_is_one_call(aws):
    request = a_request(due_at=NOW)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")
    create(aws, request)
    aws.requests.get(KORTRIJK, request.id)
    aws.requests.save(later, was=1, events=[event])
    aws.requests.touch(later)
    aws.requests.events(KORTRIJK, request.id)
    aws.requests.of_person(KORTRIJK, a_number(), 10)
    aws.requests.due(KORTRIJK, NOW, 10)
    assert aws.counter.calls == [
        "dynamodb.TransactWriteItems",
        "dynamodb.GetItem",
        "dynamodb.TransactWriteItems",
        "dynamodb.UpdateItem",
        "dynamodb.Query",
        "dynamodb.Query",
        "dynamodb.Query",
    ]


def test_a_creation_that_never_left_stored_nothing_and_can_be_repeated(aws):
    request = a_request()
    aws.faults.before(TRANSACT)
    with pytest.raises(RetryableError):
        create(aws, request)
    assert aws.items() == []
    assert create(aws, request) == Created(request)


def test_a_creation_whose_answer_was_lost_is_created(aws):
    request = a_request()
    aws.faults.after(TRANSACT)
    assert create(aws, request) == Created(request)
    assert aws.requests.events(KORTRIJK, request.id) == [first_event(request)]


def test_a_marked_creation_whose_answer_was_lost_keeps_its_marks(aws):
    first, second = a_request(1), a_request(2)
    create(aws, first, duplicate="d")
    aws.faults.after(TRANSACT, skip=1)
    answer = create(aws, second, duplicate="d")
    assert answer.request.intake.duplicate_of == first.id
    assert aws.requests.get(KORTRIJK, second.id) == answer.request


def test_a_creation_that_is_repeated_by_the_client_is_its_own_and_not_a_repetition(aws):
    """What botocore does by itself: the second attempt meets the guard of the first."""
    request = a_request()
    create(aws, request)
    assert create(aws, request) == Created(request)


def test_when_nothing_can_be_learnt_about_a_creation_it_says_so_and_the_key_still_guards(aws):
    request, again = a_request(1), a_request(2)
    aws.faults.after(TRANSACT)
    aws.faults.before("GetItem")
    with pytest.raises(RetryableError):
        create(aws, request, key="k")
    assert create(aws, again, key="k") == Repeated(request, same_body=True)


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError"])
def test_a_creation_waits_for_other_transactions_a_few_times(aws, code):
    pauses = []
    store = DynamoRequests(aws.clients.dynamodb, aws.table, known_keys(), pause=pauses.append)
    request = a_request()
    cancelled(aws, code, times=3)
    answer = store.create(request, [first_event(request)], guards_of(request))
    assert answer == Created(request)
    assert len(pauses) == 3
    assert all(0 <= pause <= 1 for pause in pauses)


def test_a_creation_that_stays_in_the_way_of_others_gives_up_for_now(aws):
    cancelled(aws, "TransactionConflict", times=100)
    with pytest.raises(RetryableError):
        create(aws, a_request())


def test_a_creation_that_can_never_go_through_says_so(aws):
    cancelled(aws, "ValidationError", times=1)
    with pytest.raises(PermanentError, match="ValidationError"):
        create(aws, a_request())


def test_a_change_that_never_left_changed_nothing_and_can_be_repeated(aws):
    request = a_request()
    create(aws, request)
    later, event = moved(request, "review")
    aws.faults.before(TRANSACT)
    with pytest.raises(RetryableError):
        aws.requests.save(later, was=1, events=[event])
    assert aws.requests.get(KORTRIJK, request.id) == request
    aws.requests.save(later, was=1, events=[event])
    assert aws.requests.get(KORTRIJK, request.id) == later


def test_a_change_whose_answer_was_lost_is_done(aws):
    request = a_request()
    create(aws, request)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")
    aws.faults.after(TRANSACT)
    aws.requests.save(later, was=1, events=[event])
    assert aws.requests.get(KORTRIJK, request.id) == later
    assert len(aws.items("T#34022#LEDGER")) == 1


def test_when_nothing_can_be_learnt_about_a_change_it_says_so_and_it_happened_once(aws):
    request = a_request()
    create(aws, request)
    later, event = moved(request, "review")
    aws.faults.after(TRANSACT)
    aws.faults.before("GetItem")
    with pytest.raises(RetryableError):
        aws.requests.save(later, was=1, events=[event])
    with pytest.raises(ConflictError):
        aws.requests.save(later, was=1, events=[event])
    assert aws.requests.events(KORTRIJK, request.id) == [first_event(request), event]


def test_a_change_that_waits_for_another_transaction_sees_what_that_did(aws):
    request = a_request()
    create(aws, request)
    cancelled(aws, "TransactionConflict", times=1)
    later, event = moved(request, "review")
    aws.requests.save(later, was=1, events=[event])
    assert aws.requests.get(KORTRIJK, request.id) == later


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_touch_that_fails_can_be_repeated(aws, when):
    request = replace(a_request(), outbox=("email:cr_ready",))
    create(aws, request)
    done = replace(request, outbox=(), attempts=1, retry_at=NOW)
    getattr(aws.faults, when)("UpdateItem")
    with pytest.raises(RetryableError):
        aws.requests.touch(done)
    aws.requests.touch(done)
    assert aws.requests.get(KORTRIJK, request.id) == done


@pytest.mark.parametrize("operation", ["GetItem", "Query"])
def test_a_reading_that_fails_can_be_repeated(aws, operation):
    request = a_request(due_at=NOW)
    create(aws, request)

    def read():
        if operation == "GetItem":
            return aws.requests.get(KORTRIJK, request.id)
        return aws.requests.due(KORTRIJK, NOW, 10)

    aws.faults.before(operation)
    with pytest.raises(RetryableError, match=operation):
        read()
    assert read()


def test_the_ledger_says_what_was_issued_and_of_whom_a_pseudonym_only(aws):
    request = a_request()
    create(aws, request)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")
    aws.requests.save(later, was=1, events=[event])
    (line,) = aws.items("T#34022#LEDGER")
    pseudonym = known_keys().person(request.tenant, request.wish.subject)
    assert line["person_pk"]["S"] == f"T#34022#COPIES#{pseudonym}"
    assert line["sk"]["S"] == request.document_number
    assert json.loads(line["data"]["S"]) == {
        "document": "attest-leven",
        "variant": "attest",
        "language": "nl",
        "request": request.id,
        "sha256": "ab" * 32,
        "size": 1234,
        "pages": 1,
        "object_key": f"34022/2026/{request.id}.pdf",
        "code_hash": "",
        "replaces": "",
        "issued_at": "2026-03-17T09:30:00.000000+00:00",
        "issued_on": "2026-03-17",
        "valid_until": "2026-06-17",
    }


def test_no_key_and_no_index_holds_a_national_number_or_an_address(aws):
    request = a_request(due_at=NOW)
    create(aws, request)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")
    aws.requests.save(later, was=1, events=[event])
    items = aws.items()
    assert len(items) == 8
    for item in items:
        open_text = json.dumps({name: value for name, value in item.items() if name != "data"})
        assert request.applicant.number.digits not in open_text
        assert request.applicant.email not in open_text
        assert item["pk"]["S"].startswith("T#34022#")


def test_guards_end_by_themselves_and_state_does_not(aws):
    request = a_request()
    create(aws, request)
    ends = {item["pk"]["S"].split("#")[2]: item.get("expires") for item in aws.items()}
    two_days = int((NOW + timedelta(days=2)).timestamp()) + 1
    ten_minutes = int((NOW + timedelta(minutes=10)).timestamp()) + 1
    assert ends == {
        "REQ": None,
        "IDEMPOTENCY": {"N": str(two_days)},
        "DUPLICATE": {"N": str(ten_minutes)},
        "RATE": {"N": str(two_days)},
    }


def test_a_stored_request_that_cannot_be_read_says_where_and_shows_nothing(aws):
    request = a_request()
    create(aws, request)
    aws.clients.dynamodb.update_item(
        TableName=aws.table,
        Key={"pk": {"S": f"T#34022#REQ#{request.id}"}, "sk": {"S": "STATE"}},
        UpdateExpression="SET #data = :data",
        ExpressionAttributeNames={"#data": "data"},
        ExpressionAttributeValues={":data": {"S": '{"tenant": {"secret": "85.61.30"}}'}},
    )
    with pytest.raises(PermanentError) as error:
        aws.requests.get(KORTRIJK, request.id)
    assert "tenant" in str(error.value)
    assert "85.61.30" not in str(error.value)
    assert error.value.__suppress_context__


def cancelled(aws, code: str, times: int) -> None:
    """Transactions that are cancelled for a reason that the local AWS never gives."""
    reasons = [{"Code": "None"}, {"Code": code}]
    aws.faults.answer(
        TRANSACT, "TransactionCanceledException", times=times, CancellationReasons=reasons
    )
