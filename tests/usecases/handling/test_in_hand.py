"""Taking a case, keeping it, giving it away: conditions on the lease, kept as entries."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.ports.errors import RetryableError
from tests.support.handling import (
    BOSS,
    CHIEF,
    COLLEAGUE,
    FOREIGN,
    SCRIBE,
    WARDEN,
    Bureau,
)
from tests.support.requests import KORTRIJK
from tests.support.road import ann, scribe


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as error:
        do()
    return error.value.code


def test_whatever_staff_do_with_a_case_leaves_its_state_and_version(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    before = bureau.case(case_id).instance
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.heartbeat(SCRIBE, case_id)
    bureau.note(SCRIBE, case_id, "Belde terug.")
    bureau.escalate(SCRIBE, case_id, "Te moeilijk.")
    bureau.assign(CHIEF, case_id, COLLEAGUE.id)
    bureau.claim.chosen(COLLEAGUE, case_id)
    bureau.take_over(CHIEF, case_id)
    bureau.release(CHIEF, case_id)
    assert bureau.case(case_id).instance == before
    assert bureau.handled(case_id) == [
        ("claimed", "staff:k17", {}),
        ("note", "staff:k17", {}),
        ("escalated", "staff:k17", {}),
        ("assigned", "staff:s1", {"to": "k18"}),
        ("claimed", "staff:k18", {}),
        ("taken_over", "staff:s1", {"of": "k18"}),
        ("released", "staff:s1", {"of": "s1"}),
    ]


def test_no_party_reads_what_staff_note_and_do(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.note(SCRIBE, case_id, "Alleen voor ons.")
    seen = {entry.name for entry in bureau.view(case_id, ann()).entries}
    assert not seen & {"claimed", "note"}
    assert {"claimed", "note"} <= {entry.name for entry in bureau.view(case_id, scribe()).entries}


def test_one_of_two_gets_a_case_and_the_other_hears_so(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    assert refused(lambda: bureau.claim.chosen(COLLEAGUE, case_id)) == "already_claimed"
    assert bureau.holder(case_id) == SCRIBE.id
    assert bureau.claim.chosen(SCRIBE, case_id).handling.lease
    assert [name for name, _, _ in bureau.handled(case_id)] == ["claimed"]


def test_a_case_read_before_another_took_it_cant_be_taken(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    was = bureau.case(case_id)
    bureau.claim.chosen(COLLEAGUE, case_id)
    found = bureau.at_hand.of(SCRIBE, was)
    keep = bureau.at_hand.keep
    assert refused(lambda: keep(found, was.handling.__class__(assigned="k17"))) == "version_moved"


def test_the_next_is_the_one_promised_first(bureau: Bureau) -> None:
    first = bureau.waiting("Rust")
    bureau.hands.go(hours=30)
    second = bureau.waiting("Vrede")
    taken = [bureau.claim.next(SCRIBE) for _ in range(3)]
    assert [case.id if case else None for case in taken] == [first, second, None]


def test_what_is_meant_for_somebody_comes_first_and_is_nobody_elses(bureau: Bureau) -> None:
    bureau.waiting("Rust")
    bureau.hands.go(hours=30)
    meant = bureau.waiting("Vrede")
    bureau.assign(CHIEF, meant, SCRIBE.id)
    assert refused(lambda: bureau.claim.chosen(COLLEAGUE, meant)) == "assigned"
    taken = bureau.claim.next(SCRIBE)
    assert taken is not None
    assert taken.id == meant


def test_a_case_that_was_escalated_waits_for_somebody_with_more_powers(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.escalate(SCRIBE, case_id, "Dit is te hoog voor mij.")
    assert bureau.claim.next(COLLEAGUE) is None
    assert refused(lambda: bureau.claim.chosen(COLLEAGUE, case_id)) == "escalated"
    taken = bureau.claim.next(CHIEF)
    assert taken is not None
    assert taken.id == case_id


def test_who_gives_a_case_back_is_followed_by_a_bell(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.lines.rung.clear()
    bureau.release(SCRIBE, case_id)
    assert [(role, message.case_id) for role, message in bureau.lines.rung] == [("scribe", case_id)]
    assert bureau.holder(case_id) == ""


def test_a_bell_that_is_lost_hides_no_case(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.lines.lose = True
    bureau.release(SCRIBE, case_id)
    taken = bureau.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == case_id


def test_time_that_is_over_frees_a_case_and_a_heartbeat_keeps_it(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.hands.go(minutes=19)
    lease = bureau.heartbeat(SCRIBE, case_id)
    assert lease.until == bureau.now() + timedelta(minutes=20)
    bureau.hands.go(minutes=21)
    assert refused(lambda: bureau.heartbeat(SCRIBE, case_id)) == "not_held"
    bureau.claim.chosen(COLLEAGUE, case_id)
    assert bureau.holder(case_id) == COLLEAGUE.id


@pytest.mark.parametrize(
    ("does", "code"),
    [
        (lambda b, i: b.release(COLLEAGUE, i), "not_held"),
        (lambda b, i: b.escalate(COLLEAGUE, i, "Waarom niet?"), "not_held"),
        (lambda b, i: b.heartbeat(COLLEAGUE, i), "not_held"),
        (lambda b, i: b.assign(COLLEAGUE, i, "k17"), "actor_not_allowed"),
        (lambda b, i: b.take_over(COLLEAGUE, i), "actor_not_allowed"),
        (lambda b, i: b.note(SCRIBE, i, "  "), "text_missing"),
        (lambda b, i: b.escalate(SCRIBE, i, ""), "text_missing"),
        (lambda b, i: b.assign(CHIEF, i, "Jan Peeters"), "colleague_unknown"),
    ],
)
def test_what_isnt_ones_own_is_refused(
    bureau: Bureau, does: Callable[[Bureau, str], object], code: str
) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    before = bureau.case(case_id)
    assert refused(lambda: does(bureau, case_id)) == code
    assert bureau.case(case_id) == before


@pytest.mark.parametrize("staff", [FOREIGN, WARDEN, BOSS])
def test_whose_case_it_isnt_finds_nothing(bureau: Bureau, staff: object) -> None:
    case_id = bureau.waiting()
    for do in (bureau.claim.chosen, bureau.release, bureau.heartbeat, bureau.take_over):
        with pytest.raises(NotThereError):
            do(staff, case_id)  # type: ignore[operator]


def test_a_case_in_no_desk_state_cant_be_taken(bureau: Bureau) -> None:
    case_id = bureau.opened()
    assert refused(lambda: bureau.claim.chosen(SCRIBE, case_id)) == "not_waiting"


def test_going_to_another_worklist_ends_who_holds_it(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.act(case_id, "send_watch", scribe())
    assert bureau.holder(case_id) == ""
    taken = bureau.claim.next(WARDEN)
    assert taken is not None
    assert taken.id == case_id
    assert bureau.claim.next(SCRIBE) is None


def test_only_who_holds_a_case_decides_it(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    bureau.claim.chosen(COLLEAGUE, case_id)
    decide = lambda: bureau.act(case_id, "approve", scribe(), {"ground": "custom"})  # noqa: E731
    assert refused(decide) == "not_held"
    bureau.release(COLLEAGUE, case_id)
    bureau.claim.chosen(SCRIBE, case_id)
    decide()
    assert bureau.state(case_id) == "sealing"


def test_nobodys_own_case_or_a_relatives(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    own = bureau.case(case_id).parties[0].person
    assert own is not None
    assert SCRIBE.number is not None
    bureau.families.relatives[own] = {SCRIBE.number}
    assert refused(lambda: bureau.claim.chosen(SCRIBE, case_id)) == "own_file"
    assert bureau.claim.next(SCRIBE) is None
    assert refused(lambda: bureau.act(case_id, "mark", scribe())) == "own_file"
    taken = bureau.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == case_id


def test_four_eyes_look_at_every_party_and_log_it_first(bureau: Bureau) -> None:
    case_id = bureau.at_desk()
    bureau.cases.handle(bureau.case(case_id), type(bureau.case(case_id).handling)())
    parties = [party.person for party in bureau.case(case_id).parties]
    bureau.families.read.clear()
    bureau.claim.chosen(COLLEAGUE, case_id)
    assert bureau.families.read == parties
    last = bureau.registers.lines[-2:]
    assert [(line.subject, line.request_id, line.tenant) for line in last] == [
        (person, case_id, KORTRIJK) for person in parties
    ]


@pytest.mark.parametrize("what", ["is_away", "log"])
def test_nobody_passes_while_register_or_log_are_away(bureau: Bureau, what: str) -> None:
    case_id = bureau.waiting()
    bureau.families.is_away = what == "is_away"
    bureau.registers.log_fails = what == "log"
    bureau.families.read.clear()
    with pytest.raises(RetryableError):
        bureau.claim.next(SCRIBE)
    assert bureau.holder(case_id) == ""
    assert bureau.families.read == []
