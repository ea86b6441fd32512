"""How people cause events: who, on what they saw, with what they fill in."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Official, doer
from chalicelib.domain.process.actions import ActionKind
from chalicelib.domain.process.judging import GuardNotMetError
from chalicelib.domain.registers.answers import NotFound
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
    TooWeakError,
)
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.acting.seeing import ChangedError
from tests.support.processes.pact import PACT, Pact
from tests.support.requests import KORTRIJK
from tests.support.road import (
    ALONE,
    ANN,
    BOB,
    SCRIBE,
    STRANGER,
    Citizen,
    World,
    ann,
    bob,
    scribe,
    warden,
)

SURE = {"sure": "ja"}


@pytest.mark.parametrize("first", [ann, bob])
def test_both_must_agree_in_whatever_order(first: object) -> None:
    world = World()
    case_id = world.opened()
    order = [ann, bob] if first is ann else [bob, ann]

    world.act(case_id, "agree", order[0](), SURE)
    assert world.state(case_id) == "agreeing"
    world.act(case_id, "agree", order[1](), SURE)

    assert world.state(case_id) == "sifting"
    assert world.lines.rung[-1][0] == "scribe"


def test_a_change_asks_the_other_again_and_tells_them() -> None:
    world = World()
    case_id = world.opened()
    world.act(case_id, "agree", bob(), SURE)

    world.act(case_id, "change", ann(), {"topic": "Vriendschap"})
    world.pump()

    confirmed = [bool(party.confirmed) for party in world.case(case_id).parties]
    assert confirmed == [True, False]
    assert world.post.told()[-1] == ("again", "bob@example.org")


def test_a_change_without_change_of_state_gives_the_old_claim_back() -> None:
    world = World()
    case_id = world.opened()
    world.act(case_id, "change", ann(), {"topic": "Vriendschap"})

    other = world.open({**ALONE, "topic": "Vrede"}, person=STRANGER)

    assert other.case.payload.topic == "Vrede"


def test_nobody_acts_in_what_they_signed_in_too_weakly_to_see() -> None:
    world = World()
    case_id = world.opened()
    world.types.type_ = replace(PACT, looking=lambda _pact, _here: Assurance.HIGH)

    assert world.view(case_id, bob()).actions == ()
    with pytest.raises(TooWeakError) as error:
        world.act(case_id, "agree", bob(), SURE)

    assert error.value.level == "high"
    world.act(case_id, "agree", bob(Assurance.HIGH), SURE)


def test_what_was_shown_must_be_what_is_confirmed() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(ConflictError) as error:
        world.act(case_id, "agree", ann(), SURE, shown="something else")

    assert error.value.code == "shown_changed"


def test_acting_on_what_is_no_longer_so_tells_what_changed_for_them() -> None:
    world = World()
    case_id = world.opened()
    seen = world.view(case_id, ann()).seen
    world.act(case_id, "change", bob(), {"topic": "Anders"})

    with pytest.raises(ChangedError) as error:
        world.act(case_id, "withdraw", ann(), seen=seen)

    assert [(line.event, line.role) for line in error.value.lines] == [("changed", "bob")]
    assert world.state(case_id) == "agreeing"


def test_what_a_party_may_not_see_does_not_change_what_they_act_on() -> None:
    world = World()
    case_id = world.at_desk()
    seen = world.view(case_id, bob()).seen

    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})

    assert world.view(case_id, bob()).seen == seen
    assert world.view(case_id, ann()).seen == seen + 1
    world.act(case_id, "withdraw", bob(), seen=seen)
    assert world.state(case_id) == "withdrawn"


def test_the_same_key_gives_the_same_answer_though_the_case_went_on() -> None:
    world = World()
    case_id = world.opened()
    seen = world.view(case_id, ann()).seen
    first = world.act(case_id, "change", ann(), {"topic": "Anders"}, key="k", seen=seen)
    world.act(case_id, "withdraw", bob())

    shown = world.view(case_id, ann()).shown_hash
    again = world.act(
        case_id, "change", ann(), {"topic": "Anders"}, key="k", seen=seen, shown=shown
    )

    assert (again.version, again.event, again.repeated) == (first.version, "changed", True)
    assert world.events(case_id).count("changed") == 1


def test_the_same_key_for_something_else_is_a_conflict() -> None:
    world = World()
    case_id = world.opened()
    world.act(case_id, "change", ann(), {"topic": "Anders"}, key="k")

    with pytest.raises(ConflictError) as error:
        world.act(case_id, "withdraw", ann(), key="k")

    assert error.value.code == "idempotency_mismatch"


@pytest.mark.parametrize(
    "who",
    [Citizen(STRANGER, Assurance.HIGH), Citizen(ANN, Assurance.HIGH)],
    ids=["stranger", "other municipality"],
)
def test_a_foreign_case_answers_like_a_missing_one(who: Citizen) -> None:
    world = World()
    tenant = KORTRIJK if who.person == STRANGER else "34041"
    case_id = world.opened()
    answers = []
    for one in (case_id, "01KKXJ2XE0000000000000ZZZZ"):
        with pytest.raises(NotThereError) as error:
            world.act_(Acting(tenant, one, 0, "withdraw", who, {}, "k"))
        answers.append((error.value.code, error.value.public))

    assert answers[0] == answers[1]


def test_signing_in_too_weakly_does_nothing_each_time() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(NotAllowedError) as error:
        world.act_(Acting(KORTRIJK, case_id, 2, "withdraw", ann(Assurance.LOW), {}, "k"))

    assert error.value.code == "stronger_sign_in_needed"


def test_an_action_of_another_role_is_not_allowed() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(NotAllowedError):
        world.act(case_id, "decline", ann())


def test_an_action_that_is_not_possible_now_says_so() -> None:
    world = World()
    case_id = world.at_desk(ALONE)

    with pytest.raises(ConflictError) as error:
        world.act(case_id, "agree", ann(), SURE)

    assert error.value.code == "event_not_possible"


def test_staff_must_hold_a_case_to_decide_or_send_it_on_but_not_to_note_something() -> None:
    world = World()
    case_id = world.opened(ALONE)
    world.act(case_id, "agree", ann(), SURE)

    for action, raw in (("approve", {"ground": "custom"}), ("send_watch", {})):
        with pytest.raises(ConflictError) as error:
            world.act(case_id, action, scribe(), raw)
        assert error.value.code == "not_held"

    world.act(case_id, "mark", scribe())
    assert world.case(case_id).handling.touched


def test_who_holds_a_case_keeps_it_on_the_same_list_and_gives_it_up_with_the_list() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    lease = world.case(case_id).handling.lease
    world.hands.go(minutes=5)

    world.act(case_id, "look_twice", scribe())
    handling = world.case(case_id).handling
    assert (handling.lease, handling.since) == (lease, world.hands.now())
    assert handling.reason == "look_twice"
    world.act(case_id, "settle", scribe())
    world.act(case_id, "send_watch", scribe())
    assert world.case(case_id).handling.lease is None


def test_staff_of_another_list_needs_a_role_not_a_lease() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "send_watch", scribe())

    world.act(case_id, "call_back", scribe())

    assert world.state(case_id) == "sifting"


def test_every_action_of_staff_takes_four_eyes() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "mark", scribe())

    assert world.four_eyes_of == ["k17"]


def test_at_the_counter_staff_act_for_a_party_who_stays_the_author() -> None:
    world = World()
    case_id = world.opened()

    view = world.view(case_id, scribe())
    behalf = scribe(role="bob", party=2, established="kaart")
    world.act(case_id, "agree", behalf, SURE, shown=view.shown_hash)

    event = world.cases.events(KORTRIJK, case_id)[-1]
    assert (event.actor, event.role) == ("party:2", "bob")
    assert {("by", "staff:k17"), ("established", "kaart")} <= set(event.data)
    assert world.case(case_id).party(2).confirmed


def test_how_staff_made_sure_must_be_said() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(InvalidInputError) as error:
        world.act(case_id, "withdraw", scribe(role="bob", party=2))

    assert error.value.code == "established_missing"


def test_staff_record_what_an_authority_says_choosing_one_of_its_answers() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "to_guild", scribe())
    guild = scribe(role="guild", established="brief")

    with pytest.raises(InvalidInputError):
        world.act(case_id, "guild_says", guild)
    world.act(case_id, "guild_says", guild, event="guild_refused")

    event = world.cases.events(KORTRIJK, case_id)[-1]
    assert (event.name, event.role, event.actor) == ("guild_refused", "guild", "staff:k17")


def test_what_must_be_filled_in_must() -> None:
    world = World()
    case_id = world.at_desk(ALONE)

    with pytest.raises(FormError) as error:
        world.act(case_id, "ask", scribe(), {"whom": "carl"})

    assert [(p.field, p.code) for p in error.value.problems] == [
        ("whom", "choice_unknown"),
        ("question", "field_missing"),
    ]


def test_a_question_to_one_party_is_not_read_by_the_other() -> None:
    world = World()
    case_id = world.at_desk()
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    world.pump()

    assert [e.text for e in world.view(case_id, ann()).entries if e.name == "question"]
    assert not [e for e in world.view(case_id, bob()).entries if e.name == "question"]
    assert [e.text for e in world.view(case_id, scribe()).entries if e.name == "question"]
    assert world.post.told()[-1] == ("question", "ann@example.org")


def test_an_answer_says_or_brings_something() -> None:
    world = World()
    case_id = world.at_desk()
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})

    with pytest.raises(InvalidInputError) as error:
        world.act(case_id, "answer", ann())
    assert error.value.code == "text_missing"

    world.act(case_id, "answer", ann(), {"files": [File(b"%PDF-1.7 x")]})
    assert world.state(case_id) == "sifting"


def test_a_report_without_a_file_is_none() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "send_watch", scribe())
    world.hold(case_id, warden().staff)

    with pytest.raises(InvalidInputError) as error:
        world.act(case_id, "visited", warden())

    assert error.value.code == "files_missing"


def test_a_guard_that_reads_a_register_reads_it_after_the_log() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    before = len(world.registers.lines)

    world.act(case_id, "approve", scribe(), {"ground": "custom"})

    assert world.registers.asked == 1
    assert world.registers.lines[-1].subject == ANN
    assert len(world.registers.lines) > before
    assert world.state(case_id) == "sealing"


@pytest.mark.parametrize("trouble", ["away", "log_fails"])
def test_while_a_register_is_away_people_come_back_later(trouble: str) -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    view = world.view(case_id, scribe())
    setattr(world.registers, trouble, True)

    with pytest.raises(DomainError) as error:
        world.act_(
            Acting(KORTRIJK, case_id, view.seen, "approve", scribe(), {"ground": "custom"}, "k")
        )

    assert error.value.code == "register_away"
    assert world.state(case_id) == "sifting"


def test_what_an_event_needs_and_does_not_have_is_said() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.registers.answer = NotFound()

    with pytest.raises(GuardNotMetError) as error:
        world.act(case_id, "approve", scribe(), {"ground": "custom"})

    assert error.value.public == "Wie dit vraagt staat niet in het register."


def test_a_refusal_carries_reason_law_and_appeal_as_it_was_previewed() -> None:
    world = World()
    case_id = world.at_desk()
    raw = {"reason": "forbidden", "text": "Dat mag niet."}
    asked = Acting(KORTRIJK, case_id, 0, "refuse", scribe(), raw, "k")

    letter = world.act_.preview(asked)
    assert world.state(case_id) == "sifting"
    world.act(case_id, "refuse", scribe(), raw)

    entry = next(e for e in world.view(case_id, ann()).entries if e.name == "no_letter")
    assert entry.text == "\n\n".join((letter.title, *letter.paragraphs))
    assert dict(entry.data) == {
        "reason": "forbidden",
        "basis": "Wet X, art. 1",
        "means_of_appeal": "Raad van State",
    }
    assert not [e for e in world.view(case_id, bob()).entries if e.name == "no_letter"]


def test_a_decision_with_a_letter_keeps_it_as_it_was_previewed() -> None:
    world = World()
    case = world.case(world.at_desk())
    frame = world.frames.of(case)
    refuse = frame.definition.actions["refuse"]
    action = replace(refuse, kind=ActionKind.DECIDE)
    who = doer(case, action, scribe(), frame.definition)
    raw = {"reason": "forbidden", "text": "Een deel mag niet."}
    behaviour = world.act_.behaviour

    letter = behaviour.letter(case, action, raw, frame)
    (entry,) = behaviour.prepare(case, action, raw, "", who, frame).entries

    assert (entry.kind, entry.name) == (EntryKind.LETTER, "no_letter")
    assert entry.text == "\n\n".join((letter.title, *letter.paragraphs))


def test_a_refusal_without_law_is_none() -> None:
    world = World()
    case_id = world.at_desk(ALONE)

    with pytest.raises(InvalidInputError) as error:
        world.act(case_id, "refuse", scribe(), {"reason": "silly", "text": "Neen."})

    assert error.value.code == "basis_missing"
    assert world.state(case_id) == "sifting"


def test_an_invited_party_becomes_known_by_what_they_do() -> None:
    world = World()
    case_id = world.opened()

    world.act(case_id, "agree", bob(), SURE)

    assert world.case(case_id).party(2).person == BOB
    with pytest.raises(NotThereError):
        world.view(case_id, Citizen(STRANGER, Assurance.HIGH, invited_as=2))


def test_staff_of_another_municipality_find_nothing() -> None:
    world = World()
    case_id = world.opened()

    with pytest.raises(NotThereError):
        world.view(case_id, Official(replace(SCRIBE, tenant="34041")))


def test_what_is_refused_leaves_no_file_behind() -> None:
    def refuses(scene: object) -> Pact:
        raise InvalidInputError("too_late", "Dat kan niet meer.")

    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    world.types.type_ = replace(PACT, turns={**PACT.turns, "answered": refuses})

    with pytest.raises(InvalidInputError):
        world.act(case_id, "answer", ann(), {"files": [File(b"%PDF-1.7 x")]})

    assert world.archive.files == {}
