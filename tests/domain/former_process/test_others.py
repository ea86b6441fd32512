"""The engine knows nothing of certificates: three other processes run through it as data."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.former_process import Means
from chalicelib.domain.shared.errors import ConflictError
from tests.support.processes import Case, definition

MOVE, MARRIAGE, CARD = (
    definition(name) for name in ("address_change", "marriage_declaration", "identity_document")
)


def test_a_move_goes_from_declaration_to_adapted_cards():
    case = Case(MOVE).runs(
        "citizen:submit system:simple district_officer:positive clerk:register"
        " system:invite clerk:chip_updated_all"
    )
    assert (case.state, case.instance.version) == ("closed", 7)
    assert case.effects[0] == "email:ac_receipt"
    assert case.effects[-1] == "email:ac_done"


def test_a_lost_message_about_a_move_is_sent_again():
    case = Case(MOVE).runs("citizen:submit")
    assert case.until_due().means is Means.RESEND
    assert case.effects[-1] == "queue:address_change"
    assert case.state == "declared"


def test_an_officer_comes_back_as_often_as_visits_are_left():
    case = Case(MOVE).runs("citizen:submit system:simple district_officer:nobody_home")
    case.runs("district_officer:nobody_home district_officer:nobody_home")
    assert (case.state, case.instance.version) == ("inquiry_revisit", 6)
    with pytest.raises(ConflictError) as caught:
        case.happens("nobody_home", "district_officer", holds=())
    assert caught.value.code == "guard_not_met"


def test_a_late_inquiry_escalates_by_a_self_loop_that_starts_the_term_anew():
    case = Case(MOVE).runs("citizen:submit system:simple")
    first = case.instance.due_at
    assert case.until_due().means is Means.EXPIRE
    assert (case.state, case.effects[-1]) == ("inquiry_open", "alarm:police")
    assert case.instance.entered_at == first
    assert case.instance.due_at - first > timedelta(days=20)


def test_an_inquiry_counts_from_the_declaration():
    case = Case(MOVE).runs("citizen:submit")
    case.happens("simple", "system", declaration="2026-02-23T10:00:00+01:00")
    assert case.instance.due_at == datetime(2026, 3, 16, 22, 59, 59, tzinfo=UTC)


def test_cards_not_adapted_are_reminded_of_every_fortnight():
    case = Case(MOVE).runs(
        "citizen:submit system:simple district_officer:positive clerk:register system:invite"
    )
    for _ in range(3):
        assert case.until_due().event == "timeout"
    assert case.effects[-3:] == ["email:ac_chip_reminder"] * 3
    assert case.state == "chip_pending"


def test_a_silent_reference_person_sends_the_move_to_a_clerk():
    case = Case(MOVE).runs("citizen:submit_joins_household")
    case.until_due()
    assert case.state == "clerk_check"


def test_a_refusal_waits_for_a_signed_decision_without_firing_again_at_once():
    case = Case(MOVE).runs(
        "citizen:submit system:simple district_officer:negative clerk:intend_refuse"
    )
    end = case.instance.due_at
    with pytest.raises(ConflictError) as caught:
        case.happens("timeout", "system", holds=())
    assert caught.value.code == "guard_not_met"
    case.until_due()
    assert case.state == "refused"
    assert case.instance.entered_at == end


def test_a_move_is_refused_appealed_and_granted():
    case = Case(MOVE).runs(
        "citizen:submit system:simple district_officer:negative clerk:intend_refuse clerk:confirm"
        " citizen:appeal minister_interior:granted"
    )
    assert case.state == "registered"


def test_two_people_declare_and_marry():
    case = Case(MARRIAGE).runs(
        "partner_a:invite partner_b:confirm system:route clerk:complete registrar:draw"
    )
    assert case.until_due().event == "day_14_reached"
    assert case.state == "celebratable"
    assert case.runs("registrar:celebrate").state == "celebrated"
    assert case.effects[-1] == "email:md_congratulations"


def test_the_waiting_period_ends_on_its_own_day_even_a_saturday():
    case = Case(MARRIAGE).runs("partner_a:invite partner_b:confirm system:route clerk:complete")
    case.happens("draw", "registrar", act_date="2026-03-21T11:00:00+01:00")
    assert case.instance.due_at == datetime(2026, 4, 4, 21, 59, 59, tzinfo=UTC)


def test_the_window_to_marry_is_six_months_and_can_be_opened_anew():
    case = Case(MARRIAGE).runs(
        "partner_a:invite partner_b:confirm system:route clerk:complete registrar:draw"
        " public_prosecutor:prosecutor_waives_waiting"
    )
    before = case.instance.due_at
    assert before == datetime(2026, 9, 2, 21, 59, 59, tzinfo=UTC)
    case.now += timedelta(days=90)
    case.happens("extend_window", "public_prosecutor")
    assert (case.state, case.instance.due_at > before) == ("celebratable", True)
    assert case.until_due().event == "timeout"
    assert case.state == "expired"


def test_a_partner_who_does_not_confirm_ends_the_declaration():
    case = Case(MARRIAGE).runs("partner_a:invite")
    case.until_due()
    assert (case.state, case.effects[-1]) == ("withdrawn", "email:md_withdrawn")


def test_a_doubt_that_nobody_decides_in_time_ends_in_favour_of_the_couple():
    case = Case(MARRIAGE).runs(
        "partner_a:invite partner_b:confirm system:route clerk:complete registrar:doubt"
    )
    case.until_due()
    assert (case.state, case.effects[-1]) == ("ready_to_draw", "alarm:authenticity_check")


def test_a_card_goes_from_home_to_the_counter_to_the_pocket():
    case = Case(CARD).runs(
        "citizen:submit system:ok citizen:book clerk:arrive clerk:photo_bad clerk:new_photo"
        " clerk:order clerk:received clerk:come clerk:pin_lost clerk:come clerk:activated"
    )
    assert (case.state, case.instance.version) == ("delivered", 13)
    assert case.effects[-1] == "email:id_done"


def test_an_appointment_is_missed_the_day_after_its_slot():
    case = Case(CARD).runs("citizen:submit system:ok")
    case.happens("book", "citizen", slot="2026-03-19T09:30:00+01:00")
    assert case.instance.due_at == datetime(2026, 3, 20, 22, 59, 59, tzinfo=UTC)
    case.until_due()
    assert (case.state, case.effects[-1]) == ("appointment_needed", "email:id_book")


def test_a_late_producer_is_told_so_every_three_weeks():
    case = Case(CARD).runs("citizen:submit system:ok citizen:book clerk:arrive clerk:order")
    for _ in range(2):
        case.until_due()
    assert case.effects[-2:] == ["alarm:ordered"] * 2
    assert case.state == "ordered"


def test_reminders_to_fetch_a_card_do_not_put_off_its_destruction():
    case = Case(CARD).runs(
        "citizen:submit system:ok citizen:book clerk:arrive clerk:order clerk:received"
    )
    means = [case.until_due().means for _ in range(3)]
    assert means == [Means.REMIND, Means.REMIND, Means.EXPIRE]
    assert case.state == "destroyed"
    assert case.instance.entered_at == datetime(2026, 6, 2, 21, 59, 59, tzinfo=UTC)
