"""What comes by another channel: keyed in, decided on at once, issued while somebody waits."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.usecases.certificates.intake import IntakeCommand
from tests.support.office import (
    BIRTH,
    CLERK,
    COLLEAGUE,
    EMAIL,
    FOREIGN,
    REGISTRAR,
    RESIDENCE,
    TENANT,
    Office,
    persona,
)

ADULT = persona("volwassene")


@pytest.fixture
def office() -> Office:
    return Office()


def command(**changes: Any) -> IntakeCommand:
    """A request at the counter for a paper, or with changes to it and its order."""
    order = CertificateOrder(
        RESIDENCE, "attest", "nl", ADULT, Relation.SELF, delivery=Delivery.COUNTER
    )
    known = IntakeCommand("counter-1", Channel.COUNTER, ADULT, "", order, Identified.CARD)
    own = {name: changes.pop(name) for name in list(changes) if hasattr(known, name)}
    return replace(known, **({"order": replace(order, **changes)} | own))


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.THUISLOKET])
def test_only_the_channel_stands_in_the_way_and_one_action_lifts_it(
    office: Office, channel: Channel
) -> None:
    intake = office.wiring.certificates.intake
    taken = intake(CLERK, command(channel=channel))
    assert taken.can_issue_now
    assert taken.case.intake.keyed_in_by == CLERK.id
    done = intake.issue_now(CLERK, taken.case.id)
    assert done.instance.state == "delivered"
    assert office.mails(done) == []
    assert office.wiring.road.open_document(TENANT, done.id, "result", Official(CLERK))
    office.drain()
    assert office.names(done).count("stored") == 1


def test_where_more_stands_in_the_way_it_is_a_case_like_any_other(office: Office) -> None:
    moved = persona("verhuist")
    intake = office.wiring.certificates.intake
    taken = intake(CLERK, command(subject=moved, applicant=moved))
    assert not taken.can_issue_now
    with pytest.raises(ConflictError, match="only_channel"):
        intake.issue_now(CLERK, taken.case.id)
    following = office.wiring.handling.claim.next(COLLEAGUE)
    assert following is not None
    assert following.id == taken.case.id


def test_keying_in_twice_is_one_case(office: Office) -> None:
    intake = office.wiring.certificates.intake
    first, again = intake(CLERK, command()), intake(CLERK, command())
    assert again.repeated
    assert again.case.id == first.case.id
    with pytest.raises(ConflictError, match="idempotency_mismatch"):
        intake(CLERK, command(delivery=Delivery.POST))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channel": Channel.THUISLOKET}, "channel_not_keyed_in"),
        ({"identified_by": None}, "identification_missing"),
        ({"delivery": Delivery.LINK}, "address_missing"),
        ({"email": "geen adres"}, "invalid_email"),
    ],
)
def test_an_intake_must_be_complete(office: Office, change: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.certificates.intake(CLERK, command(**change))
    assert office.store.of_person(TENANT, ADULT, 9) == []


def test_nobody_issues_their_own_document_at_the_counter(office: Office) -> None:
    taken = office.wiring.certificates.intake(CLERK, command())
    own = replace(CLERK, number=ADULT)
    with pytest.raises(NotAllowedError, match="own_file"):
        office.wiring.certificates.intake.issue_now(own, taken.case.id)
    with pytest.raises(NotAllowedError, match="may_not_open"):
        office.wiring.certificates.intake(own, command(idempotency_key="counter-2"))


def test_an_act_is_issued_at_the_counter_by_the_registrar_only(office: Office) -> None:
    document = office.wiring.templates.catalogue.get(BIRTH)
    assert document is not None
    variant = document.default_variant.id
    intake = office.wiring.certificates.intake
    taken = intake(CLERK, command(document_id=BIRTH, variant=variant))
    with pytest.raises(NotThereError):
        intake.issue_now(CLERK, taken.case.id)
    assert intake.issue_now(REGISTRAR, taken.case.id).instance.state == "delivered"


def test_what_wasnt_keyed_in_isnt_issued_at_the_counter(office: Office) -> None:
    case = office.waiting()
    intake = office.wiring.certificates.intake
    with pytest.raises(NotThereError):
        intake.issue_now(CLERK, case.id)
    taken = intake(CLERK, command())
    with pytest.raises(NotThereError):
        intake.issue_now(FOREIGN, taken.case.id)


@pytest.mark.parametrize(
    ("delivery", "email", "mails", "letters"),
    [
        (Delivery.LINK, EMAIL, ["cr_received", "cr_ready"], []),
        (Delivery.POST, EMAIL, ["cr_received"], ["cr_paper"]),
        (Delivery.POST, "", [], ["cr_paper"]),
        (Delivery.COUNTER, EMAIL, ["cr_received"], []),
    ],
)
def test_a_document_goes_by_the_road_that_was_asked_for(
    office: Office, delivery: Delivery, email: str, mails: list[str], letters: list[str]
) -> None:
    intake = office.wiring.certificates.intake
    taken = intake(CLERK, command(delivery=delivery, email=email))
    done = intake.issue_now(CLERK, taken.case.id)
    assert office.templates(done) == mails
    waiting = office.wiring.mail.tray.letters(CLERK)
    assert [post.message.template for post in waiting] == letters
