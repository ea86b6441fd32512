"""What a store of cases promises about beginnings: keys, duplicates, limits, and long lists."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.change import Change
from chalicelib.ports.cases import AnyCase, Created, Repeated
from chalicelib.ports.errors import PermanentError
from tests.support.cases.made_up import (
    ANN,
    ELSEWHERE,
    NOW,
    TENANT,
    Snorf,
    a_case,
    an_event,
    beginning,
    going_on,
    guards,
)
from tests.support.cases.stores import Shelf

MINUTE = timedelta(minutes=1)
THREADS = 12


def begun(shelf: Shelf, case: AnyCase, **given: Any) -> Created | Repeated:
    """Begin it at its own moment: a key guards two days, a duplicate ten minutes."""
    at = case.intake.received_at
    until = {"duplicate_until": at + 10 * MINUTE, "expires_at": at + timedelta(days=2)}
    return shelf.store.create(beginning(case), replace(guards(**given), **until))


def at(moment: datetime, **given: Any) -> AnyCase:
    case = a_case(**given)
    instance = replace(case.instance, entered_at=moment, changed_at=moment)
    return replace(case, instance=instance, intake=replace(case.intake, received_at=moment))


def test_a_repeated_key_tells_the_case_as_it_is_now(shelf: Shelf) -> None:
    first = begun(shelf, a_case(), key="k").case
    change = going_on(first)
    shelf.store.store(change)
    assert begun(shelf, a_case(), key="k") == Repeated(change.case, same_body=True)


def test_the_same_key_in_another_municipality_is_another_key(shelf: Shelf) -> None:
    there = a_case(ELSEWHERE)
    begun(shelf, a_case(), key="k", duplicate="d")
    assert begun(shelf, there, key="k", duplicate="d") == Created(there)


def test_a_key_can_be_used_again_once_its_time_is_over(shelf: Shelf) -> None:
    later = at(NOW + timedelta(days=2))
    begun(shelf, at(NOW), key="k")
    assert begun(shelf, later, key="k") == Created(later)


def test_ten_minutes_later_the_same_is_no_duplicate_and_the_next_is_one_of_that(
    shelf: Shelf,
) -> None:
    first, second, third = (at(NOW + n * MINUTE) for n in (0, 10, 11))
    marks = [
        begun(shelf, case, duplicate="d").case.intake.duplicate_of
        for case in (first, second, third)
    ]
    assert marks == ["", "", second.id]


@pytest.mark.parametrize("limit", [0, -1])
def test_with_no_limit_left_every_beginning_is_one_too_many(shelf: Shelf, limit: int) -> None:
    assert begun(shelf, a_case(), rate_limit=limit).case.intake.is_over_limit


def test_of_many_at_once_exactly_as_many_as_allowed_are_within_the_limit(shelf: Shelf) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        answers = pool.map(lambda _: begun(shelf, a_case(), rate_limit=5), range(THREADS))
        marks = [answer.case.intake.is_over_limit for answer in answers]
    assert marks.count(False) == 5


def test_of_many_equal_at_once_all_but_one_are_duplicates_of_that(shelf: Shelf) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: begun(shelf, a_case(), duplicate="d"), range(THREADS)))
    (original,) = (a.case.id for a in answers if not a.case.intake.duplicate_of)
    assert {a.case.intake.duplicate_of for a in answers} == {"", original}


def test_an_id_is_used_once(shelf: Shelf) -> None:
    case = begun(shelf, a_case()).case
    with pytest.raises(PermanentError, match=case.id):
        begun(shelf, replace(case, payload=Snorf("teal")))
    assert shelf.store.get(TENANT, case.id) == case


def test_a_long_history_comes_back_in_order(shelf: Shelf) -> None:
    case: Case[Any] = begun(shelf, a_case()).case
    for _ in range(12):
        change: Change = going_on(case)
        shelf.store.store(change)
        case = change.case
    names = [event.version for event in shelf.store.events(TENANT, case.id)]
    assert names == list(range(1, 14))
    assert shelf.store.events(TENANT, case.id)[0] == an_event(1)


def test_lists_that_need_several_pages_are_whole(shelf: Shelf) -> None:
    large = Snorf("x" * 90_000)
    cases = [
        begun(shelf, a_case(payload=large, work=WorkTry(NOW, 0, NOW + n * MINUTE))).case
        for n in range(14)
    ]
    assert shelf.store.of_person(TENANT, ANN, 13) == cases[:0:-1]
    assert shelf.store.due(TENANT, NOW + 60 * MINUTE, 100) == cases
    assert shelf.store.begun_on(TENANT, NOW.date(), 100) == cases
