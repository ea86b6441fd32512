"""AccessLog, in memory and on DynamoDB."""

from datetime import timedelta

from chalicelib.domain.registers.access import (
    AccessContext,
    Actor,
    ActorKind,
    Consultation,
    LoggedAccess,
    Service,
)
from tests.support.requests import ELSEWHERE, KORTRIJK, NOW, a_number, an_id


def context(subject: int = 1, tenant: str = KORTRIJK, request_id: str | None = None):
    return AccessContext(
        tenant=tenant,
        actor=Actor(ActorKind.CLERK, "staff-7"),
        subject=a_number(subject),
        purpose="attest-leven",
        legal_ground="wet 8 augustus 1983, art. 5",
        request_id=request_id,
    )


def test_the_proof_names_what_was_logged(world):
    asked = context(request_id=an_id())
    proof = world.access_log.record(asked, [Service.PERSON, Service.ACTS])
    assert proof == LoggedAccess(asked, frozenset({Service.PERSON, Service.ACTS}), proof.entry_id)
    assert len(proof.entry_id) == 26


def test_a_person_sees_who_when_why_and_what(world):
    at = world.clock.now()
    world.access_log.record(context(request_id=an_id()), {Service.PERSON})
    assert world.access_log.of_person(KORTRIJK, a_number(), 10) == [
        Consultation(
            at=at,
            actor_kind=ActorKind.CLERK,
            services=frozenset({Service.PERSON}),
            purpose="attest-leven",
            legal_ground="wet 8 augustus 1983, art. 5",
            request_id=an_id(),
        )
    ]


def test_the_newest_come_first_and_no_more_than_asked_for(world):
    for _ in range(5):
        world.access_log.record(context(), [Service.PERSON])
        world.clock.move(timedelta(minutes=1))
    found = world.access_log.of_person(KORTRIJK, a_number(), 3)
    assert [c.at - world.clock.now() for c in found] == [timedelta(minutes=-m) for m in (1, 2, 3)]
    assert world.access_log.of_person(KORTRIJK, a_number(), 0) == []


def test_nobody_sees_what_concerns_somebody_else_or_another_municipality(world):
    world.access_log.record(context(subject=1), [Service.PERSON])
    assert world.access_log.of_person(KORTRIJK, a_number(2), 10) == []
    assert world.access_log.of_person(ELSEWHERE, a_number(1), 10) == []


def test_two_consultations_of_one_moment_are_two_lines(world):
    world.clock.set(NOW)
    proofs = [world.access_log.record(context(), [Service.PERSON]) for _ in range(2)]
    assert len({proof.entry_id for proof in proofs}) == 2
    assert len(world.access_log.of_person(KORTRIJK, a_number(), 10)) == 2
