"""What must hold before a step, and what a step makes of the declaration."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.address_change.guards import GUARDS
from chalicelib.domain.address_change.move import Visit
from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.address_change.rules import judged
from chalicelib.domain.address_change.turns import TURNS
from chalicelib.domain.cases.process_type import Scene
from chalicelib.domain.process.instance import ClockState, ClockStatus
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.tenants.municipality import Policy
from tests.support.processes.address_change import (
    ANN,
    ASKED,
    BO,
    DECLARANT,
    HOMES,
    KIM,
    MOVE,
    TODAY,
    a_scene,
    the_facts,
)
from tests.support.requests import NOW

PARENT = replace(ASKED, role="other_parent")
BY_POST = replace(ASKED, email="")
AGREED = replace(ASKED, confirmed="hash")
CLEAR, ODD = judged(the_facts()), judged(the_facts(dwelling=None))
A_VISIT = Visit(datetime(2026, 3, 18, 18, tzinfo=UTC), "nobody_home")
ALL = tuple(REQUIRED_CHECKS)


def clocked(name: str, status: ClockStatus, *parties: Any, **more: Any) -> Scene[Any]:
    ends_at = more.pop("ends_at", None)
    scene = a_scene("", *parties, **more)
    clock = ClockState(name, status, NOW, None, None, ends_at, (), None, 0)
    case = replace(scene.case, instance=replace(scene.case.instance, clocks=(clock,)))
    return replace(scene, case=case)


YES = [
    ("asks_reference_person", a_scene("", ASKED, joins_household=True)),
    ("knows_whom_to_ask", a_scene(joins_household=True)),
    ("knows_whom_to_ask", a_scene(joins_household=True, homes=HOMES, joins=KIM)),
    ("asks_by_letter", a_scene("", BY_POST, joins_household=True)),
    ("changes_receipt", a_scene(receipted="something else")),
    ("simple", a_scene(verdict=CLEAR)),
    ("simple", a_scene("", AGREED, joins_household=True, verdict=CLEAR)),
    ("has_report", a_scene(conclusion="lives_there")),
    ("asked_in_vain", a_scene(asked_in_vain=True)),
    ("visits_left", a_scene(visits=(A_VISIT,) * 2)),
    ("visits_left", a_scene(visits=(A_VISIT,) * 4, first_visit=3)),
    ("checklist_complete", a_scene(report=(*ALL, "bell"))),
    ("reasons_given", a_scene(values={"remarks": "Leeg huis."})),
    ("report_allows", a_scene(conclusion="lives_there")),
    ("report_allows", a_scene(is_granted=True, conclusion="not_living_there")),
    (
        "report_allows_part",
        a_scene(conclusion="some_live_there", registered_members=("1",), found=(ANN,)),
    ),
    ("parent_term_over", a_scene()),
    ("parent_term_over", a_scene("", PARENT, parent_answered=True)),
    ("parent_term_over", clocked("parent", ClockStatus.ENDED, PARENT)),
    ("parent_term_over", clocked("parent", ClockStatus.RUNNING, PARENT, ends_at=NOW)),
    ("dwelling_barred", a_scene(values={"ground": "safety", "decision": ("pdf",)})),
    ("heard", a_scene(heard=True)),
    ("not_refused_before", a_scene()),
    ("same_clerk", a_scene(decided_by="staff:k17")),
    ("part_not_registered", a_scene(registered=("1",))),
    ("some_registered", a_scene(registered=("1",))),
    ("all_settled", a_scene(registered=("1", "2"), cards_done=("1", "2"))),
    ("part_or_all_refused", a_scene(refusal_served_on=TODAY)),
    ("has_card_left", a_scene(registered=("1", "2"), cards_done=("2",), party=DECLARANT)),
    ("was_refused", a_scene(is_refused=True)),
    ("was_withdrawn", a_scene(is_withdrawn=True)),
    ("was_asked_by_letter", a_scene(asked_on=TODAY, by_letter=True)),
    ("appeal_runs", clocked("appeal", ClockStatus.RUNNING)),
]
NO = [
    ("asks_reference_person", a_scene("", ASKED)),
    ("asks_reference_person", a_scene("", AGREED, joins_household=True)),
    ("asks_reference_person", a_scene("", ASKED, joins_household=True, goes_without=True)),
    ("knows_whom_to_ask", a_scene()),
    ("knows_whom_to_ask", a_scene(joins_household=True, homes=HOMES)),
    ("asks_by_letter", a_scene("", ASKED, joins_household=True)),
    ("changes_receipt", a_scene(receipted=MOVE.declared)),
    ("simple", a_scene(verdict=ODD)),
    ("simple", a_scene()),
    ("simple", a_scene("", ASKED, joins_household=True, verdict=CLEAR)),
    ("has_report", a_scene()),
    ("asked_in_vain", a_scene()),
    ("visits_left", a_scene(visits=(A_VISIT,) * 3)),
    ("checklist_complete", a_scene(report=ALL[1:])),
    ("reasons_given", a_scene(values={"household": (ANN,)})),
    ("report_allows", a_scene(conclusion="some_live_there")),
    (
        "report_allows_part",
        a_scene(conclusion="some_live_there", registered_members=("2",), found=(ANN,)),
    ),
    ("report_allows_part", a_scene(conclusion="lives_there", registered_members=("1", "2"))),
    ("report_allows_part", a_scene(conclusion="lives_there")),
    ("parent_term_over", a_scene("", PARENT)),
    ("parent_term_over", clocked("parent", ClockStatus.RUNNING, PARENT)),
    ("dwelling_barred", a_scene(values={"ground": "safety"})),
    ("heard", a_scene()),
    ("not_refused_before", a_scene(is_refused=True)),
    ("same_clerk", a_scene(decided_by="staff:k18")),
    ("part_not_registered", a_scene(registered=("1", "2"))),
    ("part_not_registered", a_scene(registered=("1",), is_refused=True)),
    ("some_registered", a_scene()),
    ("all_settled", a_scene(registered=("1", "2"), cards_done=("1",))),
    ("all_settled", clocked("appeal", ClockStatus.RUNNING, registered=("1",), cards_done=("1",))),
    ("part_or_all_refused", a_scene(refusal_served_on=TODAY, is_granted=True)),
    ("has_card_left", a_scene(registered=("2",), party=DECLARANT)),
    ("was_refused", a_scene()),
    ("was_asked_by_letter", a_scene(asked_on=TODAY)),
    ("appeal_runs", a_scene(refusal_served_on=TODAY)),
    ("was_withdrawn", a_scene()),
]


@pytest.mark.parametrize(("guard", "scene"), YES)
def test_it_holds(guard: str, scene: Scene[Any]) -> None:
    assert GUARDS[guard](scene) is Answer.YES


@pytest.mark.parametrize(("guard", "scene"), NO)
def test_it_does_not_hold(guard: str, scene: Scene[Any]) -> None:
    assert GUARDS[guard](scene) is Answer.NO


def test_every_guard_is_seen_to_hold_and_not_to_hold() -> None:
    assert {guard for guard, _ in YES} == {guard for guard, _ in NO} == GUARDS.keys()


def test_a_municipality_has_its_own_number_of_visits() -> None:
    scene = a_scene(visits=(A_VISIT,))
    here = replace(scene.municipality, policies=(Policy("visits", 1, date(2026, 1, 1)),))
    assert GUARDS["visits_left"](replace(scene, municipality=here)) is Answer.NO


def test_only_the_last_missed_visit_is_a_report() -> None:
    early = TURNS["nobody_home"](a_scene("nobody_home", visits=(A_VISIT,)))
    last = TURNS["nobody_home"](a_scene("nobody_home", visits=(A_VISIT,) * 2))
    assert (early.conclusion, last.conclusion) == ("", "nobody_home")
    assert (len(early.visits), len(last.visits)) == (2, 3)


def test_a_visit_keeps_day_and_hour_on_the_wall() -> None:
    at = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    move = TURNS["lives_there"](a_scene("lives_there", visited_at=at))
    assert (move.visits[-1].at.hour, move.conclusion) == (18, "lives_there")


def test_a_further_inquiry_begins_anew_and_keeps_the_visits() -> None:
    move = TURNS["more_inquiry"](
        a_scene("more_inquiry", visits=(A_VISIT,) * 3, conclusion="nobody_home", report=ALL)
    )
    assert (len(move.visits), move.first_visit, move.conclusion, move.report) == (3, 3, "", ())


@pytest.mark.parametrize("event", ["intend_refusal", "ask_proof"])
def test_a_term_that_runs_from_a_letter_waits_for_its_posting(event: str) -> None:
    scene = a_scene(event, posted_on=date(2026, 3, 2), values={"reason": "no_proof"})
    assert TURNS[event](scene).posted_on is None


def test_the_term_of_a_mail_runs_from_the_asking_and_that_of_a_letter_waits() -> None:
    by_mail = TURNS["opened"](a_scene("opened", ASKED, joins_household=True))
    by_post = TURNS["opened"](a_scene("opened", BY_POST, joins_household=True))
    assert (by_mail.asked_on, by_post.asked_on) == (TODAY, None)


def test_a_correction_of_what_was_declared_asks_for_another_visit() -> None:
    seen = {"conclusion": "lives_there", "visits": (A_VISIT,)}
    other = TURNS["corrected"](a_scene("corrected", receipted="before", **seen))
    same = TURNS["corrected"](a_scene("corrected", receipted=MOVE.declared, **seen))
    assert (other.conclusion, other.first_visit) == ("", 1)
    assert same.conclusion == "lives_there"


def test_deciding_for_all_forgets_whom_an_earlier_decision_chose() -> None:
    part = TURNS["register_part"](a_scene("register_part", registered_members=("1",)))
    whole = TURNS["register"](a_scene("register", registered_members=("1",)))
    assert (part.to_register, whole.to_register) == (("1",), ("1", "2"))
    assert (part.decided_by, whole.decided_by) == ("staff:k17", "staff:k17")


def test_after_the_ministers_decision_the_rest_is_registered() -> None:
    move = TURNS["granted"](a_scene("granted", registered_members=("1",), registered=("1",)))
    assert move.to_register == ("2",)


def test_cards_add_up_whoever_came_first() -> None:
    move = TURNS["card_done"](a_scene("card_done", cards_done=("2",), cards_now=("1", "2")))
    assert set(move.cards_done) == {"1", "2"}


def test_who_stays_behind_is_known() -> None:
    move = replace(MOVE, movers=(BO,))
    assert ([m.number for m in move.moving], [m.number for m in move.staying]) == ([BO], [ANN])
