"""Sessions, in memory and on DynamoDB."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.ports.sessions import PendingSignIn, Session
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number

HOUR = timedelta(hours=1)


def a_session_of(world, session_id: str = "s" * 43, name: str = "Łucja Ömer-D’Hondt"):
    return Session(
        id=session_id,
        tenant=KORTRIJK,
        number=a_number(),
        name=name,
        email="iemand@voorbeeld.example",
        assurance="high",
        csrf="c" * 43,
        expires_at=world.clock.now() + HOUR,
    )


def a_pending(world, state: str = "state"):
    until = world.clock.now() + HOUR
    return PendingSignIn(state, "nonce", "verifier", "/aanvragen", until)


def test_a_session_comes_back_as_it_was_opened(world):
    session = a_session_of(world)
    world.sessions.open(session)
    assert world.sessions.get(session.id) == session


def test_a_session_lasts_until_its_time_and_not_a_moment_longer(world):
    session = a_session_of(world)
    world.sessions.open(session)
    world.clock.move(HOUR - timedelta(microseconds=1))
    assert world.sessions.get(session.id) == session
    world.clock.move(timedelta(microseconds=1))
    assert world.sessions.get(session.id) is None


def test_a_closed_session_is_gone_and_others_stay(world):
    mine, theirs = a_session_of(world, "mine"), a_session_of(world, "theirs")
    world.sessions.open(mine)
    world.sessions.open(theirs)
    world.sessions.close("mine")
    world.sessions.close("mine")
    assert world.sessions.get("mine") is None
    assert world.sessions.get("theirs") == theirs


@pytest.mark.parametrize("unknown", ["", "nothing", "x" * 5000, "é", "\udcff", "SESSION"])
def test_an_unknown_id_gives_nothing(world, unknown):
    world.sessions.open(a_session_of(world))
    assert world.sessions.get(unknown) is None
    assert world.sessions.finish(unknown) is None


def test_a_sign_in_under_way_is_taken_once(world):
    pending = a_pending(world)
    world.sessions.begin(pending)
    assert world.sessions.finish("state") == replace(pending, is_taken=True)
    assert world.sessions.finish("state") is None


def test_what_a_sign_in_was_for_is_known_for_a_day_whatever_became_of_it(world):
    pending = a_pending(world)
    world.sessions.begin(pending)
    assert world.sessions.begun("state") == pending
    world.sessions.finish("state")
    world.clock.move(timedelta(hours=23))
    assert world.sessions.begun("state") == replace(pending, is_taken=True)
    world.clock.move(timedelta(hours=1, seconds=2))
    assert world.sessions.begun("state") is None


def test_a_session_in_which_nothing_is_done_ends_and_one_that_is_kept_lasts(world):
    idle = world.clock.now() + timedelta(minutes=10)
    session = replace(a_session_of(world), idle_at=idle)
    world.sessions.open(session)
    world.sessions.stay(session.id, idle + timedelta(minutes=10))
    world.clock.move(timedelta(minutes=15))
    kept = world.sessions.get(session.id)
    assert kept == replace(session, idle_at=idle + timedelta(minutes=10))
    assert [s.ends_at for s in world.sessions.of_person(KORTRIJK, a_number())] == [kept.ends_at]
    world.clock.move(timedelta(minutes=5))
    assert world.sessions.get(session.id) is None
    assert world.sessions.of_person(KORTRIJK, a_number()) == []


def test_no_session_lasts_beyond_its_limit_and_none_comes_back(world):
    session = a_session_of(world)
    world.sessions.open(session)
    world.sessions.stay(session.id, world.clock.now() + 9 * HOUR)
    world.clock.move(HOUR)
    assert world.sessions.get(session.id) is None
    world.sessions.close(session.id)
    world.sessions.stay(session.id, world.clock.now() + HOUR)
    assert world.sessions.get(session.id) is None


def test_when_somebody_signed_out_is_remembered_for_a_while_and_of_nobody_else(world):
    at = world.clock.now()
    world.departures.left(KORTRIJK, a_number(), at + HOUR)
    assert world.departures.last(KORTRIJK, a_number()) == at
    assert world.departures.last(KORTRIJK, a_number(2)) is None
    assert world.departures.last(ELSEWHERE, a_number()) is None
    world.clock.move(HOUR)
    assert world.departures.last(KORTRIJK, a_number()) is None


def test_a_sign_in_that_took_too_long_is_over(world):
    world.sessions.begin(a_pending(world))
    world.clock.move(HOUR)
    assert world.sessions.finish("state") is None


def test_of_twenty_that_take_the_same_sign_in_one_gets_it(world):
    world.sessions.begin(a_pending(world))
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(world.sessions.finish, ["state"] * 20))
    assert len([pending for pending in taken if pending]) == 1


def test_a_sign_in_under_way_is_no_session(world):
    world.sessions.begin(a_pending(world, "same"))
    assert world.sessions.get("same") is None


def test_all_sessions_of_a_citizen_are_found_and_end_at_once(world):
    mine = [a_session_of(world, name) for name in ("one", "two")]
    theirs = replace(a_session_of(world, "theirs"), number=a_number(2))
    elsewhere = replace(a_session_of(world, "elsewhere"), tenant=ELSEWHERE)
    for session in (*mine, theirs, elsewhere):
        world.sessions.open(session)

    found = world.sessions.of_person(KORTRIJK, a_number())
    assert sorted(s.expires_at for s in found) == [s.expires_at for s in mine]
    assert {s.id for s in found} == {""}
    assert world.sessions.close_all(KORTRIJK, a_number()) == 2
    assert world.sessions.close_all(KORTRIJK, a_number()) == 0

    assert [world.sessions.get(s.id) for s in mine] == [None, None]
    assert world.sessions.get("theirs") == theirs
    assert world.sessions.get("elsewhere") == elsewhere


def test_who_is_at_work_stays_signed_in_when_their_own_sessions_end(world):
    staff = Staff("een", KORTRIJK, frozenset({StaffRole.CLERK}), a_number())
    at_work = replace(a_session_of(world, "work"), staff=staff)
    world.sessions.open(at_work)
    assert world.sessions.of_person(KORTRIJK, a_number()) == []
    assert world.sessions.close_all(KORTRIJK, a_number()) == 0
    assert world.sessions.get("work") == at_work


def test_a_session_that_is_over_is_told_no_more_and_ends_with_the_others(world):
    world.sessions.open(a_session_of(world))
    world.clock.move(HOUR)
    assert world.sessions.of_person(KORTRIJK, a_number()) == []
    assert world.sessions.close_all(KORTRIJK, a_number()) == 1


def test_colleagues_are_known_by_the_name_with_which_they_signed_in_last(world):
    assert world.colleagues.names(KORTRIJK) == {}
    for staff, name in (("k1", "An"), ("k2", "Łukasz"), ("k1", "An Peeters")):
        world.colleagues.met(KORTRIJK, staff, name)
    assert world.colleagues.names(KORTRIJK) == {"k1": "An Peeters", "k2": "Łukasz"}
    assert world.colleagues.names(ELSEWHERE) == {}
