"""Lists of revocations, in memory and on DynamoDB."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.adapters.memory.platform import A_TUESDAY
from chalicelib.ports.seals import RevocationList

ONE = RevocationList("a" * 64, b"\x00\xff", A_TUESDAY, A_TUESDAY + timedelta(days=1), False)
OTHER = replace(ONE, certificate="b" * 64, is_revoked=True)


def test_lists_come_back_as_they_were_put_by_certificate(world):
    for found in (OTHER, ONE):
        world.seal_lists.put("34022", found)
    assert world.seal_lists.of("34022") == [ONE, OTHER]


def test_a_municipality_does_not_see_the_lists_of_another(world):
    world.seal_lists.put("34022", ONE)
    assert world.seal_lists.of("44021") == []


def test_a_newer_list_takes_the_place_of_an_older_one_and_not_the_other_way_round(world):
    newer = replace(ONE, der=b"newer", issued_at=ONE.issued_at + timedelta(hours=1))
    for found in (ONE, newer, ONE):
        world.seal_lists.put("34022", found)
    assert world.seal_lists.of("34022") == [newer]


def test_a_list_of_the_same_moment_takes_the_place_of_the_one_before(world):
    again = replace(ONE, der=b"again")
    for found in (ONE, again):
        world.seal_lists.put("34022", found)
    assert world.seal_lists.of("34022") == [again]
