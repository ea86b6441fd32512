"""Beginning a case: who may, with which form, once."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
    TooManyError,
)
from chalicelib.usecases.cases.links import invitation_of
from tests.support.requests import KORTRIJK
from tests.support.road import (
    ALONE,
    ANN,
    AT_COUNTER,
    BOB,
    CLERK,
    FORM,
    STRANGER,
    WARDEN,
    World,
    ann,
    scribe,
)


def test_what_is_sent_in_is_stored_and_on_its_way() -> None:
    world = World()

    opened = world.open()

    assert opened.case.payload.topic == "Vrede"
    assert [party.role for party in opened.case.parties] == ["ann", "bob"]
    assert world.lines.messages[0][0].case_id == opened.case.id
    assert world.events(opened.case.id) == ["started"]


def test_a_lost_message_loses_no_case() -> None:
    world = World()
    world.lines.lose = True
    case_id = world.open().case.id
    world.lines.lose = False

    world.hands.go(minutes=4)
    world.tick()
    world.pump()

    assert world.state(case_id) == "agreeing"


def test_the_same_key_gives_the_same_case_and_sends_nothing_anew() -> None:
    world = World()
    first = world.open(key="k")
    again = world.open(key="k")

    assert (again.case.id, again.repeated) == (first.case.id, True)
    assert len(world.lines.messages) == 1


def test_the_same_key_with_something_else_is_a_conflict() -> None:
    world = World()
    world.open(key="k")

    with pytest.raises(ConflictError) as error:
        world.open(ALONE, key="k")

    assert error.value.code == "idempotency_mismatch"


@pytest.mark.parametrize("key", ["", "x" * 201, "ü", "a\nb"])
def test_a_key_that_can_be_none_is_refused(key: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        World().open(key=key)

    assert error.value.code == "invalid_idempotency_key"


def test_files_of_what_begins_no_case_do_not_stay() -> None:
    world = World()
    paper = {"paper": [File(b"%PDF-1.7 paper")]}
    world.open({**FORM, **paper}, key="k")
    kept = dict(world.archive.files)

    world.open({**FORM, **paper}, key="k")
    with pytest.raises(ConflictError):
        world.open({**FORM, **paper}, person=BOB)

    assert world.archive.files == kept
    assert len(kept) == 1


def test_a_role_that_may_not_begin_one_may_not() -> None:
    with pytest.raises(NotAllowedError):
        World().open(role="bob")


def test_a_process_that_is_not_there_or_not_offered_yet_is_not_found() -> None:
    world = World()
    with pytest.raises(NotThereError):
        world.open(process="nothing")
    world.here.one = replace(world.here.one, processes={"pact": date(2026, 3, 18)})
    with pytest.raises(NotThereError):
        world.open()
    world.hands.go(days=1)
    assert world.open().case.process == "pact"


def test_signing_in_too_weakly_opens_nothing() -> None:
    world = World()

    with pytest.raises(NotAllowedError) as error:
        world.open(assurance=Assurance.SUBSTANTIAL)

    assert error.value.code == "stronger_sign_in_needed"


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(FormError) as error:
        World().open({"with_bob": "ja", "paper": [File(b"a text")]})

    assert [(p.field, p.code) for p in error.value.problems] == [
        ("topic", "field_missing"),
        ("paper", "attachment_type"),
    ]


@pytest.mark.parametrize(
    ("raw", "email", "field"),
    [
        ({**FORM, "bob_mail": "bob@[.org"}, "ann@example.org", "bob_mail"),
        (FORM, "ann..a@example.org", "email"),
    ],
)
def test_an_address_that_no_mail_reaches_is_refused_at_the_door(
    raw: dict[str, str], email: str, field: str
) -> None:
    with pytest.raises(InvalidInputError) as error:
        World().open(raw, email=email)

    assert (error.value.code, error.value.field) == ("invalid_email", field)


def test_an_address_is_kept_without_what_was_pasted_along() -> None:
    case = World().open({**FORM, "bob_mail": "bob\u200b@example.org "}).case

    assert case.parties[1].email == "bob@example.org"


def test_a_page_that_is_not_asked_is_not_read() -> None:
    case = World().open({**ALONE, "bob_mail": "bob@example.org"}).case

    assert [party.role for party in case.parties] == ["ann"]


def test_a_second_case_about_the_same_is_told_why_not() -> None:
    world = World()
    world.open()

    with pytest.raises(ConflictError) as error:
        world.open(person=BOB)

    assert error.value.public == "Over dit onderwerp loopt al een pact."


def test_the_same_soon_after_leads_to_the_case_there_is_and_keeps_no_file() -> None:
    world = World()
    first = world.open(ALONE)
    kept = dict(world.archive.files)

    for paper in ({}, {"paper": [File(b"%PDF-1.7 paper")]}):
        again = world.open({**ALONE, **paper})
        assert (again.case.id, again.is_alike) == (first.case.id, True)
    assert world.archive.files == kept
    assert len(world.lines.messages) == 1


def test_a_key_led_to_the_case_there_is_leads_there_an_hour_later() -> None:
    world = World()
    first = world.open(ALONE)
    world.open(ALONE, key="again")

    world.hands.go(minutes=60)
    later = world.open(ALONE, key="again")

    assert (later.case.id, later.is_alike) == (first.case.id, True)
    with pytest.raises(ConflictError, match="idempotency_mismatch"):
        world.open({**ALONE, "topic": "Iets anders"}, key="again")


def test_what_was_withdrawn_may_be_asked_anew_and_is_marked() -> None:
    world = World()
    first = world.opened(ALONE)
    world.act(first, "withdraw", ann())

    anew = world.open(ALONE)

    assert (anew.is_alike, anew.case.intake.duplicate_of) == (False, first)


def test_twenty_keys_for_one_wish_are_one_case() -> None:
    world = World()

    assert len({world.open(ALONE).case.id for _ in range(20)}) == 1


def test_too_many_in_a_day_are_marked_and_far_too_many_refused_until_midnight() -> None:
    world = World()
    cases = [world.open({**ALONE, "topic": f"T{n}"}).case for n in range(30)]
    assert [n for n, case in enumerate(cases) if case.intake.is_over_limit] == [*range(20, 30)]
    paper = [File(b"%PDF-1.7 paper")]

    with pytest.raises(TooManyError) as refused:
        world.open({**ALONE, "topic": "T31", "paper": paper})

    assert (refused.value.code, refused.value.after) == ("too_many_today", (14 * 60 - 30) * 60)
    assert not world.archive.files
    assert len(world.lines.messages) == 30
    world.hands.go(days=1)
    assert not world.open({**ALONE, "topic": "T32"}).case.intake.is_over_limit


def test_staff_are_not_held_to_what_a_person_may_begin() -> None:
    world = World()

    cases = [world.open({**ALONE, "topic": f"T{n}"}, **AT_COUNTER).case for n in range(31)]

    assert cases[-1].intake.is_over_limit


def test_so_many_a_day_go_to_one_address_whoever_begins_them() -> None:
    world = World()
    limits = replace(world.here.one.limits, requests_per_address=2)
    world.here.one = replace(world.here.one, limits=limits)
    for person in (ANN, BOB):
        world.open({**ALONE, "topic": person.digits[-4:]}, person=person, email="eve@example.org")

    with pytest.raises(TooManyError) as refused:
        world.open({**ALONE, "topic": "Anders"}, person=STRANGER, email="Eve@example.org")

    assert refused.value.code == "too_many_for_address"


def invited(world: World, topic: str) -> str:
    """The id of a pact of Ann's that asks somebody by mail."""
    return world.opened({**FORM, "topic": topic})


