"""Tries, in memory and on DynamoDB."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

HOUR = timedelta(hours=1)


def test_there_are_as_many_tries_as_the_limit_says(world):
    until = world.clock.now() + HOUR
    assert [world.tries.take("link", 3, until) for _ in range(5)] == [True] * 3 + [False] * 2


def test_one_thing_does_not_use_up_the_tries_of_another(world):
    until = world.clock.now() + HOUR
    assert world.tries.take("one", 1, until)
    assert world.tries.take("two", 1, until)
    assert not world.tries.take("one", 1, until)


def test_without_a_limit_above_zero_there_are_none(world):
    assert not world.tries.take("link", 0, world.clock.now() + HOUR)


def test_when_the_time_of_the_first_try_is_over_they_begin_again(world):
    first_until = world.clock.now() + HOUR
    for _ in range(2):
        world.tries.take("link", 2, first_until)
    world.clock.move(HOUR - timedelta(seconds=1))
    assert not world.tries.take("link", 2, world.clock.now() + HOUR)
    world.clock.move(timedelta(seconds=1))
    until = world.clock.now() + HOUR
    assert [world.tries.take("link", 2, until) for _ in range(3)] == [True, True, False]


def test_trying_late_does_not_lengthen_the_time(world):
    assert world.tries.take("link", 5, world.clock.now() + HOUR)
    world.clock.move(HOUR / 2)
    assert world.tries.take("link", 1, world.clock.now() + HOUR) is False
    world.clock.move(HOUR / 2)
    assert world.tries.take("link", 1, world.clock.now() + HOUR)


def test_of_twenty_at_once_as_many_succeed_as_there_are_tries(world):
    until = world.clock.now() + HOUR
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(lambda _: world.tries.take("link", 5, until), range(20)))
    assert taken.count(True) == 5


def test_of_twenty_at_once_after_the_time_as_many_succeed_as_there_are_tries(world):
    for _ in range(5):
        world.tries.take("link", 5, world.clock.now() + HOUR)
    world.clock.move(2 * HOUR)
    until = world.clock.now() + HOUR
    with ThreadPoolExecutor(20) as pool:
        taken = list(pool.map(lambda _: world.tries.take("link", 5, until), range(20)))
    assert taken.count(True) == 5
