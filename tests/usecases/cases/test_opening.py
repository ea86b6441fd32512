"""Beginning a case: who may, with which form, once."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.cases.forms.reading import FormError
from chalicelib.domain.cases.uploads import File
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from tests.support.requests import KORTRIJK
from tests.support.road import ALONE, ANN, AT_COUNTER, BOB, CLERK, FORM, WARDEN, World, ann, scribe


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


def test_the_same_case_soon_after_is_marked_as_a_duplicate() -> None:
    world = World()
    first = world.open(ALONE).case
    world.pump()
    world.act(first.id, "withdraw", ann())

    assert world.open(ALONE).case.intake.duplicate_of == first.id


def test_too_many_in_a_day_are_taken_and_marked() -> None:
    world = World()
    cases = [world.open({**ALONE, "topic": f"T{n}"}).case for n in range(21)]

    assert [case.intake.is_over_limit for case in cases[-2:]] == [False, True]


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
    assert [line.case_id for line in world.look.mine(KORTRIJK, ANN)] == [case.id]
    assert [line.case_id for line in world.look.mine(KORTRIJK, child)] == [case.id]


def test_a_file_lies_in_the_archive_and_is_for_its_author_and_who_handles_it() -> None:
    world = World()
    paper = File(b"%PDF-1.7 paper")

    case_id = world.opened({**FORM, "paper": [paper], "secret": "psst"})

    entries = world.view(case_id, scribe()).entries
    assert {entry.name for entry in entries} == {"paper", "secret"}
    attachment = next(e for e in entries if e.name == "paper").attachments[0]
    assert world.archive.files[attachment.key] == paper.content
