"""What one reader may see of a case, and nothing else."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.cases.outcome import Human
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, NotAllowedError, NotThereError
from chalicelib.ports.errors import RetryableError
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.road import (
    ALONE,
    ANN,
    FORM,
    STRANGER,
    World,
    ann,
    bob,
    scribe,
    warden,
)

SURE = {"sure": "ja"}


def test_who_is_to_act_reads_other_words_with_the_day_and_the_term() -> None:
    world = World()
    case_id = world.opened()
    world.act(case_id, "agree", ann(), SURE)

    mine, theirs = world.view(case_id, ann()), world.view(case_id, bob())

    assert (mine.label, mine.is_turn) == ("Wacht op de ander", False)
    assert (theirs.label, theirs.is_turn) == ("Uw akkoord", True)
    assert theirs.explains == "Geef uw akkoord voor 27 maart 2026; u krijgt 10 dagen."


def test_while_somebody_holds_a_case_its_state_reads_otherwise() -> None:
    world = World()
    case_id = world.at_desk(ALONE)

    assert world.view(case_id, ann()).label == "In behandeling"
    world.hands.go(hours=2)
    assert world.view(case_id, ann()).label == "Nakijken"


def test_a_party_sees_neither_what_only_another_may_nor_when_it_is_due() -> None:
    world = World()
    case_id = world.at_desk()
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    world.act(case_id, "answer", ann(), {"text": "Daarom."})
    world.hold(case_id)
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "En nu?"})

    hers, his = world.view(case_id, ann()), world.view(case_id, bob())

    assert [line.event for line in hers.history][-3:] == ["asked", "answered", "asked"]
    assert "asked" not in [line.event for line in his.history]
    assert [date.clock for date in hers.dates] == ["reply"]
    assert his.dates == ()
    assert his.label == "Nakijken"
    assert {e.text for e in his.entries} == set()


def test_who_reads_an_event_is_written_down_as_it_was_whose_turn() -> None:
    world = World()
    case_id = world.at_desk()
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    world.act(case_id, "answer", ann(), {"text": "Daarom."})

    asked, answered = world.cases.events(KORTRIJK, case_id)[-2:]
    assert dict(asked.data)["audience"] == dict(answered.data)["audience"] == "party:1 handlers"


def test_what_a_party_sends_in_for_us_alone_the_other_does_not_read() -> None:
    world = World()
    case_id = world.opened({**FORM, "secret": "psst"})

    assert [e.text for e in world.view(case_id, ann()).entries] == ["psst"]
    assert world.view(case_id, bob()).entries == ()
    assert world.view(case_id, bob()).staff is None


def test_findings_are_read_by_whom_they_are_about_and_who_handles_the_case() -> None:
    world = World()
    findings = tuple(
        Finding(f"rule-{n}", 1, RuleResult.FAILED, Outcome.REVIEW, "", "u", "wij", party=n)
        for n in (0, 1, 2)
    )
    verdict = Verdict(Outcome.REVIEW, "", 1, findings)
    world.works.weigh = Human("odd", "uneven", verdict=verdict)
    case_id = world.opened()

    assert [f.party for f in world.view(case_id, ann()).findings] == [0, 1]
    assert [f.party for f in world.view(case_id, bob()).findings] == [0, 2]
    assert [f.party for f in world.view(case_id, scribe()).findings] == [0, 1, 2]


def test_actions_are_those_that_are_possible_now_for_this_reader() -> None:
    world = World()
    case_id = world.opened()

    assert [p.action.id for p in world.view(case_id, ann()).actions] == [
        "withdraw",
        "agree",
        "change",
    ]
    assert "decline" in [p.action.id for p in world.view(case_id, bob()).actions]
    for_parties = {(p.action.id, p.behalf) for p in world.view(case_id, scribe()).actions}
    assert {("agree", 1), ("agree", 2), ("decline", 2)} <= for_parties


def test_staff_see_which_actions_need_the_case_in_hand_and_what_they_may_record() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    needs = {p.action.id: p.needs_lease for p in world.view(case_id, scribe()).actions}
    assert (needs["approve"], needs["mark"]) == (True, False)

    world.act(case_id, "to_guild", scribe())
    recorded = [p for p in world.view(case_id, scribe()).actions if p.is_recorded]
    assert [(p.role, dict(p.events)) for p in recorded] == [
        ("guild", {"guild_answered": "Goed", "guild_refused": "Niet goed"})
    ]


def test_staff_of_another_organisation_look_only_while_it_waits_on_their_list() -> None:
    world = World()
    case_id = world.at_desk(ALONE)

    with pytest.raises(NotThereError):
        world.view(case_id, warden())
    world.act(case_id, "send_watch", scribe())
    assert world.view(case_id, warden()).state == "visiting"


def test_a_look_of_staff_is_written_down_first() -> None:
    world = World()
    case_id = world.opened(ALONE)

    world.view(case_id, scribe())
    assert [line.subject for line in world.registers.lines] == [ANN]

    world.view(case_id, scribe())
    assert [line.subject for line in world.registers.lines] == [ANN]

    world.hands.go(minutes=2)
    world.registers.log_fails = True
    with pytest.raises(RetryableError):
        world.view(case_id, scribe())


def test_unknown_foreign_and_other_tenants_cases_answer_alike() -> None:
    world = World()
    case_id = world.opened()
    answers = set()
    for tenant, one, who in (
        (KORTRIJK, "unknown", ann()),
        (KORTRIJK, case_id, Citizen(STRANGER, Assurance.HIGH)),
        (ELSEWHERE, case_id, ann()),
        (KORTRIJK, case_id, replace(scribe(), staff=replace(scribe().staff, roles=frozenset()))),
    ):
        with pytest.raises(NotThereError) as error:
            world.view(one, who, tenant)
        answers.add((error.value.code, error.value.public))

    assert len(answers) == 1


def test_seeing_takes_the_same_assurance_as_asking() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(NotAllowedError):
        world.view(case_id, ann(Assurance.SUBSTANTIAL))


def test_what_can_not_be_read_says_so_to_its_parties_and_stays_in_their_list() -> None:
    world = World()
    case_id = world.opened(ALONE)
    world.cases.spoil(KORTRIJK, case_id, "broken")

    with pytest.raises(ConflictError) as error:
        world.view(case_id, ann())
    line = world.look.mine(KORTRIJK, Citizen(ANN, Assurance.HIGH))[0]

    assert error.value.code == "set_aside"
    assert (line.is_readable, line.label) == (False, error.value.public)


def test_ones_list_holds_all_one_has_a_part_in_the_newest_first() -> None:
    world = World()
    first = world.opened(ALONE)
    second = world.opened()

    lines = world.look.mine(KORTRIJK, Citizen(ANN, Assurance.HIGH))

    assert [line.case_id for line in lines] == [second, first]
    assert lines[0].is_turn
    assert world.look.mine(KORTRIJK, Citizen(STRANGER, Assurance.HIGH)) == []


def test_what_a_party_confirms_is_shown_with_its_hash_to_those_who_sign() -> None:
    world = World()
    case_id = world.opened()

    view = world.view(case_id, bob())

    assert dict(view.shown) == {"Waarover": "Vrede"}
    assert len(view.shown_hash) == 64
