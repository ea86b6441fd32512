"""What comes by another channel: keyed in, decided on and issued while somebody waits."""

import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder
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
    DAY,
    EMAIL,
    FOREIGN,
    MINUTE,
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


BY_CALL = {"channel": Channel.PHONE, "identified_by": Identified.CALLBACK}


def decided(office: Office, staff: Staff = CLERK, **changes: Any) -> CertificateCase:
    """The case of an intake after the issuance function had it."""
    opened = office.wiring.certificates.intake(staff, command(**changes))
    office.drain()
    return office.now(opened.case)


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.THUISLOKET])
def test_who_showed_a_card_has_the_document_without_a_worklist_and_a_claim(
    office: Office, channel: Channel
) -> None:
    opened = office.wiring.certificates.intake(CLERK, command(channel=channel)).case
    assert opened.instance.state == "submitted"
    assert office.archive.keys("") == []
    office.drain()
    done = office.now(opened)
    assert done.instance.state == "delivered"
    assert office.names(done) == ["started", "evaluate", "vouched_for", "source_ok", "stored"]
    assert office.bells.rung == []
    assert office.mails(done) == []
    assert done.handling.touched
    assert office.wiring.road.open_document(TENANT, done.id, "result", Official(CLERK))


def test_for_whom_no_card_was_seen_one_action_lifts_the_channel(office: Office) -> None:
    case = decided(office, **BY_CALL)
    assert case.instance.state == "clerk_review"
    office.wiring.certificates.intake.issue_now(CLERK, case.id)
    assert office.now(case).instance.state == "fetching"
    office.drain()
    assert office.names(case)[-3:] == ["approve", "source_ok", "stored"]


def test_where_more_stands_in_the_way_it_is_a_case_like_any_other(office: Office) -> None:
    moved = persona("verhuist")
    case = decided(office, subject=moved, applicant=moved)
    with pytest.raises(ConflictError, match="only_channel"):
        office.wiring.certificates.intake.issue_now(CLERK, case.id)
    following = office.wiring.handling.claim.next(COLLEAGUE)
    assert following is not None
    assert following.id == case.id


def test_a_register_that_is_away_for_a_while_costs_no_clerk(office: Office) -> None:
    case = office.wiring.certificates.intake(CLERK, command()).case
    office.registers.break_down()
    office.wiring.issuance.run_work(office.issue_queue.messages.popleft()[0])
    assert office.now(case).instance.state == "submitted"
    office.registers.recover()
    office.clock.move(MINUTE)
    office.drain()
    assert office.now(case).instance.state == "delivered"
    assert office.bells.rung == []


def test_a_relative_of_who_keys_it_in_goes_before_a_colleague(office: Office) -> None:
    person = office.registers.files[ADULT].person
    family = replace(CLERK, number=person.relatives[0].number)
    case = decided(office, family)
    assert case.instance.state == "clerk_review"
    with pytest.raises(NotAllowedError, match="own_file"):
        office.wiring.certificates.intake.issue_now(family, case.id)
    following = office.wiring.handling.claim.next(COLLEAGUE)
    assert following is not None
    assert following.id == case.id


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
    case = decided(office, **BY_CALL)
    own = replace(CLERK, number=ADULT)
    with pytest.raises(NotAllowedError, match="own_file"):
        office.wiring.certificates.intake.issue_now(own, case.id)
    with pytest.raises(NotAllowedError, match="may_not_open"):
        office.wiring.certificates.intake(own, command(idempotency_key="counter-2"))


def test_nobody_keys_in_what_another_asks_about_them_nor_handles_it(office: Office) -> None:
    about_me = {"subject": CLERK.number, "claimed": Relation.MANDATE_HOLDER}
    with pytest.raises(NotAllowedError, match="may_not_open"):
        office.wiring.certificates.intake(CLERK, command(**about_me))
    case = decided(office, REGISTRAR, **about_me)
    assert case.instance.state == "clerk_review"
    with pytest.raises(NotAllowedError, match="own_file"):
        office.wiring.handling.claim.chosen(CLERK, case.id)


def test_an_act_is_issued_at_the_counter_by_the_registrar_only(office: Office) -> None:
    document = office.wiring.templates.catalogue.get(BIRTH)
    assert document is not None
    wish = {"document_id": BIRTH, "variant": document.default_variant.id}
    seen_by_registrar = decided(office, REGISTRAR, idempotency_key="act-2", **wish)
    assert seen_by_registrar.instance.state == "delivered"
    office.clock.move(DAY)
    case = decided(office, **wish)
    assert case.instance.state == "clerk_review"
    intake = office.wiring.certificates.intake
    with pytest.raises(NotThereError):
        intake.issue_now(CLERK, case.id)
    intake.issue_now(REGISTRAR, case.id)
    office.drain()
    assert office.now(case).instance.state == "delivered"


def test_what_wasnt_keyed_in_isnt_issued_at_the_counter(office: Office) -> None:
    intake = office.wiring.certificates.intake
    with pytest.raises(NotThereError):
        intake.issue_now(CLERK, office.waiting().id)
    with pytest.raises(NotThereError):
        intake.issue_now(FOREIGN, decided(office, **BY_CALL).id)


@pytest.mark.parametrize(
    ("delivery", "email", "mails", "letters"),
    [
        (Delivery.LINK, EMAIL, ["cr_ready"], []),
        (Delivery.POST, EMAIL, [], ["cr_paper"]),
        (Delivery.POST, "", [], ["cr_paper"]),
        (Delivery.COUNTER, EMAIL, [], []),
    ],
)
def test_a_document_goes_by_the_road_that_was_asked_for(
    office: Office, delivery: Delivery, email: str, mails: list[str], letters: list[str]
) -> None:
    done = decided(office, delivery=delivery, email=email)
    assert office.templates(done) == mails
    waiting = office.wiring.mail.tray.letters(CLERK).lines
    assert [post.message.template for post in waiting] == letters


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a minor": (
        {"applicant": persona("zestien"), "subject": persona("zestien")},
        "Reden: U bent jonger dan 18 jaar",
        "Raad van State",
    ),
    "not entitled to an act": (
        {"document_id": BIRTH, "variant": "afschrift", "subject": persona("letters")},
        "Reden: De wet geeft dit document alleen aan bepaalde personen.",
        "familierechtbank",
    ),
}


@pytest.mark.parametrize(("changes", "reason", "appeal"), REFUSED.values(), ids=REFUSED)
def test_who_is_refused_at_the_counter_takes_home_why_the_law_and_how_to_contest_it(
    office: Office, changes: dict[str, Any], reason: str, appeal: str
) -> None:
    case = decided(office, **changes)
    assert case.instance.state == "rejected"
    (post,) = office.wiring.mail.tray.letters(CLERK).lines
    (said,) = office.wiring.mail.paper.sheet(CLERK, case.id, post.task.key).said
    assert reason in said
    assert re.search(r"Wettelijke basis: .*art\. \d+", said)
    assert appeal in said
    assert "U mag vragen dat een medewerker ze opnieuw bekijkt" in said
    (letter,) = [e for e in office.entries(case) if e.kind is EntryKind.LETTER]
    assert {name for name, _ in letter.data} == {"reason", "basis", "means_of_appeal"}
