from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.process.following import (
    AwaitAnswer,
    AwaitParties,
    Following,
    Over,
    PutOnDesk,
    SendWork,
    filled,
    follows,
)
from chalicelib.domain.process.instance import Instance
from tests.support.processes.lives import TERMS, Life, the, wall

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def meaning(process_id: str, state: str) -> Following:
    definition = the(process_id)
    return follows(definition, Instance(process_id, definition.version, state, 1, AT, AT))


def test_an_automatic_state_sends_its_work():
    assert meaning("certificate_request", "sealing") == SendWork(
        the("certificate_request").works["issue"]
    )


def test_a_desk_state_puts_the_case_before_people_of_its_worklist():
    found = meaning("address_change", "visiting")
    assert isinstance(found, PutOnDesk)
    assert (found.worklist.role, found.worklist.team_field) == ("district_officer", "district")


def test_a_state_of_parties_says_whom_it_waits_for_and_how_their_turn_is_told():
    assert meaning("marriage", "confirming") == AwaitParties(
        ("partner_a", "partner_b"), "has_to_confirm"
    )


def test_a_state_that_waits_says_for_whose_answer_and_what_looks_again():
    definition = the("certificate_request")
    assert meaning("certificate_request", "waiting_authority") == AwaitAnswer(
        ("source_register",), definition.works["recheck"]
    )
    assert meaning("address_change", "undo") == AwaitAnswer((), None)


def test_a_final_state_says_its_outcome():
    assert meaning("marriage", "expired") == Over("expired")


def test_words_say_the_length_and_the_last_day_that_a_setting_may_change():
    begun = wall(2026, 3, 2, 10)
    life = Life(the("address_change"), begun, "declarant", declared_on=begun.date())
    life.do("work", "opened", "simple")
    ours = replace(TERMS, own=lambda setting, _: 8 if setting == "authenticity_term" else None)
    words = life.definition.state("visiting").explains.default
    said = filled(words, life.definition, life.instance, TERMS, life.today)
    assert "uiterlijk op maandag 23 maart 2026." in said
    marriage = the("marriage")
    doubted = marriage.state("authenticity").explains.for_reader("partner_a", is_turn=True)
    assert "hoogstens 8 maanden vanaf" in filled(doubted, marriage, life.instance, ours, AT.date())


@pytest.mark.parametrize("is_known", [True, False])
def test_a_day_that_is_not_known_yet_is_said_not_to_be(is_known: bool):
    life = Life(
        the("address_change"),
        wall(2026, 3, 2, 10),
        "declarant",
        posted_on=date(2026, 3, 9) if is_known else None,
    )
    life.do("work", "opened", "has_report").do("clerk", "ask_proof")
    said = filled("{day:proof}", life.definition, life.instance, TERMS, life.today)
    assert said == ("dinsdag 24 maart 2026" if is_known else "een dag die nog niet vaststaat")


def test_several_steps_are_said_one_after_the_other():
    window = the("marriage").clocks["window"]
    assert TERMS.in_words(window, AT.date()) == "14 dagen en 6 maanden"
