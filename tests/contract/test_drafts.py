"""What wasn't sent yet, in memory and on DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.secrets.concealing import AesConcealment
from chalicelib.adapters.secrets.versions import Version
from chalicelib.domain.cases.forms.draft import Draft
from tests.support.requests import ELSEWHERE, KORTRIJK, a_number

OWNER = a_number(1)
FIELDS = (("voor", "kind"), ("kind", "1"), ("kind", "2"), ("tekst", "Ömer\n& 'c°"))


def a_draft(world, draft_id="process:pact", lasts=timedelta(days=30)):
    now = world.clock.now()
    return Draft(draft_id, "/zaken/pact/nieuw", FIELDS, now, now + lasts)


def keep(world, draft, number=OWNER, tenant=KORTRIJK):
    world.drafts.keep(tenant, world.keys.person(tenant, number), draft)


def test_a_draft_comes_back_as_it_was_kept(world):
    draft = a_draft(world)
    keep(world, draft)
    assert world.drafts.get(KORTRIJK, OWNER, draft.id) == draft
    assert world.drafts.of_person(KORTRIJK, OWNER) == [draft]


def test_a_newer_one_takes_its_place_and_the_newest_comes_first(world):
    first, other = a_draft(world), replace(a_draft(world, "document:x"), listed=False)
    keep(world, first)
    world.clock.move(timedelta(minutes=1))
    keep(world, other)
    world.clock.move(timedelta(minutes=1))
    newer = replace(a_draft(world), fields=(("voor", "mezelf"),))
    keep(world, newer)
    assert [d.id for d in world.drafts.of_person(KORTRIJK, OWNER)] == [newer.id, other.id]
    assert world.drafts.get(KORTRIJK, OWNER, first.id) == newer


@pytest.mark.parametrize(("tenant", "number"), [(KORTRIJK, a_number(2)), (ELSEWHERE, OWNER)])
def test_it_is_nobody_elses_and_of_one_municipality(world, tenant, number):
    draft = a_draft(world)
    keep(world, draft)
    assert world.drafts.get(tenant, number, draft.id) is None
    assert world.drafts.of_person(tenant, number) == []
    assert world.drafts.drop_all(tenant, number) == 0


def test_it_is_gone_at_its_time_and_not_a_moment_before(world):
    draft = a_draft(world)
    keep(world, draft)
    world.clock.move(timedelta(days=30) - timedelta(microseconds=1))
    assert world.drafts.get(KORTRIJK, OWNER, draft.id) == draft
    world.clock.move(timedelta(microseconds=1))
    assert world.drafts.get(KORTRIJK, OWNER, draft.id) is None
    assert world.drafts.of_person(KORTRIJK, OWNER) == []


def test_what_is_dropped_is_gone_and_the_rest_stays(world):
    one, other = a_draft(world), a_draft(world, "document:x")
    keep(world, one)
    keep(world, other)
    world.drafts.drop(KORTRIJK, OWNER, one.id)
    world.drafts.drop(KORTRIJK, OWNER, one.id)
    assert world.drafts.of_person(KORTRIJK, OWNER) == [other]
    assert world.drafts.drop_all(KORTRIJK, OWNER) == 1
    assert world.drafts.of_person(KORTRIJK, OWNER) == []


def test_what_is_concealed_is_read_at_its_place_only_and_under_older_versions():
    clock = MemoryClock()
    since = clock.now() - timedelta(days=1)
    old = Version(1, since, b"o" * 32)
    concealed = AesConcealment(lambda: (old,), clock).conceal(b"Rust", "hier")
    both = AesConcealment(lambda: (old, Version(2, clock.now(), b"n" * 32)), clock)
    assert b"Rust" not in concealed
    assert both.reveal(concealed, "hier") == b"Rust"
    assert both.conceal(b"Rust", "hier")[:2] == (2).to_bytes(2)
    for spoilt in (b"", concealed[:10], concealed[:-1] + b"x", b"\x00\x09" + concealed[2:]):
        assert both.reveal(spoilt, "hier") is None
    assert both.reveal(concealed, "elders") is None
