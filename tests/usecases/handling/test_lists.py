"""What there is to do, counted and filtered; what waits for others; what is left beside it."""

from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.domain.cases.moving.urgency import Urgency
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.usecases.handling.lists import paging, who_waits, worklists
from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.usecases.handling.lists.load import LoadOfStaff
from chalicelib.usecases.handling.lists.places import WaitingPlace, places_of
from chalicelib.usecases.handling.lists.worklists import Which, Worklists
from tests.support.handling import CHIEF, COLLEAGUE, FOREIGN, SCRIBE, WARDEN, Bureau
from tests.support.processes.lives import the
from tests.support.requests import KORTRIJK
from tests.support.road import ANN, scribe


def ids(lines: Any) -> list[str]:
    return [line.case_id for line in lines]


def test_a_worklist_tells_how_cases_stand_and_counts_them(bureau: Bureau) -> None:
    late = bureau.waiting("Rust")
    bureau.hands.go(days=6)
    soon = bureau.waiting("Vrede")
    bureau.hands.go(days=5)
    fresh = bureau.waiting("Stilte")
    view = bureau.worklists(SCRIBE)
    assert [(line.case_id, line.urgency) for line in view.lines] == [
        (late, Urgency.LATE),
        (soon, Urgency.SOON),
        (fresh, Urgency.ON_TIME),
    ]
    assert view.by_urgency == {"late": 1, "soon": 1, "on_time": 1}
    assert view.by_process == {"pact": 3}
    assert view.by_team == {"noord": 3}


def test_what_somebody_holds_leaves_the_list_and_is_theirs(bureau: Bureau) -> None:
    mine, others = bureau.waiting("Rust"), bureau.waiting("Vrede")
    bureau.claim.chosen(SCRIBE, mine)
    assert ids(bureau.worklists(SCRIBE).lines) == [others]
    assert ids(bureau.worklists(SCRIBE).mine) == [mine]
    assert bureau.worklists(COLLEAGUE).mine == ()
    (line,) = bureau.worklists.held(COLLEAGUE)
    assert (line.case_id, line.label) == (mine, "In behandeling")


@pytest.mark.parametrize(
    ("which", "found"),
    [
        (Which(), 1),
        (Which(process="pact", role="scribe", team="noord", urgency="on_time"), 1),
        (Which(process="other"), 0),
        (Which(team="zuid"), 0),
        (Which(role="warden"), 0),
        (Which(urgency="late"), 0),
    ],
)
def test_a_filter_takes_what_it_names_and_the_next_case_too(
    bureau: Bureau, which: Which, found: int
) -> None:
    bureau.waiting()
    view = bureau.worklists(SCRIBE, which)
    assert (view.found, view.total) == (found, 1)
    assert bool(bureau.claim.next(SCRIBE, which)) == bool(found)


