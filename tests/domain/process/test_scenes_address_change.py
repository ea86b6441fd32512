"""An address change on a virtual clock, with the dates that law and practice give."""

from datetime import date, datetime, timedelta

import pytest

from tests.support.processes.lives import Life, the, wall


def a_move() -> Life:
    begun = wall(2026, 3, 2, 10)
    dates = dict.fromkeys(("declared_on", "former_waits_from"), begun.date())
    return Life(the("address_change"), begun, "declarant", **dates)


def visited(life: Life, report: str = "lives_there", *holds: str) -> Life:
    life.do("work", "opened", "simple").until(date(2026, 3, 9))
    return life.do("district_officer", report, "checklist_complete", *holds)


def decided(life: Life, event: str, *holds: str) -> Life:
    life.do("clerk", event, *holds)
    return life.until(life.now + timedelta(minutes=11))


def refused(served: date = date(2026, 3, 30)) -> Life:
    """Refused as a whole after two visits and a question for proof."""
    life = visited(a_move(), "not_living_there", "reasons_given").do("clerk", "more_inquiry")
    life.until(date(2026, 3, 12)).do("district_officer", "too_little_known")
    life.do("clerk", "ask_proof").do("clerk", "posted", posted_on=date(2026, 3, 13))
    life.until(date(2026, 3, 31)).do("clerk", "refuse", "heard", "not_refused_before")
    life.do("work", "refusal_made")
    return life.do("clerk", "refusal_served", "was_refused", refusal_served_on=served)


def test_three_missed_visits_leave_the_end_of_the_inquiry_where_it_was_and_then_a_clerk_decides():
    life = a_move().do("work", "opened", "simple")
    for day in (6, 11):
        life.until(wall(2026, 3, day, 18)).do("district_officer", "nobody_home", "visits_left")
        assert (life.state, life.last_day("inquiry")) == ("visiting", date(2026, 3, 23))
    life.until(wall(2026, 3, 16, 18))
    life.do("district_officer", "nobody_home", without=("visits_left",))
    assert life.state == "deciding"
    assert life.clock("inquiry").status == "stopped"
    assert life.told.count("mail:ac_visit_missed") == 2


def test_without_a_report_in_time_there_is_a_task_and_the_case_stays_with_the_officer():
    life = a_move().do("work", "opened", "simple").until(date(2026, 3, 24))
    assert life.state == "visiting"
    # The notice's 20 calendar days end before the inquiry's 15 working days: the texts differ.
    assert life.tasks == [
        (date(2026, 3, 22), "former_not_told"),
        (date(2026, 3, 23), "inquiry_late"),
    ]


def test_weeks_later_there_are_still_the_same_two_tasks():
    life = a_move().do("work", "opened", "simple").until(date(2026, 4, 30))
    assert life.codes == ["former_not_told", "inquiry_late"]


def test_a_bounced_mail_leads_to_a_letter_and_the_term_runs_from_its_posting():
    life = a_move().do("work", "opened", "asks_reference_person", asked_on=date(2026, 3, 2))
    life.do("mail", "mail_bounced").until(date(2026, 3, 5))
    life.do("clerk", "letter_posted", asked_on=date(2026, 3, 5))
    assert life.last_day("consent") == date(2026, 3, 12)
    life.until(date(2026, 3, 13))
    assert life.state == "clerk_check"
    assert life.told.count("mail:ac_consent_reminder") == 1
    assert life.last_day("inquiry") == date(2026, 3, 23)


def test_a_correction_makes_the_receipt_anew_and_leaves_the_inquiry_its_term():
    life = a_move().do("work", "opened", "simple").until(date(2026, 3, 10))
    life.do("declarant", "corrected", "changes_receipt").do("work", "opened")
    assert life.state == "visiting"
    assert life.last_day("inquiry") == date(2026, 3, 23)
    assert life.told.count("mail:ac_receipt") == 2


def test_only_the_officer_reports():
    life = a_move().do("work", "opened", "simple")
    life.held |= {"checklist_complete"}
    assert life.refusal("clerk", "lives_there") == "actor_not_allowed"
    assert life.refusal("district_officer", "lives_there") == ""


