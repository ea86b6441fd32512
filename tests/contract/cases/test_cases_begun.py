"""What a store of cases promises about beginnings: keys, duplicates, limits, and long lists."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.cases.case import Case, WorkTry
from chalicelib.domain.cases.change import Change
from chalicelib.ports.cases import Alike, AnyCase, Beginning, Created, LimitReached, Repeated
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


def begun(shelf: Shelf, case: AnyCase, **given: Any) -> Beginning:
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
    answers = [begun(shelf, case, duplicate="d") for case in (first, second, third)]
    assert answers == [Created(first), Created(second), Alike(second.id)]


def test_a_key_that_led_to_the_same_leads_there_when_that_is_no_duplicate_any_more(
    shelf: Shelf,
) -> None:
    first, second = at(NOW), at(NOW + MINUTE)
    begun(shelf, first, key="k1", duplicate="d")
    lasts = replace(guards("k2", duplicate="d"), expires_at=NOW + timedelta(days=2))
    for _ in range(2):
        shelf.store.lead(beginning(second), lasts, first.id)
    answers = [
        begun(shelf, at(NOW + timedelta(hours=1)), key="k2", duplicate="d", body=body)
        for body in ("b", "another")
    ]
    assert answers == [Repeated(first, is_same, is_alike=True) for is_same in (True, False)]


def test_a_key_that_began_a_case_leads_to_no_other(shelf: Shelf) -> None:
    own, other = at(NOW), at(NOW)
    begun(shelf, own, key="k")
    begun(shelf, other)
    shelf.store.lead(beginning(at(NOW)), guards("k"), other.id)
    assert begun(shelf, at(NOW), key="k") == Repeated(own, same_body=True)


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
    (original,) = (answer.case for answer in answers if isinstance(answer, Created))
    others = [answer for answer in answers if answer != Created(original)]
    assert others == [Alike(original.id)] * (THREADS - 1)


def test_beyond_the_limit_so_many_more_are_marked_and_then_none_is_taken(shelf: Shelf) -> None:
    held = {"rate_limit": 1, "ceiling": "more", "most": 2}
    answers = [begun(shelf, a_case(), **held) for _ in range(5)]
    marks = [a.case.intake.is_over_limit for a in answers if isinstance(a, Created)]
    assert marks == [False, True, True]
    assert answers[3:] == [LimitReached.PERSON, LimitReached.PERSON]


def test_so_many_a_day_go_to_one_address_whoever_begins_them(shelf: Shelf) -> None:
    refused = a_case()
    answers = [
        begun(shelf, case, rate=f"r{n}", daily=("ann",), to_address=2)
        for n, case in enumerate((a_case(), a_case(), refused))
    ]
    assert answers[2] == LimitReached.ADDRESS
    assert shelf.store.get(TENANT, refused.id) is None
    assert isinstance(begun(shelf, a_case(), daily=("bob",), to_address=2), Created)


def test_one_case_holds_an_address_until_its_time_is_over(shelf: Shelf) -> None:
    cases = [at(NOW), at(NOW + MINUTE), at(NOW + 60 * MINUTE)]
    held = [begun(shelf, case, addresses=("ann", "bob")).case.intake for case in cases]
    assert [intake.asks_before_mail for intake in held] == [False, True, False]
    assert not begun(shelf, a_case(), addresses=("eve",)).case.intake.asks_before_mail


def test_what_begins_with_a_blocked_address_is_marked_and_begins(shelf: Shelf) -> None:
    shelf.suppressions.block(TENANT, "ann@burger.example", NOW)
    ann, bob = (known_keys().address(TENANT, f"{name}@burger.example") for name in ("ann", "bob"))
    begins = [begun(shelf, at(NOW), addresses=those) for those in ((ann, bob), (bob,))]
    marks = [isinstance(one, Created) and one.case.intake.has_blocked for one in begins]
    assert marks == [True, False]
    assert shelf.store.get(TENANT, begins[0].case.id) == begins[0].case
    shelf.suppressions.unblock(TENANT, "ann@burger.example")
    assert not begun(shelf, at(NOW), addresses=(ann,)).case.intake.has_blocked


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