def test_an_address_that_nobody_confirmed_gets_the_mails_of_one_case() -> None:
    world = World()
    first, second, third = (invited(world, topic) for topic in ("Een", "Twee", "Drie"))

    assert [mail.request_id for mail in world.post.sent] == [first]
    assert [world.view(one, ann()).asks_before_mail for one in (first, second)] == [False, True]
    assert not world.outgoing(third)

    invitation = invitation_of(world.keys, KORTRIJK, first, 2)
    world.invite.accept(KORTRIJK, invitation, BOB, Assurance.HIGH)
    fourth = invited(world, "Vier")
    assert [mail.request_id for mail in world.post.sent] == [first, fourth]


def test_what_must_be_known_goes_another_way_where_no_mail_may_go() -> None:
    world = World()
    invited(world, "Een")
    case_id = world.at_desk({**FORM, "topic": "Twee"})

    world.act(case_id, "refuse", scribe(), {"reason": "forbidden", "text": "Neen."})
    world.pump()

    codes = {(task.code, task.about.rsplit("/", 1)[0]) for task in world.case(case_id).tasks}
    assert ("mail_no_address", "no/party:2") in codes


def test_an_address_in_what_was_filled_in_is_held_like_that_of_a_party() -> None:
    world = World()
    world.open(FORM)

    other = world.open({**FORM, "topic": "Anders"}, person=STRANGER)

    assert other.case.intake.asks_before_mail


def test_at_the_counter_staff_key_it_in_and_the_event_says_how_they_made_sure() -> None:
    world = World()

    case = world.open(**AT_COUNTER).case

    event = world.cases.events(KORTRIJK, case.id)[0]
    assert dict(event.data) | {} == {
        "channel": "balie",
        "by": "staff:k17",
        "established": "kaart",
        "with_bob": "yes",
    }
    assert case.handling.touched


@pytest.mark.parametrize(
    "how",
    [{"staff": WARDEN}, {"identified_by": None}, {"person": CLERK}],
    ids=["role", "not made sure", "own case"],
)
def test_at_the_counter_not_everybody_may(how: dict[str, object]) -> None:
    with pytest.raises(NotAllowedError):
        World().open(**AT_COUNTER | how)


def test_a_representative_acts_for_the_party_and_both_find_the_case() -> None:
    world = World()
    child = BOB

    case = world.open(acting_for=child, capacity="parent").case

    party = case.parties[0]
    assert (party.person, party.represented_by.person) == (child, ANN)
    assert [line.case_id for line in world.look.mine(KORTRIJK, Citizen(ANN, Assurance.HIGH))] == [
        case.id
    ]
    assert [line.case_id for line in world.look.mine(KORTRIJK, Citizen(child, Assurance.HIGH))] == [
        case.id
    ]


def test_a_file_lies_in_the_archive_and_is_for_its_author_and_who_handles_it() -> None:
    world = World()
    paper = File(b"%PDF-1.7 paper")

    case_id = world.opened({**FORM, "paper": [paper], "secret": "psst"})

    entries = world.view(case_id, scribe()).entries
    assert {entry.name for entry in entries} == {"paper", "secret"}
    attachment = next(e for e in entries if e.name == "paper").attachments[0]
    assert world.archive.files[attachment.key] == paper.content