def test_within_ten_minutes_the_same_clerk_goes_back():
    life = visited(a_move()).do("clerk", "register", "report_allows", "parent_term_over")
    life.until(life.now + timedelta(minutes=9)).do("clerk", "undone", "same_clerk")
    assert life.state == "deciding"


def test_after_ten_minutes_the_work_has_it_and_nobody_withdraws():
    life = decided(visited(a_move()), "register", "report_allows", "parent_term_over")
    assert life.state == "registering"
    assert life.refusal("declarant", "withdraw") == "event_not_possible"


def test_a_register_that_stays_away_brings_the_case_before_a_clerk_and_then_it_goes_on():
    life = decided(visited(a_move()), "register", "report_allows", "parent_term_over")
    life.do("work", "registers_silent")
    assert life.state == "deciding"
    decided(life, "register").do("work", "registers_changed", registered_on=life.today)
    assert life.state == "registered"
    assert "notice:ac_former_registered" in life.told
    life.do("clerk", "card_done").do("clerk", "card_done", "all_settled")
    assert life.state == "closed"


def test_a_letter_that_nobody_posts_is_a_task_and_the_citizens_term_does_not_run():
    life = visited(a_move(), "some_live_there").do("clerk", "intend_refusal", "reasons_given")
    life.until(date(2026, 4, 5))
    assert life.state == "hearing"
    assert "letter_waits" in life.codes
    assert life.ends("hearing") is None
    life.do("clerk", "posted", posted_on=date(2026, 4, 3)).until(date(2026, 4, 21))
    assert (life.state, life.happened("hearing_over")) == ("deciding", date(2026, 4, 20))


def partly_registered() -> tuple[Life, datetime]:
    life = visited(a_move(), "some_live_there").do("clerk", "intend_refusal", "reasons_given")
    life.do("clerk", "posted", posted_on=date(2026, 3, 9)).until(date(2026, 4, 21))
    decided(
        life,
        "register_part",
        *("report_allows_part", "parent_term_over", "heard", "not_refused_before"),
    )
    life.do("work", "registers_changed", "part_not_registered", registered_on=life.today)
    life.do("work", "refusal_made", without=("part_not_registered",))
    life.until(life.now + timedelta(days=1))
    life.do("clerk", "refusal_served", "some_registered", refusal_served_on=life.today)
    return life, life.now


def test_where_a_part_is_registered_cards_and_appeal_run_at_once():
    life, _ = partly_registered()
    assert life.state == "registered"
    assert life.running() == {"cards", "appeal"}


def test_an_appeal_goes_to_the_minister_and_cards_are_done_or_end_meanwhile():
    life, served = partly_registered()
    life.until(served + timedelta(days=20)).do("minister", "appealed", "part_or_all_refused")
    life.until(served + timedelta(days=50)).do("minister", "proposed", proposed_on=life.today)
    life.until(served + timedelta(days=51)).do("clerk", "card_done")
    assert life.state == "proposal"
    life.until(served + timedelta(days=80))
    assert life.state == "awaiting_decision"
    life.until(served + timedelta(days=100))
    assert life.clock("cards").status == "ended"
    assert life.do("minister", "dismissed").state == "closed"


def test_a_whole_refusal_is_over_after_thirty_days_and_ten_working_days_to_hear_of_an_appeal():
    life = refused()
    assert life.last_day("appeal") == date(2026, 5, 15)
    life.until(date(2026, 5, 15))
    assert life.state == "refused"
    assert life.until(date(2026, 5, 16)).state == "closed_refused"


def test_withdrawing_during_the_term_of_appeal_leaves_the_refusal():
    life = refused().do("declarant", "withdraw", "was_withdrawn")
    assert life.do("work", "mark_cleared").state == "closed_refused"


@pytest.mark.parametrize("state", ["opening", "consent_letter", "visiting", "undo"])
def test_withdrawing_leads_through_the_work_that_clears_the_mark(state: str):
    life = a_move()
    match state:
        case "consent_letter":
            life.do("work", "opened", "asks_by_letter")
        case "visiting":
            life.do("work", "opened", "simple")
        case "undo":
            visited(life).do("clerk", "register", "report_allows", "parent_term_over")
    assert life.state == state
    life.do("declarant", "withdraw", "was_withdrawn").do("work", "mark_cleared")
    assert (life.state, life.running()) == ("withdrawn", set())
