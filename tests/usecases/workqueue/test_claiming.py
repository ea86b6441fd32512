"""Taking, keeping and giving back cases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from chalicelib.domain.former_cases.promise import Urgency
from chalicelib.usecases.workqueue.claim import LEASE
from chalicelib.usecases.workqueue.four_eyes import PURPOSE

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.ports.errors import RetryableError
from tests.support.office import (
    CLERK,
    COLLEAGUE,
    DAY,
    FOREIGN,
    MINUTE,
    REGISTRAR,
    SUPERVISOR,
    TENANT,
    Office,
    a_clerk,
    persona,
    population,
)


def code(raised: pytest.ExceptionInfo[ConflictError]) -> str:
    return raised.value.code


def test_the_next_case_is_held_by_who_asks(office: Office):
    request = office.waiting()
    taken = office.wiring.workqueue.claim.next(CLERK)
    assert taken is not None
    assert (taken.id, taken.instance.state) == (request.id, "clerk_review")
    assert taken.review.lease.staff == CLERK.id
    assert taken.review.lease.until == office.clock.now() + LEASE
    assert office.last_actor(request) == "clerk:k1"
    assert office.now(request) == taken


def test_two_clerks_never_get_the_same_case(office: Office):
    first, second = office.waiting("volwassene"), office.waiting("ouder")
    taken = [office.wiring.workqueue.claim.next(staff) for staff in (CLERK, COLLEAGUE, REGISTRAR)]
    assert [t and t.id for t in taken] == [first.id, second.id, None]


def test_a_chosen_case_is_taken_once(office: Office):
    request = office.waiting()
    taken = office.wiring.workqueue.claim.chosen(CLERK, request.id)
    assert office.wiring.workqueue.claim.chosen(CLERK, request.id) == taken
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.claim.chosen(COLLEAGUE, request.id)
    assert code(raised) == "already_claimed"


def test_the_message_of_a_case_that_was_chosen_vanishes_quietly(office: Office):
    chosen, other = office.waiting("volwassene"), office.waiting("ouder")
    office.wiring.workqueue.claim.chosen(CLERK, chosen.id)
    taken = office.wiring.workqueue.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == other.id
    assert len(office.queue.rows[TENANT]) == 1


def test_a_case_whose_message_was_lost_is_still_given(office: Office):
    request = office.waiting()
    office.queue.rows.clear()
    taken = office.wiring.workqueue.claim.next(CLERK)
    assert taken is not None
    assert taken.id == request.id


def test_a_message_is_deleted_when_the_decision_is_stored(office: Office):
    office.waiting()
    taken = office.wiring.workqueue.claim.next(CLERK)
    assert len(office.queue.rows[TENANT]) == 1
    office.wiring.workqueue.decide.approve(CLERK, taken.id, "Is de betrokkene zelf.")
    assert office.queue.rows[TENANT] == []


def test_a_heartbeat_keeps_the_case_and_its_message_away_from_others(office: Office):
    request = office.waiting()
    office.wiring.workqueue.claim.next(CLERK)
    version = office.now(request).instance.version
    for _ in range(10):
        office.clock.move(15 * MINUTE)
        lease = office.wiring.workqueue.heartbeat(CLERK, request.id)
        assert office.tick() == {}
        assert office.wiring.workqueue.claim.next(COLLEAGUE) is None
    after = office.now(request)
    assert after.review.lease == lease
    assert after.instance.version == version


def test_an_abandoned_case_comes_back_by_itself_and_says_so(office: Office):
    request = office.waiting()
    office.wiring.workqueue.claim.next(CLERK)
    assert office.tick(LEASE) == {"abandoned": 1}
    assert office.names(request)[-1] == "abandoned"
    assert office.now(request).review.lease is None
    taken = office.wiring.workqueue.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == request.id
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.heartbeat(CLERK, request.id)
    assert code(raised) == "not_held"


def test_a_heart_that_beats_too_late_does_not_bring_the_case_back(office: Office):
    request = office.claimed()
    office.clock.move(LEASE)
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.heartbeat(CLERK, request.id)
    assert code(raised) == "not_held"


def test_a_release_gives_the_case_to_the_next(office: Office):
    request = office.waiting()
    office.wiring.workqueue.claim.next(CLERK)
    office.wiring.workqueue.release(CLERK, request.id)
    assert office.names(request)[-1] == "release"
    assert office.wiring.workqueue.claim.next(COLLEAGUE).id == request.id


def test_the_promise_goes_on_counting_when_a_case_goes_back(office: Office):
    request = office.waiting()
    promised = office.wiring.workqueue.lists.line(request).promise
    office.clock.move(DAY)
    office.wiring.workqueue.claim.next(CLERK)
    office.wiring.workqueue.release(CLERK, request.id)
    after = office.now(request)
    assert office.wiring.workqueue.lists.line(after).promise == promised == after.instance.due_at


def test_a_case_is_soon_late_and_then_late(office: Office):
    request = office.waiting()
    stands = []
    for _ in range(9):
        stands.append(office.wiring.workqueue.lists.line(office.now(request)).urgency)
        office.clock.move(DAY)
    assert stands == [Urgency.ON_TIME] * 6 + [Urgency.SOON] * 2 + [Urgency.LATE]


def test_a_colleague_cannot_release_but_a_supervisor_can(office: Office):
    request = office.claimed(CLERK)
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.release(COLLEAGUE, request.id)
    assert code(raised) == "not_held"
    office.wiring.workqueue.release(SUPERVISOR, request.id)
    assert (office.names(request)[-1], office.last_actor(request)) == ("reassign", "supervisor:k4")


def test_a_supervisor_takes_over_and_the_clerk_is_told(office: Office):
    request = office.waiting()
    office.wiring.workqueue.claim.next(CLERK)
    taken = office.wiring.workqueue.take_over(SUPERVISOR, request.id)
    assert taken.review.lease.staff == SUPERVISOR.id
    assert office.last_actor(request) == "supervisor:k4"
    assert office.queue.rows[TENANT] == []
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.decide.approve(CLERK, request.id, "grond")
    assert code(raised) == "not_held"


@pytest.mark.parametrize("staff", [CLERK, REGISTRAR])
def test_only_a_supervisor_takes_over(office: Office, staff):
    request = office.claimed(COLLEAGUE)
    with pytest.raises(NotThereError):
        office.wiring.workqueue.take_over(staff, request.id)


def test_nobody_handles_their_own_file(office: Office):
    request = office.waiting("volwassene")
    self_ = replace(CLERK, number=persona("volwassene"))
    for act in (office.wiring.workqueue.claim.chosen, office.wiring.workqueue.case):
        with pytest.raises(ConflictError) as raised:
            act(self_, request.id)
        assert code(raised) == "own_file"
    assert office.wiring.workqueue.claim.next(self_) is None
    assert office.wiring.workqueue.claim.next(COLLEAGUE).id == request.id


def test_nobody_handles_a_relatives_file_and_the_look_is_logged(office: Office):
    request = office.waiting("volwassene")
    relative = population().by_number[persona("volwassene")].person.relatives[0].number
    kin = replace(SUPERVISOR, number=relative)
    for act in (office.wiring.workqueue.claim.chosen, office.wiring.workqueue.take_over):
        with pytest.raises(ConflictError) as raised:
            act(kin, request.id)
        assert code(raised) == "own_file"
    seen = office.log.of_person(TENANT, persona("volwassene"), 10)
    assert PURPOSE in {line.purpose for line in seen}
    assert office.now(request).instance.state == "clerk_queue"


def test_when_the_register_cannot_tell_nobody_passes(office: Office):
    request = office.waiting("volwassene")
    office.registers.force(persona("volwassene"), Service.PERSON, Unavailable("time_out"))
    with pytest.raises(RetryableError):
        office.wiring.workqueue.claim.chosen(CLERK, request.id)


def test_somebody_without_a_number_cannot_claim(office: Office):
    office.waiting()
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.claim.next(replace(CLERK, number=None))
    assert code(raised) == "staff_number_unknown"


def test_an_escalated_case_is_for_who_may_decide_more(office: Office):
    request = office.claimed(CLERK)
    office.wiring.workqueue.escalate(CLERK, request.id, "Dit moet een ambtenaar bekijken.")
    assert office.wiring.workqueue.claim.next(COLLEAGUE) is None
    with pytest.raises(ConflictError) as raised:
        office.wiring.workqueue.claim.chosen(COLLEAGUE, request.id)
    assert code(raised) == "escalated"
    assert office.wiring.workqueue.claim.next(REGISTRAR).id == request.id


def test_another_municipality_sees_nothing(office: Office):
    request = office.waiting()
    assert office.wiring.workqueue.claim.next(FOREIGN) is None
    with pytest.raises(NotThereError):
        office.wiring.workqueue.claim.chosen(FOREIGN, request.id)


def test_a_case_is_never_forgotten_when_its_message_is(office: Office):
    request = office.waiting()
    office.queue.rows.clear()
    office.tick(timedelta(days=10))
    (row,) = office.queue.rows[TENANT]
    assert row.message.request_id == request.id
    assert row.message.version == office.now(request).instance.version


def test_a_clerk_of_another_name_is_another_clerk(office: Office):
    office.waiting()
    mine = office.wiring.workqueue.claim.next(CLERK)
    assert [line.request.id for line in office.wiring.workqueue.lists.mine(CLERK)] == [mine.id]
    assert office.wiring.workqueue.lists.mine(a_clerk(9)) == []
