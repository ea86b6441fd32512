"""A marriage on a virtual clock, from the invitation to each of its ends."""

from datetime import date

import pytest

from tests.support.processes.lives import Life, the, wall

A_AND_B = ("partner_a", "partner_b")


def invited() -> Life:
    begun = wall(2026, 2, 2, 10)
    life = Life(
        the("marriage"),
        begun,
        "partner_a",
        asked_on=begun.date(),
        wedding_on=date(2026, 5, 16),
    )
    return life.do("work", "invited")


def checked(life: Life) -> Life:
    life.do("partner_a", "confirmed").do("partner_b", "confirmed", "all_confirmed")
    return life.do("work", "checked")


def with_act(life: Life | None = None) -> Life:
    """The act is drawn on 20 March: the window is from 3 April to 3 October."""
    life = checked(life or invited())
    life.do("registrar", "complete", "papers_complete")
    life.do("work", "receipt_made", "receipt_given", receipt_on=life.today)
    life.until(wall(2026, 3, 20, 11)).do("registrar", "draw", "may_make_acts")
    return life.do("work", "drawn", "act_made", "may_expire", act_on=life.today)


def postponed(wedding: date = date(2026, 9, 26)) -> Life:
    """Postponed on 21 September."""
    life = with_act()
    life.dates["wedding_on"] = wedding
    life.until(date(2026, 9, 21))
    life.do(
        "registrar", "postpone", "reasons_given", "not_postponed_before", postponed_from=wedding
    )
    return life.do("work", "postponement_made")


@pytest.mark.parametrize("order", [A_AND_B, A_AND_B[::-1]])
def test_both_confirm_in_either_order(order: tuple[str, str]):
    life = invited().do(order[0], "confirmed")
    assert life.state == "confirming"
    assert life.do(order[1], "confirmed", "all_confirmed").state == "checking"


@pytest.mark.parametrize("partner", A_AND_B)
def test_either_may_withdraw(partner: str):
    assert checked(invited()).do(partner, "withdraw").state == "withdrawn"


def test_a_change_after_both_confirmed_asks_again_and_counts_from_the_new_asking():
    life = checked(invited())
    life.do("partner_b", "changed", without=("all_confirmed",), asked_on=date(2026, 2, 10))
    assert (life.state, life.last_day("confirm")) == ("confirming", date(2026, 3, 12))
    assert life.do("partner_a", "confirmed", "all_confirmed").state == "checking"


def test_a_change_while_confirming_moves_the_term_with_the_date_it_counts_from():
    life = invited()
    assert life.last_day("confirm") == date(2026, 3, 4)
    life.do("partner_a", "changed", asked_on=date(2026, 2, 10))
    assert (life.state, life.last_day("confirm")) == ("confirming", date(2026, 3, 12))


def test_silence_is_reminded_of_twice_and_then_it_is_over():
    life = invited().until(date(2026, 4, 1))
    assert (life.state, life.happened("confirm_over")) == ("lapsed", date(2026, 3, 4))
    assert life.told.count("mail:md_confirm_reminder") == 2
    assert life.told[-1] == "mail:md_ended"


def test_a_bounced_invitation_goes_by_letter_and_the_term_runs_from_its_posting():
    life = invited().until(date(2026, 2, 20)).do("mail", "mail_bounced").until(date(2026, 2, 23))
    life.do("clerk", "letter_posted", asked_on=date(2026, 2, 23))
    assert life.last_day("confirm") == date(2026, 3, 25)


def test_the_registrar_records_the_consent_of_an_absent_partner():
    life = invited().do("partner_a", "confirmed")
    assert life.refusal("registrar", "consent_on_paper") == "guard_not_met"
    life.do("registrar", "consent_on_paper", "consent_legalised", "all_confirmed")
    assert life.state == "checking"


def test_the_window_of_an_act_is_counted_from_its_day_and_not_moved_from_a_saturday():
    life = with_act()
    assert life.ends("waiting") == wall(2026, 4, 3)
    assert life.last_day("window") == date(2026, 10, 3)


def test_the_waiting_period_is_over_when_its_last_day_begins():
    life = with_act().until(wall(2026, 4, 2, 23, 59, 59))
    assert life.state == "waiting"
    assert life.until(wall(2026, 4, 3)).state == "celebratable"


def test_after_the_wedding_day_there_is_one_task_to_note_it():
    life = with_act().until(date(2026, 5, 18))
    assert life.codes.count("wedding_to_record") == 1


def test_once_celebrated_nobody_withdraws():
    life = with_act().until(date(2026, 5, 18)).do("registrar", "celebrate", "in_window")
    assert life.refusal("partner_a", "withdraw") == "event_not_possible"
    assert life.do("work", "marriage_made").state == "celebrated"


def test_not_celebrated_in_time_it_expires_after_two_reminders():
    life = with_act().until(date(2026, 10, 3))
    assert life.state == "celebratable"
    assert life.until(date(2026, 10, 4)).state == "expired"
    assert life.told.count("mail:md_window_reminder") == 2


def test_a_postponement_counts_from_the_wedding_day_and_the_window_stands_still():
    life = postponed()
    assert life.last_day("postponement") == date(2026, 11, 26)
    assert life.clock("window").status == "paused"


def test_the_prosecutor_prolongs_to_five_months_after_the_wedding_day():
    life = postponed().until(date(2026, 11, 10)).do("prosecutor", "prolonged")
    assert life.last_day("prolongation") == date(2027, 2, 26)


