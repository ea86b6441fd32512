"""RequestStore, in memory and on DynamoDB."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_process import Event
from chalicelib.ports.requests import Created, Guards, Repeated, RequestStore

from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import PermanentError
from tests.contract.conftest import World
from tests.support.requests import (
    ELSEWHERE,
    KORTRIJK,
    NOW,
    a_number,
    a_request,
    an_id,
    an_issued,
    first_event,
    guards_of,
    moved,
)

THREADS = 20
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(world: World) -> RequestStore:
    return world.requests


def create(store: RequestStore, request: Request, guards: Guards | None = None):
    return store.create(request, [first_event(request)], guards or guards_of(request))


def test_a_request_comes_back_as_it_was_stored(store):
    request = replace(
        a_request(due_at=NOW + MINUTE), outbox=("email:cr_received", "queue:review"), attempts=3
    )
    assert create(store, request) == Created(request)
    assert store.get(KORTRIJK, request.id) == request
    assert store.events(KORTRIJK, request.id) == [first_event(request)]


@pytest.mark.parametrize(
    "foreign", ["", "nothing", "a#b", "é", "x" * 65, "x" * 3000, an_id(7), an_id(1).lower()]
)
def test_an_id_that_leads_nowhere_gives_nothing(store, foreign):
    create(store, a_request())
    assert store.get(KORTRIJK, foreign) is None
    assert store.events(KORTRIJK, foreign) == []


def test_another_municipality_sees_nothing_of_it(store):
    request = a_request(due_at=NOW)
    create(store, request)
    assert store.get(ELSEWHERE, request.id) is None
    assert store.events(ELSEWHERE, request.id) == []
    assert store.of_person(ELSEWHERE, request.applicant.number, 10) == []
    assert store.due(ELSEWHERE, NOW + MINUTE, 10) == []


def test_the_same_key_gives_the_same_request_and_tells_whether_the_body_was_the_same(store):
    first, second, third = (a_request(serial) for serial in (1, 2, 3))
    create(store, first, guards_of(first, key="k"))
    assert create(store, second, guards_of(second, key="k")) == Repeated(first, same_body=True)
    other_body = guards_of(third, key="k", body="other")
    assert create(store, third, other_body) == Repeated(first, same_body=False)
    assert store.of_person(KORTRIJK, a_number(), 10) == [first]
    assert store.get(KORTRIJK, second.id) is None


def test_a_repeated_key_tells_the_request_as_it_is_now(store):
    first, again = a_request(1), a_request(2)
    create(store, first, guards_of(first, key="k"))
    later, event = moved(first, "evaluating")
    store.save(later, was=1, events=[event])
    assert create(store, again, guards_of(again, key="k")) == Repeated(later, same_body=True)


def test_the_same_key_in_another_municipality_is_another_key(store):
    here, there = a_request(1), a_request(2, tenant=ELSEWHERE)
    create(store, here, guards_of(here, key="k", duplicate="d"))
    assert create(store, there, guards_of(there, key="k", duplicate="d")) == Created(there)


def test_a_key_can_be_used_again_once_its_time_is_over(store):
    first, later = a_request(1), a_request(2, at=NOW + timedelta(days=2))
    create(store, first, guards_of(first, key="k"))
    assert create(store, later, guards_of(later, key="k")) == Created(later)


def test_a_duplicate_is_stored_and_marked(store):
    first, second = a_request(1), a_request(2, at=NOW + 9 * MINUTE)
    create(store, first, guards_of(first, duplicate="d"))
    answer = create(store, second, guards_of(second, duplicate="d"))
    marked = replace(second, intake=replace(second.intake, duplicate_of=first.id))
    assert answer == Created(marked)
    assert store.get(KORTRIJK, second.id) == marked


def test_after_ten_minutes_the_same_wish_is_no_duplicate(store):
    first, second = a_request(1), a_request(2, at=NOW + 10 * MINUTE)
    create(store, first, guards_of(first, duplicate="d"))
    assert create(store, second, guards_of(second, duplicate="d")) == Created(second)
    third = a_request(3, at=NOW + 11 * MINUTE)
    create(store, third, guards_of(third, duplicate="d"))
    stored = store.get(KORTRIJK, third.id)
    assert stored is not None
    assert stored.intake.duplicate_of == second.id


def test_one_too_many_is_stored_and_marked(store):
    requests = [a_request(serial) for serial in range(1, 5)]
    for request in requests:
        create(store, request, guards_of(request, limit=2))
    marks = [store.get(KORTRIJK, request.id).intake.is_over_limit for request in requests]
    assert marks == [False, False, True, True]


@pytest.mark.parametrize("limit", [0, -1])
def test_with_no_limit_left_every_request_is_one_too_many(store, limit):
    request = a_request()
    answer = create(store, request, guards_of(request, limit=limit))
    assert isinstance(answer, Created)
    assert answer.request.intake.is_over_limit


def test_a_request_can_be_a_duplicate_and_one_too_many(store):
    first, second = a_request(1), a_request(2)
    create(store, first, guards_of(first, duplicate="d", limit=1))
    create(store, second, guards_of(second, duplicate="d", limit=1))
    stored = store.get(KORTRIJK, second.id)
    assert (stored.intake.duplicate_of, stored.intake.is_over_limit) == (first.id, True)


def test_an_id_is_used_once(store):
    request = a_request()
    create(store, request)
    other = guards_of(request, key="other", duplicate="other")
    with pytest.raises(PermanentError, match=request.id):
        create(store, replace(request, attempts=9), other)
    assert store.get(KORTRIJK, request.id) == request


def test_twenty_at_once_with_one_key_make_one_request(store):
    requests = [a_request(serial) for serial in range(1, THREADS + 1)]
    answers = at_once(lambda r: create(store, r, guards_of(r, key="k", duplicate="d")), requests)
    created = [answer.request for answer in answers if isinstance(answer, Created)]
    assert len(created) == 1
    assert {answer.request.id for answer in answers} == {created[0].id}
    assert store.of_person(KORTRIJK, a_number(), 100) == created


def test_of_twenty_equal_wishes_at_once_nineteen_are_duplicates_of_the_first(store):
    requests = [a_request(serial) for serial in range(1, THREADS + 1)]
    at_once(lambda r: create(store, r, guards_of(r, duplicate="d")), requests)
    stored = store.of_person(KORTRIJK, a_number(), 100)
    originals = [request for request in stored if not request.intake.duplicate_of]
    assert len(stored) == THREADS
    assert {r.intake.duplicate_of for r in stored} == {"", originals[0].id}
    assert len(originals) == 1


def test_of_twenty_at_once_exactly_as_many_as_allowed_are_within_the_limit(store):
    requests = [a_request(serial) for serial in range(1, THREADS + 1)]
    at_once(lambda r: create(store, r, guards_of(r, limit=5)), requests)
    stored = store.of_person(KORTRIJK, a_number(), 100)
    assert [r.intake.is_over_limit for r in stored].count(False) == 5


def test_a_change_moves_the_state_and_adds_its_events(store):
    request = a_request(due_at=NOW)
    create(store, request)
    one, first = moved(request, "evaluating")
    two, second = moved(one, "review")
    store.save(two, was=1, events=[first, second])
    assert store.get(KORTRIJK, request.id) == two
    assert store.events(KORTRIJK, request.id) == [first_event(request), first, second]


def test_a_change_from_a_version_that_has_moved_on_is_refused_and_changes_nothing(store):
    request = a_request()
    create(store, request)
    mine, my_event = moved(request, "review")
    theirs, their_event = moved(request, "withdrawn")
    store.save(theirs, was=1, events=[their_event])
    with pytest.raises(ConflictError) as conflict:
        store.save(mine, was=1, events=[my_event])
    assert conflict.value.code == "version_moved"
    assert store.get(KORTRIJK, request.id) == theirs
    assert store.events(KORTRIJK, request.id) == [first_event(request), their_event]


def test_the_same_change_twice_is_a_conflict_even_when_every_word_is_the_same(store):
    request = a_request()
    create(store, request)
    later, event = moved(request, "review")
    store.save(later, was=1, events=[event])
    with pytest.raises(ConflictError):
        store.save(later, was=1, events=[event])


def test_what_was_never_created_cannot_be_changed(store):
    later, event = moved(a_request(), "review")
    with pytest.raises(ConflictError):
        store.save(later, was=1, events=[event])
    assert store.get(KORTRIJK, later.id) is None
    assert store.events(KORTRIJK, later.id) == []


def test_of_twenty_equal_changes_at_once_one_happens(store):
    request = a_request()
    create(store, request)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")

    def change(_: int) -> bool:
        try:
            store.save(later, was=1, events=[event])
        except ConflictError:
            return False
        return True

    assert at_once(change, range(THREADS)).count(True) == 1
    assert store.events(KORTRIJK, request.id) == [first_event(request), event]


def test_a_change_without_its_events_is_a_mistake(store):
    request = a_request()
    create(store, request)
    later, event = moved(request, "review")
    for events in ([], [event, event], [replace(event, version=3)]):
        with pytest.raises(ValueError, match="lead"):
            store.save(later, was=1, events=events)
    with pytest.raises(ValueError, match="lead"):
        store.create(a_request(2), [], guards_of(a_request(2)))


def test_an_issued_document_comes_back_with_its_request(store):
    request, events = issued(store)
    assert store.get(KORTRIJK, request.id) == request
    assert store.events(KORTRIJK, request.id) == events


def test_a_request_can_move_on_with_its_document(store):
    request, _ = issued(store)
    document = replace(request.issued, available_until=request.issued.available_until + 30 * MINUTE)
    later, event = moved(replace(request, issued=document), "collected")
    store.save(later, was=2, events=[event])
    assert store.get(KORTRIJK, request.id) == later


@pytest.mark.parametrize(
    "change",
    [
        lambda issued: replace(issued, sha256="cd" * 32),
        lambda issued: replace(issued, number="34022-26-00000-00000"),
        lambda issued: replace(issued, object_key="elsewhere.pdf"),
        lambda _: None,
    ],
)
def test_a_document_once_issued_never_changes(store, change):
    request, _ = issued(store)
    later, event = moved(replace(request, issued=change(request.issued)), "collected")
    with pytest.raises(PermanentError, match=request.id):
        store.save(later, was=2, events=[event])
    assert store.get(KORTRIJK, request.id) == request


def test_a_number_belongs_to_one_request(store):
    first, _ = issued(store)
    second = a_request(2)
    create(store, second)
    later, event = moved(replace(second, issued=first.issued), "issued")
    with pytest.raises(PermanentError):
        store.save(later, was=1, events=[event])
    assert store.get(KORTRIJK, second.id) == second


def test_a_touch_stores_the_outbox_and_the_times_and_nothing_else(store):
    request = replace(a_request(), outbox=("email:cr_ready",))
    create(store, request)
    wish = replace(request.wish, purpose="other")
    store.touch(replace(request, outbox=(), attempts=2, retry_at=NOW + MINUTE, wish=wish))
    touched = replace(request, outbox=(), attempts=2, retry_at=NOW + MINUTE)
    assert store.get(KORTRIJK, request.id) == touched
    assert store.events(KORTRIJK, request.id) == [first_event(request)]


def test_a_touch_moves_the_time_at_which_it_is_due(store):
    request = replace(a_request(due_at=NOW + 60 * MINUTE), retry_at=NOW + MINUTE)
    create(store, request)
    assert store.due(KORTRIJK, NOW + MINUTE, 10) == [request]
    done = replace(request, retry_at=None)
    store.touch(done)
    assert store.due(KORTRIJK, NOW + MINUTE, 10) == []
    assert store.due(KORTRIJK, NOW + 60 * MINUTE, 10) == [done]


def test_a_touch_can_put_off_a_deadline_or_take_it_away(store):
    request = a_request(due_at=NOW)
    create(store, request)
    for deadline in (NOW + MINUTE, None):
        put_off = replace(request, instance=replace(request.instance, due_at=deadline))
        store.touch(put_off)
        assert store.due(KORTRIJK, NOW, 10) == []
        assert store.get(KORTRIJK, request.id) == put_off
    assert store.due(KORTRIJK, NOW + 60 * MINUTE, 10) == []


def test_a_touch_of_another_version_is_refused(store):
    request = a_request()
    later, event = moved(request, "review")
    for version in (request, later):
        with pytest.raises(ConflictError):
            store.touch(version)
    create(store, request)
    store.save(later, was=1, events=[event])
    with pytest.raises(ConflictError) as conflict:
        store.touch(replace(request, attempts=1))
    assert conflict.value.code == "version_moved"
    assert store.get(KORTRIJK, request.id) == later


def test_somebodys_requests_come_newest_first_and_are_theirs_alone(store):
    mine = [a_request(serial) for serial in range(1, 5)]
    theirs = a_request(9, number=a_number(2))
    for request in (*mine, theirs):
        create(store, request)
    assert store.of_person(KORTRIJK, a_number(1), 3) == mine[:0:-1]
    assert store.of_person(KORTRIJK, a_number(1), 0) == []
    assert store.of_person(KORTRIJK, a_number(2), 10) == [theirs]
    assert store.of_person(KORTRIJK, a_number(3), 10) == []


def test_what_is_overdue_comes_longest_overdue_first(store):
    late, later, at_it, ahead = (
        a_request(serial, due_at=NOW + minutes * MINUTE)
        for serial, minutes in ((1, 1), (2, -5), (3, 2), (4, 3))
    )
    for request in (late, later, at_it, ahead, a_request(5)):
        create(store, request)
    assert store.due(KORTRIJK, NOW + 2 * MINUTE, 10) == [later, late, at_it]
    assert store.due(KORTRIJK, NOW + 2 * MINUTE, 2) == [later, late]
    assert store.due(KORTRIJK, NOW - 6 * MINUTE, 2) == []


def test_what_has_no_time_any_more_is_no_longer_due(store):
    request = a_request(due_at=NOW)
    create(store, request)
    later, event = moved(request, "issued")
    later = replace(later, instance=replace(later.instance, due_at=None))
    store.save(later, was=1, events=[event])
    assert store.due(KORTRIJK, NOW + MINUTE, 10) == []


def test_lists_that_need_several_pages_are_whole(store):
    requests = [
        replace(large, wish=replace(large.wish, remark="x" * 300_000))
        for large in (a_request(serial, due_at=NOW + serial * MINUTE) for serial in range(1, 9))
    ]
    for request in requests:
        create(store, request)
    assert store.of_person(KORTRIJK, a_number(), 7) == requests[:0:-1]
    assert store.due(KORTRIJK, NOW + 60 * MINUTE, 100) == requests


def test_a_long_history_comes_back_in_order(store):
    request = a_request()
    create(store, request)
    history: list[Event] = [first_event(request)]
    for _ in range(12):
        request, event = moved(request, "review")
        store.save(request, was=event.version - 1, events=[event])
        history.append(event)
    assert store.events(KORTRIJK, request.id) == history


def issued(store: RequestStore) -> tuple[Request, list[Event]]:
    request = a_request()
    create(store, request)
    later, event = moved(replace(request, issued=an_issued(request)), "issued")
    store.save(later, was=1, events=[event])
    return later, [first_event(request), event]


def at_once(do, things) -> list:
    things = list(things)
    start = Barrier(len(things))

    def when_all_are_there(thing):
        start.wait(timeout=30)
        return do(thing)

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(when_all_are_there, things))
