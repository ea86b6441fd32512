"""What must hold for a marriage's events, and what they make of a declaration."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Scene
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.guards import GUARDS
from chalicelib.domain.marriage.turns import turns
from chalicelib.domain.process.instance import ClockState, ClockStatus
from chalicelib.domain.process.judging import Answer
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.wiring.processes.marriage import places_of
from tests.support.cases.made_up import a_case
from tests.support.municipalities import a_municipality
from tests.support.processes.lives import the
from tests.support.requests import a_number

NOON = datetime(2026, 5, 16, 10, tzinfo=UTC)
WINDOW = ClockState(
    "window", ClockStatus.RUNNING, NOON, ends_at=datetime(2026, 10, 3, 20, tzinfo=UTC)
)
A = Party(1, "partner_a", a_number(1), confirmed="x")
B = Party(2, "partner_b", a_number(2))
FILE = {"file": ("x",), "for": "partner_b"}


def a_scene(
    event: str = "", values: dict[str, Any] | None = None, *parties: Party, **declared: Any
) -> Scene[Declaration]:
    case = a_case(payload=Declaration(**declared), parties=parties or (A, B))
    case = replace(case, instance=replace(case.instance, clocks=(WINDOW,)))
    here = a_municipality()
    return Scene(
        case, the("marriage"), here, event, "registrar", "staff:k1", NOON, here.day_of(NOON),
        values or {},
    )  # fmt: skip


def holds(guard: str, scene: Scene[Declaration]) -> bool:
    return GUARDS[guard](scene) is Answer.YES


@pytest.mark.parametrize(
    ("at", "declared", "may"),
    [
        (NOON, {"act_on": date(2026, 5, 2)}, True),  # day fourteen itself
        (NOON, {"act_on": date(2026, 5, 3)}, False),
        (NOON, {"act_on": date(2026, 5, 3), "first_day": date(2026, 5, 10)}, True),  # waived
        (NOON, {"is_waived": True}, True),
        (datetime(2026, 5, 16, 10, 1, tzinfo=UTC), {"act_on": date(2026, 5, 2)}, False),  # not yet
        (None, {"act_on": date(2026, 5, 2)}, False),
    ],
)
def test_a_wedding_is_recorded_from_its_first_day_on_once_it_was(
    at: datetime | None, declared: dict[str, Any], may: bool
) -> None:
    assert holds("in_window", a_scene(celebrated_at=at, **declared)) is may


@pytest.mark.parametrize(("must", "may"), [(False, False), (True, True)])
def test_after_the_window_only_what_must_be_celebrated_is(must: bool, may: bool) -> None:
    late = datetime(2026, 10, 4, 9, tzinfo=UTC)
    declared = {"act_on": date(2026, 3, 20), "celebrated_at": late, "must_celebrate": must}
    scene = replace(a_scene(**declared), at=late)
    assert holds("in_window", scene) is may
    assert holds("may_expire", a_scene(must_celebrate=must)) is not must


def test_a_legalised_consent_counts_beside_a_signature_and_never_for_both() -> None:
    assert holds("consent_legalised", a_scene("consent_on_paper", FILE))
    assert not holds("consent_legalised", a_scene("consent_on_paper", {"for": "partner_b"}))
    nobody = (replace(A, confirmed=""), B)
    assert not holds("consent_legalised", a_scene("consent_on_paper", FILE, *nobody))
    assert holds("all_confirmed", a_scene(consents=(2,)))
    assert not holds("all_confirmed", a_scene())


def test_what_a_court_overturned_refuses_no_more_and_another_reason_may() -> None:
    after = turns(places_of)["overturned"](a_scene("overturned", reason="sham"))
    assert not holds("may_refuse", a_scene(overturned=after.overturned, reason="sham"))
    assert holds("may_refuse", a_scene(overturned=after.overturned, reason="papers"))
    assert not holds("may_refuse", a_scene(must_celebrate=True, reason="papers"))


def test_a_postponement_counts_from_the_wedding_day_else_from_today() -> None:
    postponed = turns(places_of)["postpone"]
    chosen = "2026-09-26 10:30 Historisch stadhuis"
    assert postponed(a_scene(wedding=chosen)).postponed_from == date(2026, 9, 26)
    once = postponed(a_scene())
    assert (once.postponed_from, once.postponements) == (date(2026, 5, 16), 1)
    assert holds("not_postponed_before", a_scene(postponements=1))
    assert not holds("not_postponed_before", a_scene(postponements=2))


def test_a_prolongation_lasts_three_months_at_most() -> None:
    prolonged, since = turns(places_of)["prolonged"], date(2026, 9, 26)
    most = date(2027, 2, 26)
    assert prolonged(a_scene(postponed_from=since, prolonged_until=most)).prolonged_until == most
    with pytest.raises(InvalidInputError) as caught:
        prolonged(a_scene(postponed_from=since, prolonged_until=date(2027, 2, 27)))
    assert caught.value.code == "prolonged_too_long"


def test_each_change_is_another_version_and_takes_consents_back() -> None:
    changed = turns(places_of)["changed"](a_scene("changed", consents=(2,), asked=(1,)))
    assert (changed.revision, changed.consents, changed.asked) == (2, (), ())
    assert changed.asked_on == date(2026, 5, 16)


def test_only_the_other_agrees_to_a_day() -> None:
    agreed, day = turns(places_of)["date_agreed"], "2026-09-26 10:30 Historisch stadhuis"
    own = agreed(a_scene(proposed=day, proposed_by="staff:k1"))
    assert (own.is_agreed, own.wedding) == (False, None)
    other = agreed(a_scene(proposed=day, proposed_by="party:1"))
    assert (other.is_agreed, other.wedding, other.fee_cents) == (True, day, 3000)
    anew = agreed(a_scene(proposed=day, proposed_by="party:1", is_date_excluded=True))
    assert not anew.is_date_excluded


def test_there_is_a_day_to_agree_to_only_for_who_did_not_propose_it() -> None:
    proposed = {"proposed": "2026-09-26 10:30 Historisch stadhuis", "proposed_by": "party:1"}
    theirs = [replace(a_scene(**proposed), party=party) for party in (A, B, None)]
    assert [holds("day_to_agree", scene) for scene in theirs] == [False, True, False]
    assert not holds("day_to_agree", replace(a_scene(), party=B))


@pytest.mark.parametrize("event", ["postponement_over", "postponement_lifted", "overturned"])
@pytest.mark.parametrize(("day", "stays"), [("2026-05-15", False), ("2026-05-16", True)])
def test_a_day_that_went_by_while_it_was_held_up_is_no_longer_chosen(
    event: str, day: str, stays: bool
) -> None:
    scene = a_scene(event, wedding=f"{day} 10:30 Historisch stadhuis", fee_cents=3000)
    after = turns(places_of)[event](scene)
    assert (after.wedding is not None, after.fee_cents is not None) == (stays, stays)


def test_papers_are_done_when_each_who_was_asked_brought_them() -> None:
    added = turns(places_of)["papers_added"]
    by_one = replace(a_scene(asked=(1, 2)), role="partner_a", author="party:1")
    assert added(by_one).asked == (2,)
    at_desk = replace(a_scene(asked=(1, 2)), role="clerk")
    assert added(at_desk).asked == ()
