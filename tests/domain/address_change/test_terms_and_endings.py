"""Each term of an address change comes to its end, and each end state is reached, by the clock."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import pytest

from tests.domain.process.test_scenes_address_change import a_move, decided, refused, visited
from tests.support.processes.lives import BRUSSELS, Life, the

DEFINITION = the("address_change")
MAY_REGISTER = ("report_allows", "parent_term_over")


def visiting() -> Life:
    return a_move().do("work", "opened", "simple")


def at_desk() -> Life:
    return a_move().do("work", "unclear")


def not_found_there(event: str, *holds: str) -> Life:
    life = visited(a_move(), "not_living_there", "reasons_given").do("clerk", event, *holds)
    return life.do("clerk", "posted", posted_on=date(2026, 3, 10))


def registered() -> Life:
    life = decided(visited(a_move()), "register", *MAY_REGISTER)
    return life.do("work", "registers_changed", registered_on=life.today)


def appealed() -> Life:
    return refused().do("minister", "appealed", "part_or_all_refused")


TERMS: Mapping[str, tuple[Callable[[], Life], date, str]] = {
    "inquiry": (visiting, date(2026, 3, 23), "inquiry_late"),
    "former_notice": (visiting, date(2026, 3, 22), "former_not_told"),
    "consent": (
        lambda: a_move().do("work", "opened", "asks_reference_person", asked_on=date(2026, 3, 2)),
        date(2026, 3, 9),
        "reference_silent",
    ),
    "posting": (
        lambda: a_move().do("work", "opened", "asks_by_letter"),
        date(2026, 3, 3),
        "letter_waits",
    ),
    "check": (at_desk, date(2026, 3, 4), "clerk_late"),
    "reply": (lambda: at_desk().do("clerk", "ask"), date(2026, 3, 23), "no_answer"),
    "parent": (
        lambda: at_desk().do("clerk", "parent_told", parent_told_on=date(2026, 3, 3)),
        date(2026, 3, 18),
        "parent_term_over",
    ),
    "proof": (lambda: not_found_there("ask_proof"), date(2026, 3, 25), "proof_over"),
    "hearing": (lambda: not_found_there("intend_refusal"), date(2026, 3, 25), "hearing_over"),
    "undo": (
        lambda: visited(a_move()).do("clerk", "register", *MAY_REGISTER),
        date(2026, 3, 9),
        "undo_over",
    ),
    "cards": (registered, date(2026, 6, 9), "cards_over"),
    "appeal": (refused, date(2026, 5, 15), "appeal_over"),
    "minister": (appealed, date(2026, 6, 30), "minister_silent"),
    "reaction": (
        lambda: appealed().do("minister", "proposed", proposed_on=date(2026, 4, 1)),
        date(2026, 4, 23),
        "reaction_over",
    ),
}
"""How a case comes under a term, the term's last day, and the event or task that follows."""

ENDINGS: Mapping[str, Callable[[], Life]] = {
    "closed": lambda: registered().until(date(2026, 6, 10)),
    "closed_refused": lambda: refused().until(date(2026, 5, 16)),
    "withdrawn": lambda: (
        visiting().do("declarant", "withdraw", "was_withdrawn").do("work", "mark_cleared")
    ),
    "lapsed": lambda: (
        at_desk()
        .do("clerk", "ask")
        .until(date(2026, 3, 24))
        .do("clerk", "close_unanswered", "asked_in_vain")
        .do("work", "mark_cleared")
    ),
}
"""How a case comes to each of its ends."""


def what_came(life: Life) -> set[str]:
    return {event.name for event in life.events} | set(life.codes)


@pytest.mark.parametrize("clock", DEFINITION.clocks)
def test_a_term_ends_on_its_day_and_not_before(clock: str) -> None:
    begin, day, then = TERMS[clock]
    life = begin()
    ends = life.ends(clock)
    assert ends is not None
    assert ends.date() == day
    life.until(ends - timedelta(seconds=1))
    assert then not in what_came(life)
    life.until(datetime.combine(day + timedelta(days=1), time(9), BRUSSELS))
    assert then in what_came(life)


@pytest.mark.parametrize("state", [s.id for s in DEFINITION.states.values() if s.kind == "final"])
def test_every_end_is_reached_and_no_term_runs_after_it(state: str) -> None:
    life = ENDINGS[state]()
    assert (life.state, life.running()) == (state, set())
