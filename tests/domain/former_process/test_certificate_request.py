"""The roads that a request for a document can take."""

import pytest

from chalicelib.domain.former_process import Means, StateKind, Unit, advance_all
from tests.support.processes import BRUSSELS, ROOT, Case, definition

DEFINITION = definition("certificate_request")
AUTOMATIC = ("evaluate", "all_conditions_met", "source_ok", "stored")
TO_A_CLERK = "system:evaluate system:condition_failed"
CLAIMED = f"{TO_A_CLERK} clerk:claim"


def case(road=""):
    return Case(DEFINITION).runs(road)


def test_an_automatic_document_is_four_events_and_one_mail_in_one_go():
    fresh = case()
    steps = advance_all(
        DEFINITION, fresh.instance, AUTOMATIC, actor="system", at=fresh.now, calendar=BRUSSELS
    )
    assert [step.instance.state for step in steps] == [
        "evaluating",
        "fetching",
        "sealing",
        "delivered",
    ]
    assert [effect for step in steps for effect in step.effects] == ["email:cr_ready"]
    assert steps[-1].instance.version == 5


def test_the_system_needs_no_guards_for_what_it_found_itself():
    assert not [t for t in DEFINITION.transitions if t.actor == "system" and t.guard]


@pytest.mark.parametrize(
    ("road", "state", "effects"),
    [
        ("system:evaluate system:not_eligible", "rejected", ["email:cr_rejected"]),
        ("system:not_eligible", "rejected", ["email:cr_rejected"]),
        (TO_A_CLERK, "clerk_queue", ["queue:review", "email:cr_received"]),
        (
            "system:source_failed",
            "clerk_queue",
            ["queue:review", "email:cr_received", "alarm:source_failed"],
        ),
        (
            "system:evaluate system:all_conditions_met system:source_ambiguous",
            "clerk_queue",
            ["queue:review", "email:cr_received"],
        ),
        (
            "system:evaluate system:all_conditions_met system:source_ok system:seal_failed",
            "clerk_queue",
            ["queue:review", "email:cr_received", "alarm:seal_failed"],
        ),
        (
            "system:evaluate system:all_conditions_met system:source_ok system:print_failed",
            "clerk_queue",
            ["queue:review", "email:cr_received"],
        ),
    ],
    ids=["refused", "refused-at-once", "review", "no-source", "ambiguous", "no-seal", "no-glyph"],
)
def test_what_cannot_be_automatic_ends_in_front_of_a_human_or_in_a_reason(road, state, effects):
    ended = case(road)
    assert (ended.state, ended.effects) == (state, effects)


@pytest.mark.parametrize(
    "state", [s for s in DEFINITION.states if s.is_automatic], ids=lambda s: s.id
)
def test_work_that_keeps_failing_can_be_given_to_a_clerk_from_every_automatic_state(state):
    given_up = DEFINITION.transition(state.id, "source_failed")
    assert (given_up.target, given_up.actor) == ("clerk_queue", "system")


def test_what_a_clerk_approves_goes_back_to_the_issuance_function():
    approved = case(f"{CLAIMED} clerk:approve")
    assert (approved.state, approved.effects[-1]) == ("fetching", "queue:issue")
    assert approved.until_due().means is Means.RESEND
    assert approved.effects[-1] == "queue:issue"
    assert approved.runs("system:source_ok system:stored").state == "delivered"


def test_a_document_made_elsewhere_is_sealed_and_delivered():
    assert case(f"{CLAIMED} clerk:approve_uploaded system:stored").state == "delivered"


def test_a_clerk_rejects_with_a_mail():
    rejected = case(f"{CLAIMED} clerk:reject")
    assert (rejected.state, rejected.effects[-1]) == ("rejected", "email:cr_rejected")


@pytest.mark.parametrize("back", ["clerk:release", "supervisor:reassign"])
def test_a_claimed_request_can_go_back_to_the_queue(back):
    returned = case(f"{CLAIMED} {back}")
    assert (returned.state, returned.effects[-1]) == ("clerk_queue", "queue:review")


def test_a_question_is_reminded_of_twice_and_then_the_request_lapses():
    asked = case(f"{CLAIMED} clerk:ask_applicant")
    means = [asked.until_due().means for _ in range(3)]
    assert means == [Means.REMIND, Means.REMIND, Means.EXPIRE]
    assert asked.effects[-4:] == ["email:cr_question"] * 3 + ["email:cr_lapsed"]
    assert (asked.state, asked.instance.due_at) == ("lapsed", None)


