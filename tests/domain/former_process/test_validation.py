"""Every mistake in a definition is told in words that name the place."""

from dataclasses import replace

import pytest

from chalicelib.domain.former_process import (
    Deadline,
    Guard,
    State,
    StateKind,
    Transition,
    Unit,
    validate,
)
from tests.support.processes import all_definitions, definition

GOOD = definition("certificate_request")


def with_state(state_id, **changes):
    states = tuple(replace(s, **changes) if s.id == state_id else s for s in GOOD.states)
    return replace(GOOD, states=states)


def with_deadline(deadline_id, **changes):
    deadlines = tuple(replace(d, **changes) if d.id == deadline_id else d for d in GOOD.deadlines)
    return replace(GOOD, deadlines=deadlines)


def with_transition(source, event, **changes):
    transitions = tuple(
        replace(t, **changes) if (t.source, t.event) == (source, event) else t
        for t in GOOD.transitions
    )
    return replace(GOOD, transitions=transitions)


def without_transition(source, event):
    kept = (t for t in GOOD.transitions if (t.source, t.event) != (source, event))
    return replace(GOOD, transitions=tuple(kept))


def plus(**more):
    return replace(GOOD, **{name: (*getattr(GOOD, name), thing) for name, thing in more.items()})


ISLAND = State("island", StateKind.TASK, "clerk", "Eiland", "Hier komt niemand.")
NOTHING = Deadline("idle", 1, Unit.DAYS, "", on_expiry="timeout")
MISTAKES = {
    "a state twice": (plus(states=GOOD.states[5]), "state 'clerk_review': there are two"),
    "a deadline twice": (plus(deadlines=GOOD.deadlines[0]), "deadline 'resend': there are two"),
    "a guard twice": (plus(guards=GOOD.guards[0]), "guard 'clerk_in_charge': there are two"),
    "an odd id": (plus(guards=Guard("Is OK", "")), "guard 'Is OK': an id is lower-case"),
    "no initial state": (replace(GOOD, initial="begin"), "state 'begin': the initial state must"),
    "another initial state": (
        replace(GOOD, initial="clerk_queue"),
        "of that kind are: submitted",
    ),
    "two starts": (
        with_state("evaluating", kind=StateKind.START),
        "of that kind are: submitted, evaluating",
    ),
    "no label": (with_state("lapsed", label=" "), "state 'lapsed': the label is empty"),
    "no explanation": (with_state("lapsed", explanation=""), "state 'lapsed': the explanation"),
    "an unknown target": (
        with_transition("clerk_queue", "claim", target="desk"),
        "state 'clerk_queue', event 'claim': there is no state 'desk'",
    ),
    "an unknown source": (
        plus(transitions=Transition("desk", "go", "lapsed", "clerk")),
        "state 'desk', event 'go': there is no state 'desk'",
    ),
    "an unknown guard": (
        with_transition("clerk_queue", "claim", guard="is_tuesday"),
        "state 'clerk_queue', event 'claim': there is no guard 'is_tuesday'",
    ),
    "an unused guard": (
        plus(guards=Guard("is_tuesday", "")),
        "guard 'is_tuesday': no transition asks for it",
    ),
    "an effect without a kind": (
        with_transition("sealing", "stored", effects=("mail",)),
        "state 'sealing', event 'stored': effect 'mail' must look like kind:code",
    ),
    "an ambiguous event": (
        plus(transitions=Transition("clerk_queue", "claim", "lapsed", "system")),
        "state 'clerk_queue': event 'claim' leads to two places",
    ),
    "an end that goes on": (
        plus(transitions=Transition("lapsed", "reopen", "clerk_queue", "clerk")),
        "state 'lapsed': it is final, but event 'reopen' leaves it",
    ),
    "an end with a timer": (
        with_state("lapsed", timer="resend"),
        "state 'lapsed': it is final, so timer 'resend' can't matter",
    ),
    "a state nobody reaches": (
        plus(states=ISLAND),
        "state 'island': no events lead there from 'submitted'",
    ),
    "a state without a way out": (
        replace(
            without_transition("waiting_authority", "withdraw"),
            transitions=tuple(
                replace(t, target="waiting_authority") if t.source == "waiting_authority" else t
                for t in GOOD.transitions
            ),
        ),
        "state 'waiting_authority': no events lead from there to a final state",
    ),
    "an unknown timer": (
        with_state("clerk_queue", timer="sometime"),
        "state 'clerk_queue': there is no deadline 'sometime' for its timer",
    ),
    "an automatic state without a timer": (
        with_state("evaluating", timer=""),
        "state 'evaluating': it is automatic, so its timer must be a deadline in seconds",
    ),
    "an automatic start without a timer": (
        with_state("submitted", timer=""),
        "state 'submitted': it is automatic",
    ),
    "an automatic state that waits for days": (
        with_state("evaluating", timer="clerk_sla"),
        "state 'evaluating': it is automatic",
    ),
    "a task nobody can do": (
        with_state("clerk_review", owner="mayor", timer=""),
        "state 'clerk_review': its owner 'mayor' can't do anything there",
    ),
    "an automatic state of somebody else": (
        with_state("fetching", owner="source_register"),
        "state 'fetching': its owner 'source_register' can't do anything there",
    ),
    "a deadline of nobody": (
        plus(deadlines=NOTHING),
        "deadline 'idle': no state has it as its timer",
    ),
    "a deadline of no time": (
        with_deadline("clerk_sla", value=0),
        "deadline 'clerk_sla': its value must be 1 or more",
    ),
    "a deadline that does nothing": (
        with_deadline("clerk_sla", expiry_effects=()),
        "deadline 'clerk_sla': when it passes either",
    ),
    "a deadline that does two things": (
        with_deadline("applicant_reply", expiry_effects=("alarm:late",)),
        "deadline 'applicant_reply': when it passes either",
    ),
    "an odd expiry effect": (
        with_deadline("clerk_sla", expiry_effects=("tell the supervisor",)),
        "deadline 'clerk_sla': effect 'tell the supervisor' must look like kind:code",
    ),
    "an odd reminder effect": (
        with_deadline("applicant_reply", reminder_effect="mail"),
        "deadline 'applicant_reply': effect 'mail' must look like kind:code",
    ),
    "reminders without an effect": (
        with_deadline("applicant_reply", reminder_effect=""),
        "deadline 'applicant_reply': reminders and reminder_effect need each other",
    ),
    "a reminder too late": (
        with_deadline("applicant_reply", reminders=(14, 30)),
        "deadline 'applicant_reply': reminders must rise",
    ),
    "reminders out of order": (
        with_deadline("applicant_reply", reminders=(25, 14)),
        "deadline 'applicant_reply': reminders must rise",
    ),
    "a reminder at once": (
        with_deadline("applicant_reply", reminders=(0, 14)),
        "deadline 'applicant_reply': reminders must rise",
    ),
    "reminders that count from elsewhere": (
        with_deadline("applicant_reply", counts_from="slot"),
        "deadline 'applicant_reply': reminders count from entering",
    ),
    "an expiry that leads nowhere": (
        without_transition("waiting_applicant", "timeout"),
        "state 'waiting_applicant': its timer causes 'timeout'",
    ),
    "an expiry of a person": (
        with_transition("waiting_applicant", "timeout", actor="clerk"),
        "state 'waiting_applicant': its timer causes 'timeout'",
    ),
}


@pytest.mark.parametrize(("wrong", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_words_that_name_the_place(wrong, sentence):
    problems = validate(wrong)
    assert any(sentence in problem for problem in problems), problems


def test_all_mistakes_are_told_at_once():
    wrong = replace(with_state("lapsed", label=""), initial="begin")
    problems = validate(wrong)
    assert any("'lapsed'" in problem for problem in problems)
    assert any("'begin'" in problem for problem in problems)


@pytest.mark.parametrize("good", all_definitions(), ids=lambda d: d.id)
def test_our_processes_have_no_mistakes(good):
    assert validate(good) == []


def test_a_definition_of_nothing_is_told_so_without_failing():
    empty = replace(GOOD, states=(), transitions=(), deadlines=(), guards=())
    (problem,) = validate(empty)
    assert problem.startswith("state 'submitted': the initial state must")
    assert problem.endswith("of that kind are: none")
