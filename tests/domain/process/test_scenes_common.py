"""The certificate on a virtual clock, and what holds for every process."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.process.timing.terms import add_months, add_working_days
from tests.support.processes.lives import TERMS, Life, the, wall


def reviewed() -> Life:
    life = Life(the("certificate_request"), wall(2026, 3, 2, 9), "applicant")
    return life.do("work", "evaluate").do("work", "condition_failed")


def test_a_clerk_is_promised_within_five_working_days():
    assert reviewed().last_day("promise") == date(2026, 3, 9)


def test_a_correction_moves_no_term_and_enters_no_state():
    life = reviewed()
    entered = life.instance.entered_at
    life.until(date(2026, 3, 5)).do("clerk", "correct", "keyed_in")
    assert life.last_day("promise") == date(2026, 3, 9)
    assert life.instance.entered_at == entered


def test_approving_needs_a_ground_and_says_which():
    assert reviewed().refusal("clerk", "approve") == "guard_not_met"


def test_a_question_is_reminded_of_twice_and_lapses_after_the_next_working_day():
    life = reviewed().until(date(2026, 3, 5)).do("clerk", "ask_applicant").until(date(2026, 3, 31))
    assert life.told.count("mail:cr_question") == 3
    # 4 April is a Saturday and Monday the 6th is Easter Monday.
    life.until(date(2026, 4, 8))
    assert (life.state, life.happened("timeout")) == ("lapsed", date(2026, 4, 7))


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 9, 30)),
    ],
)
def test_a_month_after_a_day_that_the_next_month_lacks_is_its_last(day: date, after: date):
    assert add_months(day, 1) == after


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 4, 3), date(2026, 4, 7)),
        (date(2026, 5, 13), date(2026, 5, 15)),
        (date(2026, 5, 22), date(2026, 5, 26)),
    ],
)
def test_working_days_skip_easter_monday_ascension_and_whit_monday(day: date, after: date):
    assert add_working_days(TERMS.calendar, day, 1) == after
    assert add_working_days(TERMS.calendar, after, -1) == day


@pytest.mark.parametrize(
    ("begun", "ends"),
    [
        (datetime(2026, 3, 24, 23, 30, tzinfo=UTC), datetime(2026, 4, 1, 21, 59, 59, tzinfo=UTC)),
        (datetime(2026, 10, 23, 9, tzinfo=UTC), datetime(2026, 10, 30, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_term_over_the_change_of_the_clocks_ends_at_the_end_of_the_day_on_the_wall(
    begun: datetime, ends: datetime
):
    life = Life(the("certificate_request"), begun, "applicant").do("work", "evaluate")
    assert life.do("work", "condition_failed").clock("promise").ends_at == ends