def test_lists_page(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE", 2)
    all_ids = [bureau.waiting(f"Rust {number}") for number in range(5)]
    pages = [bureau.worklists(SCRIBE, page=number) for number in (1, 2, 3)]
    assert [case_id for page in pages for case_id in ids(page.lines)] == all_ids
    assert {page.pages for page in pages} == {3}
    assert bureau.worklists(SCRIBE, page=99).page == 3


def test_no_list_shows_another_roles_or_municipalitys_cases(bureau: Bureau) -> None:
    bureau.waiting()
    assert bureau.worklists(WARDEN).total == 0
    assert bureau.worklists(FOREIGN).total == 0
    assert bureau.who_waits(FOREIGN) == []


def test_no_line_tells_of_people(bureau: Bureau) -> None:
    bureau.waiting()
    (line,) = bureau.worklists(SCRIBE).lines
    assert "ann@example.org" not in repr(line)
    assert ANN.digits not in repr(line)
    assert {field.name for field in fields(WorklistLine)}.isdisjoint({"parties", "payload"})
    assert all(entry.request_id is not None for entry in bureau.registers.lines)


def test_a_row_that_cant_be_read_is_a_line_and_harms_no_other(bureau: Bureau) -> None:
    bad, good = bureau.waiting("Rust"), bureau.waiting("Vrede")
    bureau.cases.spoil(KORTRIJK, bad, "torn")
    lines = bureau.worklists(SCRIBE).lines
    assert [(line.case_id, line.is_readable) for line in lines] == [(bad, False), (good, True)]
    taken = bureau.claim.next(SCRIBE)
    assert taken is not None
    assert taken.id == good


def test_what_waits_for_parties_and_authorities_says_for_whom(bureau: Bureau) -> None:
    asked, guild, desk = bureau.opened(), bureau.waiting("Rust"), bureau.waiting("Stilte")
    bureau.claim.chosen(SCRIBE, guild)
    bureau.act(guild, "to_guild", scribe())
    found = {one.case_id: one.whom for one in bureau.who_waits(SCRIBE)}
    assert found == {
        asked: ("wie het pact vraagt", "wie meedoet"),
        guild: ("het gilde",),
    }
    assert desk not in found
    assert bureau.who_waits(SCRIBE, "other") == []


def test_a_task_of_a_term_that_ended_stands_until_the_case_goes_on(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.hands.go(days=9)
    bureau.tick()
    (line,) = bureau.worklists.tasks(SCRIBE)
    assert [task.code for task in line.tasks] == ["sift_late"]
    assert line.urgency is Urgency.LATE
    with pytest.raises(DomainError) as error:
        bureau.close_task(SCRIBE, case_id, line.tasks[0].key)
    assert error.value.code == "task_stands"


def test_a_letter_to_post_is_struck_off_and_said_so(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.act(case_id, "refuse", scribe(), {"reason": "forbidden", "text": "Neen."})
    bureau.pump()
    (line,) = bureau.worklists.tasks(SCRIBE)
    (task,) = line.tasks
    assert (task.code, line.waits) == ("letter", False)
    with pytest.raises(NotThereError):
        bureau.close_task(WARDEN, case_id, task.key)
    bureau.close_task(SCRIBE, case_id, task.key)
    assert bureau.tasks(case_id) == []
    assert bureau.handled(case_id)[-1][0] == "task_closed"


def test_a_list_that_only_an_earlier_version_names_is_still_read(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    now = bureau.types.definition("pact")
    lists = {"sift": replace(now.worklists["sift"], role="elder")}
    newer = replace(now, version=2, worklists=now.worklists | lists)
    versions: Any = SimpleNamespace(
        ids=lambda: ("pact",),
        versions=lambda _: (1, 2),
        definition=lambda _, version=2: {1: now, 2: newer}[version],
        type=bureau.types.type,
    )
    after = Worklists(bureau.cases, replace(bureau.frames, types=versions))
    assert ids(after(SCRIBE).lines) == [case_id]


def test_a_registrar_and_a_supervisor_may_do_what_a_clerk_may() -> None:
    types: Any = SimpleNamespace(
        ids=lambda: ("address_change", "marriage"),
        versions=lambda _: (1,),
        definition=lambda process, _: the(process),
        type=lambda _: SimpleNamespace(teams={}),
    )

    def roles_of(role: str) -> set[str]:
        staff = Staff("k1", KORTRIJK, frozenset({role}))
        found: tuple[WaitingPlace, ...] = places_of(staff, types, None)  # type: ignore[arg-type]
        return {place.role for place in found}

    assert roles_of(StaffRole.REGISTRAR) == {"clerk", "registrar"}
    assert roles_of(StaffRole.SUPERVISOR) == {"clerk"}
    assert roles_of(StaffRole.CLERK) == {"clerk"}
    assert roles_of("district_officer") == {"district_officer"}


def test_what_was_escalated_keeps_nobody_from_the_next_case(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many stand in front of it: more than one look at the list takes."""
    monkeypatch.setattr(worklists, "MOST", 20)
    for number in range(21):
        case_id = bureau.waiting(f"Rust {number}")
        bureau.claim.chosen(SCRIBE, case_id)
        bureau.escalate(SCRIBE, case_id, "Te moeilijk.")
    last = bureau.waiting("Vrede")
    taken = bureau.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == last
    assert bureau.claim.next(COLLEAGUE) is None


def test_a_list_goes_on_behind_what_is_read_at_first(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGE", 2)
    monkeypatch.setattr(worklists, "MOST", 4)
    all_ids = [bureau.waiting(f"Rust {number}") for number in range(7)]
    bureau.claim.chosen(SCRIBE, all_ids[-1])
    pages = [bureau.worklists(SCRIBE, page=number) for number in (1, 2, 3)]
    assert [case_id for page in pages for case_id in ids(page.lines)] == all_ids[:-1]
    assert {(page.total, page.is_cut) for page in pages} == {(6, False)}
    assert ids(pages[0].mine) == ids(bureau.worklists.held(SCRIBE)) == all_ids[-1:]
    monkeypatch.setattr(worklists, "DEEPER", 1)
    assert (bureau.worklists(SCRIBE).total, bureau.worklists(SCRIBE).is_cut) == (4, True)


def test_what_is_left_to_do_is_told_however_many_wait_before_it(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklists, "MOST", 2)
    monkeypatch.setattr(who_waits, "MOST", 2)
    for number in range(4):
        bureau.waiting(f"Rust {number}")
    bureau.hands.go(days=3)
    asked, last = bureau.opened(), bureau.waiting("Vrede")
    bureau.bounce(KORTRIJK, last, "both", 1)
    assert ids(bureau.worklists.tasks(SCRIBE)) == [last]
    assert ids(bureau.who_waits(SCRIBE)) == [asked]


def test_a_supervisor_sees_who_has_how_much_and_for_how_long(bureau: Bureau) -> None:
    first, second = bureau.waiting("Rust"), bureau.waiting("Vrede")
    bureau.hands.go(days=2)
    free = bureau.waiting("Stilte")
    bureau.claim.chosen(SCRIBE, first)
    bureau.assign(CHIEF, second, COLLEAGUE.id)
    load = LoadOfStaff(bureau.worklists, bureau.frames.clock)
    assert [(one.staff, one.held, one.meant, one.ages) for one in load(CHIEF)] == [
        (SCRIBE.id, 1, 0, (0, 1, 0, 0)),
        (COLLEAGUE.id, 0, 1, (0, 1, 0, 0)),
        ("", 0, 0, (1, 0, 0, 0)),
    ]
    assert ids(bureau.worklists(CHIEF).lines) == [second, free]
    with pytest.raises(NotThereError):
        load(SCRIBE)
