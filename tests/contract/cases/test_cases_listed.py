"""What every store of cases promises of its lists, and of rows that can't be read."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.handling import Handling, Lease
from chalicelib.domain.cases.party import Party, Representative
from chalicelib.domain.cases.storing import as_listed
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, Unreadable, Waiting
from tests.support.cases.made_up import (
    ANN,
    BOB,
    ELSEWHERE,
    NOW,
    TENANT,
    a_case,
    a_listing,
    a_mail,
    a_task,
    beginning,
    going_on,
    guards,
    moved,
)
from tests.support.cases.stores import Shelf

HOUR = timedelta(hours=1)


def created(shelf: Shelf, case: AnyCase | None = None, **given: object) -> AnyCase:
    return shelf.store.create(beginning(case, **given), guards()).case


def due_case(shelf: Shelf, at: datetime, **given: object) -> AnyCase:
    return created(shelf, a_case(work=WorkTry(next_at=at)), **given)


def test_people_find_the_cases_they_have_a_part_in_the_newest_first(shelf: Shelf) -> None:
    one, two = created(shelf), created(shelf)
    created(shelf, a_case(parties=()))
    created(shelf, a_case(ELSEWHERE))
    assert shelf.store.of_person(TENANT, ANN, 9) == [two, one]
    assert shelf.store.of_person(TENANT, ANN, 1) == [two]
    assert shelf.store.of_person(TENANT, BOB, 9) == []


def test_who_comes_in_later_and_who_acts_for_somebody_find_it_too(shelf: Shelf) -> None:
    case = created(shelf)
    invited = (*case.parties, Party(2, "listener"))
    asked = moved(case, parties=invited)
    shelf.store.store(going_on(case, asked))
    for given in ({"person": BOB}, {"represented_by": Representative(BOB, "parent")}):
        party = replace(invited[1], **given)  # type: ignore[arg-type]
        known = moved(asked, parties=(invited[0], party))
        shelf.store.store(going_on(asked, known))
        assert shelf.store.of_person(TENANT, BOB, 9) == [known]
        asked = moved(known, parties=invited)
        shelf.store.store(going_on(known, asked))
        assert shelf.store.of_person(TENANT, BOB, 9) == []


def test_two_parts_in_one_case_are_one_case(shelf: Shelf) -> None:
    case = created(shelf, a_case(parties=(Party(1, "hummer", ANN), Party(2, "listener", ANN))))
    created(shelf)
    assert shelf.store.of_person(TENANT, ANN, 2)[1:] == [case]


def test_what_is_due_comes_the_most_overdue_first(shelf: Shelf) -> None:
    late, later = due_case(shelf, NOW), due_case(shelf, NOW - HOUR)
    due_case(shelf, NOW + HOUR)
    created(shelf)
    created(shelf, a_case(ELSEWHERE, work=WorkTry(next_at=NOW)))
    assert shelf.store.due(TENANT, NOW, 9) == [later, late]
    assert shelf.store.due(TENANT, NOW, 1) == [later]


def test_what_has_something_to_go_out_is_due_once(shelf: Shelf) -> None:
    mails = (a_mail(1), a_mail(1, 1, NOW - HOUR))
    writing = created(shelf, a_case(), outgoing=mails)
    other = due_case(shelf, NOW)
    assert shelf.store.due(TENANT, NOW, 9) == [writing, other]
    for mail in mails:
        shelf.store.sent(writing, mail)
    assert shelf.store.due(TENANT, NOW, 9) == [other]


def test_a_lease_is_due_when_it_is_over_and_goes_with_it(shelf: Shelf) -> None:
    case = created(shelf)
    held = shelf.store.handle(case, Handling(lease=Lease("k1", NOW)))
    assert shelf.store.due(TENANT, NOW, 9) == [held]
    shelf.store.handle(held, Handling())
    assert shelf.store.due(TENANT, NOW, 9) == []


def test_a_worklist_is_in_the_order_of_what_was_promised(shelf: Shelf) -> None:
    later = created(shelf, listed=a_listing(NOW + HOUR))
    first = created(shelf, listed=a_listing(NOW))
    created(shelf, listed=replace(a_listing(), team="south"))
    created(shelf, listed=replace(a_listing(), role="listener"))
    created(shelf, a_case(ELSEWHERE), listed=a_listing())
    lines = [Waiting(as_listed(first), NOW), Waiting(as_listed(later), NOW + HOUR)]
    assert shelf.store.worklist(TENANT, "tinker", "north", 9) == lines
    assert shelf.store.worklist(TENANT, "tinker", "north", 1) == lines[:1]


def test_a_case_that_goes_on_leaves_its_worklist(shelf: Shelf) -> None:
    case = created(shelf, listed=a_listing())
    shelf.store.store(going_on(case))
    assert shelf.store.worklist(TENANT, "tinker", "north", 9) == []


def test_tasks_stand_in_their_own_list_until_they_are_closed(shelf: Shelf) -> None:
    case, task = created(shelf, listed=a_listing(NOW + HOUR)), a_task("one")
    told = shelf.store.open_task(case, task)
    elsewhere = shelf.store.open_task(case, a_task("two", team="south"))
    there = [Waiting(as_listed(elsewhere), NOW, (task,))]
    assert shelf.store.worklist(TENANT, "tinker", "north", 9) == there
    south = shelf.store.worklist(TENANT, "tinker", "south", 9)
    assert [line.tasks for line in south] == [(elsewhere.tasks[1],)]
    after = moved(elsewhere, tasks=(task,))
    shelf.store.store(going_on(elsewhere, after))
    assert shelf.store.worklist(TENANT, "tinker", "south", 9) == []
    shelf.store.close_task(after, told.tasks[0].key)
    assert shelf.store.worklist(TENANT, "tinker", "north", 9) == []


def test_a_task_goes_while_one_beside_it_stands_whatever_was_read_before(shelf: Shelf) -> None:
    case, one, two = created(shelf), a_task("one"), a_task("two")
    read = shelf.store.open_task(shelf.store.open_task(case, one), two)
    shelf.store.close_task(read, two.key, (one.key,))
    with pytest.raises(ConflictError) as refused:
        shelf.store.close_task(read, one.key, (two.key,))
    assert refused.value.code == "version_moved"
    again = shelf.store.close_task(read, two.key, (one.key,))
    assert again.tasks == (one,)


def test_the_cases_of_a_day_come_the_oldest_first(shelf: Shelf) -> None:
    one, two = created(shelf), created(shelf)
    tomorrow = replace(one.intake, received_at=NOW + timedelta(days=1))
    created(shelf, a_case(intake=tomorrow))
    assert shelf.store.begun_on(TENANT, NOW.date(), 9) == [one, two]
    assert shelf.store.begun_on(TENANT, NOW.date(), 1) == [one]
    assert shelf.store.begun_on(ELSEWHERE, NOW.date(), 9) == []


def test_a_case_is_found_by_its_reference_also_when_it_has_ended(shelf: Shelf) -> None:
    one, other = created(shelf), created(shelf)
    assert shelf.store.by_reference(TENANT, one.reference) == one
    assert shelf.store.by_reference(ELSEWHERE, one.reference) is None
    ended = moved(other)
    shelf.store.store(going_on(other, ended))
    assert shelf.store.by_reference(TENANT, other.reference) == ended


def test_a_row_that_cant_be_read_harms_nobody_else(shelf: Shelf) -> None:
    bad = due_case(shelf, NOW - HOUR, listed=a_listing(), outgoing=(a_mail(1),))
    good = due_case(shelf, NOW, listed=a_listing())
    shelf.spoil(bad.id)
    first = shelf.store.due(TENANT, NOW, 9)
    assert [is_bad(one, bad) for one in first] == [True, False]
    shelf.store.due(TENANT, NOW, 9)
    assert shelf.store.due(TENANT, NOW, 9) == [good]
    for listed in (
        [line.case for line in shelf.store.worklist(TENANT, "tinker", "north", 9)],
        shelf.store.of_person(TENANT, ANN, 9),
        shelf.store.begun_on(TENANT, NOW.date(), 9),
        [shelf.store.get(TENANT, bad.id), good],
    ):
        assert sorted(is_bad(one, bad) for one in listed) == [False, True]
    assert [row.case_id for row in shelf.store.set_aside(TENANT, 9)] == [bad.id]
    assert shelf.store.set_aside(ELSEWHERE, 9) == []


def is_bad(one: object, bad: AnyCase) -> bool:
    return isinstance(one, Unreadable) and one.case_id == bad.id and not one.is_newer


def test_what_was_set_aside_is_put_back_once_it_can_be_read(shelf: Shelf) -> None:
    bad = due_case(shelf, NOW, outgoing=(a_mail(1),))
    shelf.spoil(bad.id)
    shelf.store.due(TENANT, NOW, 9)
    shelf.store.due(TENANT, NOW, 9)
    assert not shelf.store.put_back(TENANT, bad.id)
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.store(going_on(bad))
    with pytest.raises(ConflictError, match="version_moved"):
        shelf.store.readdress(bad, 1, "")
    shelf.mend(bad.id)
    assert isinstance(shelf.store.get(TENANT, bad.id), Unreadable)
    assert shelf.store.put_back(TENANT, bad.id)
    assert not shelf.store.put_back(TENANT, bad.id)
    assert shelf.store.due(TENANT, NOW, 9) == [bad]
    assert shelf.store.outgoing(TENANT, bad.id) == [a_mail(1)]
    assert shelf.store.set_aside(TENANT, 9) == []


def test_a_row_of_a_later_release_is_told_and_left_alone(shelf: Shelf) -> None:
    newer, good = due_case(shelf, NOW - HOUR), due_case(shelf, NOW)
    shelf.date_ahead(newer.id)
    for _ in range(2):
        told, case = shelf.store.due(TENANT, NOW, 1)
        assert isinstance(told, Unreadable)
        assert told.is_newer
        assert case == good
    assert shelf.store.set_aside(TENANT, 9) == []
