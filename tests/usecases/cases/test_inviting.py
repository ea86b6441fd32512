"""A party who is invited: what the link tells, and who may answer it."""

from contextlib import suppress
from dataclasses import replace

import pytest

from chalicelib.domain.cases.moving.acting import Citizen
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    NotAllowedError,
    NotThereError,
    TooManyError,
)
from chalicelib.usecases.cases.invite import CODES, WITHIN
from chalicelib.usecases.cases.links import invitation_of
from tests.support.processes.pact import PACT
from tests.support.requests import ELSEWHERE, KORTRIJK
from tests.support.road import ANN, BOB, STRANGER, World, ann

SURE = {"sure": "ja"}
LEVEL = Assurance.SUBSTANTIAL


def invited(world: World) -> tuple[str, str]:
    case_id = world.opened()
    return case_id, invitation_of(world.keys, KORTRIJK, case_id, 2)


def test_an_invitation_tells_the_service_and_the_role_and_no_fact() -> None:
    world = World()
    _, token = invited(world)

    invitation = world.invite.read(KORTRIJK, token)

    assert (invitation.title, invitation.role_words) == ("Pact", "wie meedoet")
    assert world.registers.lines == []
    assert "Vrede" not in str(invitation)


def test_who_accepts_is_the_party_from_then_on_and_finds_the_case_in_their_list() -> None:
    world = World()
    case_id, token = invited(world)

    assert world.invite.accept(KORTRIJK, token, BOB, LEVEL)[0] == case_id
    assert world.invite.accept(KORTRIJK, token, BOB, LEVEL)[0] == case_id

    assert [line.case_id for line in world.look.mine(KORTRIJK, Citizen(BOB, Assurance.HIGH))] == [
        case_id
    ]
    world.act(case_id, "agree", Citizen(BOB, LEVEL), SURE)
    assert world.is_replayed(case_id)
    assert world.events(case_id) == ["started", "weighed", "agreed"]


def test_who_invites_reads_the_same_before_and_after() -> None:
    world = World()
    case_id, token = invited(world)
    before = world.view(case_id, ann())

    world.invite.accept(KORTRIJK, token, BOB, LEVEL)

    assert world.view(case_id, ann()) == before


def test_an_accepted_invitation_is_nobody_elses() -> None:
    world = World()
    _, token = invited(world)
    world.invite.accept(KORTRIJK, token, BOB, LEVEL)

    with pytest.raises(NotThereError):
        world.invite.accept(KORTRIJK, token, STRANGER, LEVEL)


def test_only_who_is_meant_may_answer_where_the_process_knows_whom() -> None:
    world = World()
    world.types.type_ = replace(PACT, meant=lambda _case, _party: BOB)
    _, token = invited(world)

    with pytest.raises(NotThereError):
        world.invite.accept(KORTRIJK, token, STRANGER, LEVEL)
    world.invite.accept(KORTRIJK, token, BOB, LEVEL)


@pytest.mark.parametrize("is_mailed", [True, False])
def test_only_an_invitation_that_was_mailed_confirms_its_address(*, is_mailed: bool) -> None:
    """Whoever begins types any address for the other: a code in a letter proves nothing of it."""
    world = World()
    world.types.type_ = replace(PACT, meant=lambda _case, _party: BOB)
    case_id, _ = invited(world)
    world.cases.readdress(world.case(case_id), 2, "typed@example.org")
    mailed = invitation_of(world.keys, KORTRIJK, case_id, 2, "typed@example.org")
    by_code = world.invite.by_code(KORTRIJK, world.case(case_id).reference, BOB)

    world.invite.accept(KORTRIJK, mailed if is_mailed else by_code, BOB, LEVEL)

    kept = world.wishes.of_person(KORTRIJK, BOB)
    assert (kept.wishes.email if kept else "") == ("typed@example.org" if is_mailed else "")


def test_who_reads_the_mails_of_an_address_that_was_wrong_is_invited_to_nothing() -> None:
    world = World()
    case_id, _ = invited(world)
    wrong, right = (
        invitation_of(world.keys, KORTRIJK, case_id, 2, to)
        for to in ("bob@example.org", "bob@example.com")
    )
    assert world.invite.read(KORTRIJK, wrong)
    world.cases.readdress(world.case(case_id), 2, "bob@example.com")

    with pytest.raises(NotThereError):
        world.invite.read(KORTRIJK, wrong)
    with pytest.raises(NotThereError):
        world.invite.accept(KORTRIJK, wrong, STRANGER, Assurance.HIGH)
    world.invite.accept(KORTRIJK, right, BOB, LEVEL)
    assert world.invite.accept(KORTRIJK, wrong, BOB, LEVEL)[0] == case_id, "they have joined"


def test_codes_are_not_tried_without_end_and_right_ones_do_not_count() -> None:
    world = World()
    world.types.type_ = replace(PACT, meant=lambda _case, _party: BOB)
    case_id, _ = invited(world)
    right = world.case(case_id).reference
    for code in (right, *["26-AAAAA-AAAAA"] * CODES):
        with suppress(NotThereError):
            world.invite.by_code(KORTRIJK, code, BOB)

    with pytest.raises(TooManyError):
        world.invite.by_code(KORTRIJK, right, BOB)
    with pytest.raises(NotThereError):
        world.invite.by_code(KORTRIJK, right, STRANGER)
    world.hands.at += WITHIN
    assert world.invite.by_code(KORTRIJK, right, BOB)


def test_who_invites_can_not_answer_for_the_other() -> None:
    world = World()
    _, token = invited(world)

    with pytest.raises(ConflictError) as error:
        world.invite.accept(KORTRIJK, token, ANN, Assurance.HIGH)

    assert error.value.code == "already_party"


def test_signing_in_too_weakly_answers_nothing() -> None:
    world = World()
    _, token = invited(world)

    with pytest.raises(NotAllowedError):
        world.invite.accept(KORTRIJK, token, BOB, Assurance.LOW)


def test_other_texts_other_tenants_and_ended_cases_have_no_invitation() -> None:
    world = World()
    case_id, token = invited(world)

    for tenant, text in ((KORTRIJK, "x"), (ELSEWHERE, token), (KORTRIJK, token[:-2])):
        with pytest.raises(NotThereError):
            world.invite.read(tenant, text)
    world.act(case_id, "withdraw", ann())
    with pytest.raises(NotThereError):
        world.invite.read(KORTRIJK, token)