def silent() -> Life:
    """The prosecutor prolonged and then said nothing: from then on it must be celebrated."""
    life = postponed().until(date(2026, 11, 10)).do("prosecutor", "prolonged")
    life.upon["postponement_over"] = lambda: life.held.discard("may_expire")
    return life.until(date(2027, 2, 27))


def test_after_silence_it_must_be_celebrated_and_the_window_ends_later_by_the_days_paused():
    life = silent()
    paused = date(2027, 2, 26) - date(2026, 9, 21)
    assert life.state == "celebratable"
    assert life.last_day("window") == date(2026, 10, 3) + paused == date(2027, 3, 10)


def test_past_that_window_it_does_not_expire_but_is_one_task_and_can_still_be_celebrated():
    life = silent().until(date(2027, 3, 20))
    assert life.state == "celebratable"
    assert life.codes.count("must_celebrate") == 1
    life.do("registrar", "celebrate", "in_window").do("work", "register_conflict")
    life.do("registrar", "celebrate_again").do("work", "marriage_made")
    assert life.state == "celebrated"


def test_a_waived_wait_stays_waived_after_a_postponement_that_is_lifted():
    life = with_act().until(date(2026, 3, 25))
    life.do("prosecutor", "waiting_waived", first_day=date(2026, 3, 25)).until(date(2026, 3, 26))
    life.do(
        "registrar",
        "postpone",
        *("reasons_given", "not_postponed_before"),
        postponed_from=date(2026, 4, 1),
    )
    life.do("work", "postponement_made").do("registrar", "postponement_lifted")
    assert life.state == "celebratable"


def test_the_prosecutor_extends_the_window_to_a_day():
    life = with_act().until(date(2026, 4, 10))
    life.do("prosecutor", "window_extended", window_until=date(2026, 12, 24))
    assert life.last_day("window") == date(2026, 12, 24)


def test_a_refusal_is_not_lost_when_the_register_stays_away():
    life = with_act().until(date(2026, 4, 20))
    life.do("registrar", "refuse", "reasons_given", "may_refuse").do("work", "registers_silent")
    assert life.state == "refusal_failed"
    assert life.do("registrar", "refuse_again").state == "refusing"


def test_an_overturned_refusal_gives_the_days_back():
    life = with_act().until(date(2026, 4, 20))
    life.do("registrar", "refuse", "reasons_given", "may_refuse").do("work", "refusal_made")
    life.until(date(2026, 4, 23))
    life.do("registrar", "refusal_served", refusal_served_on=life.today)
    life.until(date(2026, 5, 20)).do("family_court", "appealed")
    life.until(date(2026, 11, 20)).do("family_court", "overturned")
    assert life.state == "celebratable"
    assert life.last_day("window") == date(2027, 5, 5)
    assert date(2027, 5, 5) - date(2026, 10, 3) == date(2026, 11, 20) - date(2026, 4, 20)


def test_an_upheld_refusal_to_draw_the_act_is_final():
    life = checked(invited()).do("registrar", "refuse", "reasons_given", "may_refuse")
    life.do("work", "refusal_made")
    life.do("clerk", "refusal_served", refusal_served_on=date(2026, 2, 3))
    life.do("partner_b", "appealed").do("family_court", "upheld")
    assert (life.state, life.running()) == ("refused_final", set())


def test_an_extension_while_postponed_moves_by_the_days_paused_after_it():
    life = postponed().until(date(2026, 10, 1))
    life.do("prosecutor", "window_extended", window_until=date(2027, 1, 15))
    life.until(date(2026, 10, 11)).do("registrar", "postponement_lifted")
    assert life.last_day("window") == date(2027, 1, 25)


def test_a_late_tick_reckons_from_the_day_on_which_the_postponement_ended():
    life = postponed().wake(date(2026, 12, 6))
    assert life.state == "celebratable"
    assert life.happened("postponement_over") == date(2026, 11, 26)
    paused = date(2026, 11, 26) - date(2026, 9, 21)
    assert life.last_day("window") == date(2026, 10, 3) + paused == date(2026, 12, 8)


def test_without_a_wedding_day_its_clock_waits_until_both_agreed_on_one():
    life = invited()
    life.dates["wedding_on"] = None
    life = with_act(life).until(date(2026, 4, 3))
    assert life.clock("wedding_day").status == "waiting"
    life.do("partner_a", "date_proposed")
    life.do("partner_b", "date_agreed", "other_proposed", wedding_on=date(2026, 6, 6))
    assert life.last_day("wedding_day") == date(2026, 6, 6)


@pytest.mark.parametrize("state", ["awaiting_papers", "confirming"])
def test_who_is_not_to_act_reads_other_words(state: str):
    words = the("marriage").state(state).explains
    mine, theirs = (words.for_reader("partner_a", is_turn=turn) for turn in (True, False))
    assert mine != theirs


def test_a_guard_that_cannot_be_judged_makes_neither_event_nor_task_and_is_asked_again():
    life = with_act()
    life.until(date(2026, 10, 1))
    life.away = True
    life.until(date(2026, 10, 5))
    assert life.state == "celebratable"
    assert "must_celebrate" not in life.codes
    assert life.refusal("registrar", "celebrate") == "cannot_say"
    life.away = False
    assert life.until(date(2026, 10, 6)).state == "expired"
    assert life.happened("window_over") == date(2026, 10, 3)