@pytest.mark.parametrize(
    "road",
    [
        "clerk:ask_applicant citizen:answered",
        "clerk:ask_applicant clerk:resume",
        "clerk:ask_authority source_register:answered",
        "clerk:ask_authority clerk:resume",
    ],
)
def test_an_answer_brings_the_request_back_to_a_clerk(road):
    answered = case(f"{CLAIMED} {road}")
    assert (answered.state, answered.effects[-1]) == ("clerk_queue", "queue:review")


def test_a_silent_authority_brings_the_request_back_to_a_clerk():
    silent = case(f"{CLAIMED} clerk:ask_authority")
    assert silent.until_due().means is Means.EXPIRE
    assert silent.state == "clerk_queue"
    assert silent.effects[-2:] == ["queue:review", "alarm:authority_silent"]


@pytest.mark.parametrize("road", [TO_A_CLERK, CLAIMED], ids=["waiting", "claimed"])
def test_what_a_clerk_leaves_lying_is_told_again_and_again_and_stays(road):
    late = case(road)
    entered, state = late.instance.entered_at, late.state
    assert [late.until_due().means for _ in range(3)] == [Means.ESCALATE] * 3
    assert late.effects[-1].startswith("alarm:clerk_")
    assert (late.state, late.instance.entered_at) == (state, entered)
    assert late.instance.version == len(late.events)


@pytest.mark.parametrize(
    "road",
    [
        "",
        TO_A_CLERK,
        CLAIMED,
        f"{CLAIMED} clerk:ask_applicant",
        f"{CLAIMED} clerk:ask_authority",
    ],
    ids=["submitted", "queue", "review", "question", "authority"],
)
def test_a_citizen_can_withdraw_as_long_as_no_document_is_being_made(road):
    withdrawn = case(f"{road} citizen:withdraw")
    assert (withdrawn.state, withdrawn.instance.due_at) == ("withdrawn", None)


@pytest.mark.parametrize("state", [s for s in DEFINITION.states if s.timer], ids=lambda s: s.id)
def test_what_the_citizen_reads_names_the_days_of_the_deadline(state):
    deadline = DEFINITION.deadline(state.id)
    words = {Unit.DAYS: f"{deadline.value} dagen", Unit.WORKING_DAYS: f"{deadline.value} werkdagen"}
    assert words.get(deadline.unit, "") in state.explanation


@pytest.mark.parametrize("state", DEFINITION.states, ids=lambda s: s.id)
def test_what_the_citizen_reads_is_one_sentence(state):
    assert state.explanation.endswith(".")
    assert state.explanation.count(".") == 1
    assert state.explanation[0].isupper()


def test_every_way_to_the_clerks_queue_sends_to_the_review_queue():
    ways = [t for t in DEFINITION.transitions if t.target == "clerk_queue"]
    assert ways
    assert all("queue:review" in t.effects for t in ways)


def test_every_end_that_the_citizen_did_not_choose_is_mailed():
    ends = {s.id for s in DEFINITION.states if s.kind is StateKind.FINAL}
    silent = [
        t.event
        for t in DEFINITION.transitions
        if t.target in ends and not any(e.startswith("email:") for e in t.effects)
    ]
    assert set(silent) == {"withdraw"}


def test_every_mail_of_the_process_has_a_template():
    effects = [effect for t in DEFINITION.transitions for effect in t.effects]
    effects += [d.reminder_effect for d in DEFINITION.deadlines if d.reminder_effect]
    mails = {effect.removeprefix("email:") for effect in effects if effect.startswith("email:")}
    templates = {path.stem for path in (ROOT / "templates" / "emails").glob("cr_*.toml")}
    assert mails == templates


def test_its_effects_are_mails_queues_and_alarms():
    effects = [effect for t in DEFINITION.transitions for effect in t.effects]
    effects += [effect for d in DEFINITION.deadlines for effect in d.expiry_effects]
    assert {effect.partition(":")[0] for effect in effects} == {"email", "queue", "alarm"}
    assert {e for e in effects if e.startswith("queue:")} == {"queue:issue", "queue:review"}
