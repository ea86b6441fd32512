"""One decision on several cases: each by its own rules, and none harmed by another."""

from collections.abc import Callable, Mapping

import pytest

from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.handling.decide_together import (
    MOST,
    ChosenCase,
    DecidedLine,
    Together,
)
from tests.support.handling import COLLEAGUE, SCRIBE, Bureau
from tests.support.requests import an_id
from tests.support.road import BOB


def several(bureau: Bureau, *ids: str, **other: object) -> list[DecidedLine]:
    lines = {line.case_id: line for line in bureau.worklists.waiting(SCRIBE)}
    first = next(iter(lines.values()), None)
    what = {
        "process": "pact",
        "reasons": first.reasons if first else (),
        "action": "approve",
        "raw": {"ground": "custom"},
        "key": "samen",
        **other,
    }
    seen = {id_: lines[id_].version if id_ in lines else 0 for id_ in ids}
    chosen = [ChosenCase(id_, version) for id_, version in seen.items()]
    return bureau.together(SCRIBE, Together(**what), chosen)  # type: ignore[arg-type]


def codes(lines: list[DecidedLine]) -> list[str]:
    return [line.code for line in lines]


def test_each_is_decided_and_nobody_holds_it_afterwards(bureau: Bureau) -> None:
    ids = [bureau.waiting(topic) for topic in ("Rust", "Vrede", "Stilte")]
    bureau.claim.chosen(SCRIBE, ids[1])
    assert codes(several(bureau, *ids)) == ["", "", ""]
    assert [bureau.state(id_) for id_ in ids] == ["sealing"] * 3
    assert [bureau.holder(id_) for id_ in ids] == [""] * 3


def held(bureau: Bureau, case_id: str) -> None:
    bureau.claim.chosen(COLLEAGUE, case_id)


def handed_up(bureau: Bureau, case_id: str) -> None:
    bureau.claim.chosen(SCRIBE, case_id)
    bureau.escalate(SCRIBE, case_id, "Te moeilijk.")


HINDRANCES: Mapping[str, Callable[[Bureau, str], None]] = {
    "already_claimed": held,
    "escalated": handed_up,
}
"""What keeps one case of several from being decided, and how it comes about."""


@pytest.mark.parametrize("code", HINDRANCES)
def test_what_keeps_one_from_it_is_said_and_harms_no_other(bureau: Bureau, code: str) -> None:
    ids = [bureau.waiting(topic) for topic in ("Rust", "Vrede", "Stilte")]
    HINDRANCES[code](bureau, ids[1])
    before = bureau.case(ids[1])
    said = several(bureau, *ids)
    assert codes(said) == ["", code, ""]
    assert said[1].why
    assert bureau.case(ids[1]) == before
    assert [bureau.state(id_) for id_ in (ids[0], ids[2])] == ["sealing"] * 2


def test_four_eyes_and_the_version_seen_count_for_each(bureau: Bureau) -> None:
    relatives, moved, fine = bureau.at_desk(), bureau.waiting("Orde"), bureau.waiting("Stilte")
    bureau.cases.handle(bureau.case(relatives), Handling())
    lines = {line.case_id: line for line in bureau.worklists.waiting(SCRIBE)}
    assert SCRIBE.number is not None
    bureau.families.relatives[BOB] = {SCRIBE.number}
    bureau.claim.chosen(COLLEAGUE, moved)
    bureau.act(moved, "mark", Official(COLLEAGUE))
    bureau.release(COLLEAGUE, moved)
    chosen = [ChosenCase(id_, lines[id_].version) for id_ in (relatives, moved, fine)]
    what = Together("pact", lines[fine].reasons, "approve", {"ground": "custom"}, "samen")
    said = bureau.together(SCRIBE, what, [*chosen, ChosenCase(an_id(999), 1)])
    assert codes(said) == ["own_file", "case_changed", "", "not_found"]
    assert bureau.holder(moved) == bureau.holder(relatives) == ""


@pytest.mark.parametrize(
    "other",
    [
        {"reasons": ("assurance_sufficient",)},
        {"process": "zworp"},
        {"traits": ("another",)},
        {"action": "send_watch", "raw": {}},
    ],
)
def test_what_isnt_alike_is_looked_at_by_itself(bureau: Bureau, other: dict[str, object]) -> None:
    case_id = bureau.waiting()
    assert codes(several(bureau, case_id, **other)) == ["not_alike"]
    assert bureau.state(case_id) == "sifting"
    assert bureau.holder(case_id) == ""


def test_a_form_that_isnt_right_decides_nothing(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    assert codes(several(bureau, case_id, raw={})) != [""]
    assert (bureau.state(case_id), bureau.holder(case_id)) == ("sifting", "")


def test_sending_it_twice_decides_once(bureau: Bureau) -> None:
    ids = [bureau.waiting("Rust"), bureau.waiting("Vrede")]
    lines = {line.case_id: line for line in bureau.worklists.waiting(SCRIBE)}
    what = Together("pact", lines[ids[0]].reasons, "approve", {"ground": "custom"}, "samen")
    chosen = [ChosenCase(id_, lines[id_].version) for id_ in ids]
    first = bureau.together(SCRIBE, what, chosen)
    bureau.pump()
    before = [bureau.case(id_) for id_ in ids]
    assert bureau.together(SCRIBE, what, chosen) == first
    assert codes(first) == ["", ""]
    assert [bureau.case(id_) for id_ in ids] == before


def test_a_register_that_is_away_keeps_only_its_own_from_being_done(bureau: Bureau) -> None:
    case_id = bureau.waiting()
    what = Together("pact", bureau.worklists.waiting(SCRIBE)[0].reasons, "approve", {}, "k")
    bureau.families.is_away = True
    assert codes(bureau.together(SCRIBE, what, [ChosenCase(case_id, 1)])) == ["later"]


def test_no_more_are_decided_at_once_than_an_answer_has_time_for(bureau: Bureau) -> None:
    chosen = [ChosenCase(an_id(n), 1) for n in range(MOST + 1)]
    for wrong in ([], chosen):
        with pytest.raises(InvalidInputError):
            bureau.together(SCRIBE, Together("pact", (), "approve", {}, "k"), wrong)
