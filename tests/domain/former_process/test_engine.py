"""What the engine promises, on a process of four states that is about nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.former_process import (
    Deadline,
    Definition,
    Guard,
    Instance,
    Means,
    State,
    StateKind,
    Transition,
    Unit,
    advance,
    advance_all,
    due,
    possible,
    postpone,
    replay,
    start,
    validate,
)
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from tests.support.processes import BRUSSELS, MONDAY

SIMPLE = Definition(
    id="simple",
    version=1,
    title="Iets",
    initial="asked",
    states=(
        State("asked", StateKind.START, "system", "Gevraagd", "Wij kijken.", "resend"),
        State("visit", StateKind.WAIT, "citizen", "Bezoek", "Wij komen.", "visit"),
        State("answer", StateKind.WAIT, "citizen", "Vraag", "U antwoordt.", "answer"),
        State("done", StateKind.FINAL, "system", "Klaar", "Klaar."),
    ),
    transitions=(
        Transition("asked", "plan", "visit", "system", effects=("email:planned",)),
        Transition("visit", "move", "visit", "citizen"),
        Transition("visit", "ask", "answer", "clerk", "has_question", ("email:question",)),
        Transition("answer", "answered", "visit", "citizen"),
        Transition("answer", "timeout", "done", "system", effects=("email:lapsed",)),
        Transition("visit", "close", "done", "clerk"),
    ),
    deadlines=(
        Deadline("resend", 60, Unit.SECONDS, "", expiry_effects=("queue:work",)),
        Deadline(
            "visit", 2, Unit.WORKING_DAYS, "", expiry_effects=("alarm:visit",), counts_from="on"
        ),
        Deadline(
            "answer",
            10,
            Unit.DAYS,
            "",
            on_expiry="timeout",
            reminders=(3, 7),
            reminder_effect="email:question",
        ),
    ),
    guards=(Guard("has_question", "There is a question."),),
    sources=(),
)
HOUR = timedelta(hours=1)


def run(*names, actor="system", data=()):
    began = start(SIMPLE, MONDAY, BRUSSELS)
    if not names:
        return began.instance
    steps = advance_all(
        SIMPLE, began.instance, names, actor=actor, at=MONDAY, calendar=BRUSSELS, data=data
    )
    return steps[-1].instance


def asking(instance, at=MONDAY):
    return advance(
        SIMPLE,
        instance,
        "ask",
        actor="clerk:k17",
        at=at,
        calendar=BRUSSELS,
        holds=["has_question"],
    )


def refusal(instance, name, actor, holds=()):
    with pytest.raises(ConflictError) as caught:
        advance(SIMPLE, instance, name, actor=actor, at=MONDAY, calendar=BRUSSELS, holds=holds)
    assert caught.value.public.endswith(".")
    return caught.value.code


def test_the_process_of_these_tests_is_a_good_one():
    assert validate(SIMPLE) == []


def test_a_case_starts_in_the_initial_state_with_its_first_event():
    step = start(SIMPLE, MONDAY, BRUSSELS, actor="citizen", data=(("channel", "phone"),))
    assert step.instance == Instance("simple", "asked", 1, MONDAY, MONDAY + timedelta(seconds=60))
    assert (step.event.version, step.event.name, step.event.source) == (1, "started", "")
    assert (step.event.actor, step.event.data) == ("citizen", (("channel", "phone"),))
    assert step.effects == ()


def test_an_event_moves_the_case_and_tells_what_is_left_to_do():
    step = asking(run("plan"), at=MONDAY + HOUR)
    assert (step.instance.state, step.instance.version) == ("answer", 3)
    assert step.instance.entered_at == MONDAY + HOUR
    assert (step.event.source, step.event.target) == ("visit", "answer")
    assert (step.event.actor, step.event.at) == ("clerk:k17", MONDAY + HOUR)
    assert step.effects == ("email:question",)


def test_entering_a_final_state_leaves_nothing_due():
    done = advance(
        SIMPLE, run("plan"), "close", actor="clerk", at=MONDAY, calendar=BRUSSELS
    ).instance
    assert (done.state, done.due_at) == ("done", None)


def test_an_event_that_the_state_does_not_know_is_refused():
    assert refusal(run("plan"), "answered", "citizen") == "event_not_possible"
    assert refusal(run("plan"), "no_such_event", "citizen") == "event_not_possible"


def test_nothing_happens_to_a_case_that_is_over():
    done = replace(run("plan"), state="done", due_at=None)
    assert refusal(done, "close", "clerk") == "process_ended"


@pytest.mark.parametrize("actor", ["citizen", "system", "clerks", "", ":clerk", "k17:clerk"])
def test_an_event_of_somebody_else_is_refused(actor):
    assert refusal(run("plan"), "close", actor) == "actor_not_allowed"


def test_an_event_whose_guard_does_not_hold_is_refused():
    assert refusal(run("plan"), "ask", "clerk") == "guard_not_met"
    assert refusal(run("plan"), "ask", "clerk", ["another"]) == "guard_not_met"


def test_events_in_one_go_share_the_moment_and_only_the_last_carries_the_data():
    began = start(SIMPLE, MONDAY, BRUSSELS).instance
    steps = advance_all(
        SIMPLE,
        began,
        ["plan"],
        actor="system",
        at=MONDAY,
        calendar=BRUSSELS,
        data=(("a", "1"),),
    ) + advance_all(
        SIMPLE,
        run("plan"),
        ["move", "move"],
        actor="citizen",
        at=MONDAY,
        calendar=BRUSSELS,
        data=(("b", "2"),),
    )
    assert [step.event.version for step in steps] == [2, 3, 4]
    assert [step.event.data for step in steps] == [(("a", "1"),), (), (("b", "2"),)]


def test_events_in_one_go_happen_all_or_not_at_all():
    began = start(SIMPLE, MONDAY, BRUSSELS).instance
    with pytest.raises(ConflictError):
        advance_all(SIMPLE, began, ["plan", "close"], actor="system", at=MONDAY, calendar=BRUSSELS)


def test_what_somebody_can_do_is_told_by_role():
    visit = run("plan")
    assert possible(SIMPLE, visit, "clerk") == ("ask", "close")
    assert possible(SIMPLE, visit, "citizen") == ("move",)
    assert possible(SIMPLE, replace(visit, state="done"), "clerk") == ()


def test_a_self_loop_enters_the_state_again_and_starts_its_deadline_anew():
    visit = run("plan")
    later = MONDAY + timedelta(days=1)
    again = advance(SIMPLE, visit, "move", actor="citizen", at=later, calendar=BRUSSELS).instance
    assert (again.state, again.entered_at) == ("visit", later)
    assert again.due_at > visit.due_at


def test_a_deadline_can_count_from_a_moment_that_the_event_brings():
    thursday_week = run("plan", data=(("on", "2026-03-12T14:30:00+01:00"),))
    assert thursday_week.due_at == datetime(2026, 3, 16, 22, 59, 59, tzinfo=UTC)


def test_a_term_that_would_be_over_counts_from_now_so_that_it_never_fires_at_once():
    long_ago = run("plan", data=(("on", "2020-03-12T14:30:00+01:00"),))
    assert long_ago.due_at == run("plan").due_at


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-03-12T14:30:00", "9999-12-31T23:00:00+00:00", "0001-01-01"]
)
def test_a_moment_that_is_none_is_refused_without_repeating_it(text):
    with pytest.raises(InvalidInputError) as caught:
        run("plan", data=(("on", text),))
    assert (caught.value.code, caught.value.field) == ("invalid_moment", "on")
    assert not text or text not in caught.value.public


def test_the_events_replay_to_the_instance():
    began = start(SIMPLE, MONDAY, BRUSSELS)
    steps = [began]
    for name, actor in (("plan", "system"), ("ask", "clerk"), ("answered", "citizen")):
        steps.append(
            advance(
                SIMPLE,
                steps[-1].instance,
                name,
                actor=actor,
                at=MONDAY + HOUR * len(steps),
                calendar=BRUSSELS,
                holds=["has_question"],
            )
        )
        events = [step.event for step in steps]
        assert replay(SIMPLE, events, BRUSSELS) == steps[-1].instance


def test_history_stays_valid_when_the_definition_changes():
    began = start(SIMPLE, MONDAY, BRUSSELS)
    planned = advance(SIMPLE, began.instance, "plan", actor="system", at=MONDAY, calendar=BRUSSELS)
    stricter = replace(SIMPLE, transitions=SIMPLE.transitions[1:])
    assert replay(stricter, [began.event, planned.event], BRUSSELS) == planned.instance


def test_a_history_with_a_hole_is_refused():
    began = start(SIMPLE, MONDAY, BRUSSELS)
    planned = advance(
        SIMPLE, began.instance, "plan", actor="system", at=MONDAY, calendar=BRUSSELS
    ).event
    torn = replace(planned, source="answer")
    for events in ([], [planned], [began.event, began.event], [began.event, torn]):
        with pytest.raises(ConflictError) as caught:
            replay(SIMPLE, events, BRUSSELS)
        assert caught.value.code == "history_broken"


def test_nothing_is_due_before_the_deadline():
    began = run()
    assert due(SIMPLE, began, began.due_at - timedelta(microseconds=1), BRUSSELS) is None


def test_what_an_automatic_state_lost_is_sent_again_and_again():
    began = run()
    overdue = due(SIMPLE, began, began.due_at, BRUSSELS)
    assert (overdue.means, overdue.effects) == (Means.RESEND, ("queue:work",))
    assert overdue.instance == replace(began, due_at=began.due_at + timedelta(seconds=60))


def test_work_that_is_tried_again_later_is_not_sent_before():
    began = run()
    assert postpone(began, MONDAY + HOUR).due_at == MONDAY + HOUR
    assert postpone(began, MONDAY).due_at == began.due_at
    without = replace(began, due_at=None)
    assert postpone(without, MONDAY + HOUR) == without


def test_a_late_case_escalates_where_it_is_and_again_each_working_day():
    visit = run("plan")
    assert visit.due_at == datetime(2026, 3, 4, 22, 59, 59, tzinfo=UTC)
    friday = datetime(2026, 3, 6, 10, 0, tzinfo=UTC)
    overdue = due(SIMPLE, visit, friday, BRUSSELS)
    assert (overdue.means, overdue.effects) == (Means.ESCALATE, ("alarm:visit",))
    monday_night = datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC)
    assert overdue.instance == replace(visit, due_at=monday_night)
    assert due(SIMPLE, overdue.instance, friday + HOUR, BRUSSELS) is None


def test_reminders_come_in_turn_and_then_the_term_ends():
    waiting = asking(run("plan")).instance
    first, second = MONDAY + timedelta(days=3), MONDAY + timedelta(days=7)
    end = datetime(2026, 3, 12, 22, 59, 59, tzinfo=UTC)
    assert waiting.due_at == first
    once = due(SIMPLE, waiting, first, BRUSSELS)
    assert (once.means, once.effects) == (Means.REMIND, ("email:question",))
    assert once.instance.due_at == second
    twice = due(SIMPLE, once.instance, second + HOUR, BRUSSELS)
    assert (twice.means, twice.instance.due_at) == (Means.REMIND, end)
    last = due(SIMPLE, twice.instance, end, BRUSSELS)
    assert (last.means, last.event, last.effects) == (Means.EXPIRE, "timeout", ())
    over = advance(SIMPLE, last.instance, last.event, actor="system", at=end, calendar=BRUSSELS)
    assert (over.instance.state, over.effects) == ("done", ("email:lapsed",))


def test_missed_reminders_are_one_reminder():
    waiting = asking(run("plan")).instance
    overdue = due(SIMPLE, waiting, MONDAY + timedelta(days=8), BRUSSELS)
    assert overdue.means is Means.REMIND
    assert overdue.instance.due_at == datetime(2026, 3, 12, 22, 59, 59, tzinfo=UTC)


def test_a_term_that_ended_unnoticed_ends_without_a_reminder():
    waiting = asking(run("plan")).instance
    overdue = due(SIMPLE, waiting, MONDAY + timedelta(days=30), BRUSSELS)
    assert (overdue.means, overdue.effects) == (Means.EXPIRE, ())


def test_an_expiry_that_cannot_happen_yet_is_looked_at_again_the_next_working_day():
    waiting = asking(run("plan")).instance
    friday = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
    overdue = due(SIMPLE, waiting, friday, BRUSSELS)
    assert overdue.instance.due_at == datetime(2026, 3, 16, 22, 59, 59, tzinfo=UTC)


def test_a_deadline_that_left_the_definition_is_struck_off():
    visit = run("plan")
    states = tuple(replace(s, timer="") if s.id == "visit" else s for s in SIMPLE.states)
    overdue = due(replace(SIMPLE, states=states), visit, visit.due_at, BRUSSELS)
    assert (overdue.means, overdue.effects) == (Means.ESCALATE, ())
    assert overdue.instance == replace(visit, due_at=None)


def test_a_month_is_a_unit_too():
    monthly = replace(SIMPLE.deadlines[1], unit=Unit.MONTHS, value=1, counts_from="")
    definition = replace(SIMPLE, deadlines=(SIMPLE.deadlines[0], monthly, SIMPLE.deadlines[2]))
    step = advance(definition, run(), "plan", actor="system", at=MONDAY, calendar=BRUSSELS)
    assert step.instance.due_at == datetime(2026, 4, 2, 21, 59, 59, tzinfo=UTC)


def test_a_waiting_period_ends_on_its_own_day():
    waits = replace(SIMPLE.deadlines[1], unit=Unit.DAYS, value=5, waits=True)
    definition = replace(SIMPLE, deadlines=(SIMPLE.deadlines[0], waits, SIMPLE.deadlines[2]))
    step = advance(definition, run(), "plan", actor="system", at=MONDAY, calendar=BRUSSELS)
    assert step.instance.due_at == datetime(2026, 3, 7, 22, 59, 59, tzinfo=UTC)
