"""What people wish of our mails, and that they wish to be forgotten: in memory and on DynamoDB."""

from datetime import timedelta

import pytest

from chalicelib.domain.mail.wishes import KEPT_FOR, KeptWishes, MailWishes
from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.process.messages import MailStep
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number

OWNER = a_number(1)
WISHED = MailWishes("ö'brien@voorbeeld.example", True, "fr", frozenset({MailStep.REMINDER}))


def keep(world, wishes=WISHED):
    kept = KeptWishes(wishes, world.clock.now() + KEPT_FOR)
    world.wishes.keep(KORTRIJK, OWNER, kept)
    return kept


def test_wishes_come_back_as_they_were_kept_and_newer_ones_take_their_place(world):
    assert world.wishes.of_person(KORTRIJK, OWNER) is None
    kept = keep(world)
    assert world.wishes.of_person(KORTRIJK, OWNER) == kept
    world.clock.move(timedelta(minutes=1))
    newer = keep(world, MailWishes())
    assert world.wishes.of_person(KORTRIJK, OWNER) == newer


@pytest.mark.parametrize(("tenant", "number"), [(KORTRIJK, a_number(2)), (ELSEWHERE, OWNER)])
def test_they_are_one_persons_in_one_municipality(world, tenant, number):
    kept = keep(world)
    assert world.wishes.of_person(tenant, number) is None
    world.wishes.drop(tenant, number)
    assert world.wishes.of_person(KORTRIJK, OWNER) == kept


def test_they_are_gone_at_their_time_and_when_they_are_forgotten(world):
    keep(world)
    world.clock.move(KEPT_FOR - timedelta(microseconds=1))
    assert world.wishes.of_person(KORTRIJK, OWNER) is not None
    world.clock.move(timedelta(microseconds=1))
    assert world.wishes.of_person(KORTRIJK, OWNER) is None
    keep(world)
    world.wishes.drop(KORTRIJK, OWNER)
    assert world.wishes.of_person(KORTRIJK, OWNER) is None


def test_who_asked_to_be_forgotten_waits_in_their_municipality_until_it_was_seen_to(world):
    first = AskedToForget(OWNER, "W-2", world.clock.now())
    later = AskedToForget(a_number(2), "W-1", world.clock.now() + timedelta(days=1))
    for one in (later, first):
        world.asked.ask(KORTRIJK, one)
    assert world.asked.waiting(KORTRIJK) == [first, later]
    assert world.asked.waiting(ELSEWHERE) == []
    assert world.asked.of_person(KORTRIJK, OWNER) == first
    world.asked.drop(KORTRIJK, OWNER)
    assert world.asked.waiting(KORTRIJK) == [later]
