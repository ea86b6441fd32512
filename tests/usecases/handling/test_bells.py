"""What rang for somebody's roles is taken first, and a bell that is lost loses nothing."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.staff import Staff
from tests.support.handling import CHIEF, COLLEAGUE, SCRIBE, WARDEN, Bureau

BOTH = Staff("b1", SCRIBE.tenant, SCRIBE.roles | WARDEN.roles, SCRIBE.number)


def rung(bureau: Bureau) -> list[str]:
    return [message.case_id for _, message in bureau.lines.rung]


def taken(bureau: Bureau, staff: object = SCRIBE) -> str:
    case = bureau.claim.next(staff)  # type: ignore[arg-type]
    return case.id if case else ""


def test_a_bell_is_followed_and_then_silent(bureau: Bureau) -> None:
    first, second = bureau.waiting("Rust"), bureau.waiting("Vrede")
    bureau.lines.rung.reverse()
    assert [taken(bureau), taken(bureau)] == [second, first]
    assert rung(bureau) == []
    assert taken(bureau) == ""


@pytest.mark.parametrize("loses", ["the message", "the queue"])
def test_a_lost_bell_loses_nothing(bureau: Bureau, loses: str) -> None:
    case_id = bureau.waiting()
    if loses == "the message":
        bureau.lines.rung.clear()
    bureau.lines.lose = loses == "the queue"
    assert taken(bureau) == case_id


def test_a_bell_of_a_case_that_somebody_took_from_the_list_is_forgotten(bureau: Bureau) -> None:
    case_id, other = bureau.waiting("Rust"), bureau.waiting("Vrede")
    bureau.claim.chosen(COLLEAGUE, case_id)
    assert taken(bureau) == other
    assert rung(bureau) == []


def test_a_bell_of_a_case_that_is_over_is_forgotten(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.hold(case_id)
    bureau.act(case_id, "refuse", bureau.scribe, {"reason": "forbidden", "text": "Nee."})
    assert taken(bureau) == ""
    assert case_id not in rung(bureau)


def test_a_bell_that_is_for_somebody_with_more_powers_goes_on_ringing(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.escalate(SCRIBE, case_id, "Te moeilijk.")
    assert taken(bureau, COLLEAGUE) == ""
    assert case_id in rung(bureau)
    assert taken(bureau, CHIEF) == case_id


def test_who_wishes_for_something_gets_that_and_no_bell(bureau: Bureau) -> None:
    from chalicelib.usecases.handling.lists.worklists import Which

    case_id = bureau.waiting()
    assert bureau.claim.next(SCRIBE, Which(team="zuid")) is None
    assert rung(bureau) == [case_id]


def only_wardens_decide(bureau: Bureau) -> None:
    bureau.types.type_ = replace(bureau.types.type_, decided_by=lambda _: "warden")


def test_what_only_some_decide_rings_for_them_and_nobody_else_hears_it(bureau: Bureau) -> None:
    only_wardens_decide(bureau)
    case_id = bureau.waiting()
    assert [role for role, _ in bureau.lines.rung] == ["warden"]
    assert taken(bureau) == ""
    assert rung(bureau) == [case_id]
    assert taken(bureau, BOTH) == case_id
    assert rung(bureau) == []


def test_what_became_others_to_decide_rings_on_for_them(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    only_wardens_decide(bureau)
    looks = len(bureau.registers.lines)
    assert taken(bureau) == ""
    assert [(role, m.case_id) for role, m in bureau.lines.rung] == [("warden", case_id)]
    assert len(bureau.registers.lines) == looks
    assert taken(bureau, BOTH) == case_id
