"""Intake, paper, mails that fail, look-ups, and the supervisor's mail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from chalicelib.domain.former_cases.case import Wish
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.former_cases.tasks import TaskKind, Trouble
from chalicelib.usecases.former_certificates.intake import IntakeCommand
from chalicelib.usecases.workqueue.look_up import Why

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.mail.feedback import MailTrouble, Matched
from tests.support.office import (
    CLERK,
    COLLEAGUE,
    DAY,
    EMAIL,
    REGISTRAR,
    RESIDENCE,
    SUPERVISOR,
    TENANT,
    Office,
    persona,
    population,
)

ADULT = persona("volwassene")
BECAUSE = Why(reason="aanvraag_balie")


def command(**changes: object) -> IntakeCommand:
    wish = Wish(RESIDENCE, "attest", "nl", subject=ADULT, claimed=Relation.SELF)
    known = IntakeCommand(
        "counter-1", Channel.COUNTER, ADULT, "", wish, Identified.CARD, Delivery.COUNTER
    )
    return replace(known, **changes)


def trouble(office: Office, request, kind=Trouble.BOUNCED, **changes: object) -> MailTrouble:
    known = MailTrouble("m-1", TENANT, request.id, "cr_ready", kind, True, EMAIL)
    return replace(known, **changes)


def delivered(office: Office):
    request = office.submit(ADULT)
    office.drain()
    return office.now(request)


@pytest.mark.parametrize("channel", [c for c in Channel if c is not Channel.THUISLOKET])
def test_only_the_channel_stands_in_the_way_and_one_action_lifts_it(office: Office, channel):
    taken = office.wiring.certificates.intake(CLERK, command(channel=channel))
    assert taken.can_issue_now
    assert taken.request.intake.keyed_in_by == CLERK.id
    done = office.wiring.certificates.intake.issue_now(CLERK, taken.request.id)
    assert done.instance.state == "delivered"
    assert office.mails(done) == []
    assert office.wiring.mail.paper.document(CLERK, done.id).startswith("memory://")
    assert office.drain() == 2
    assert office.names(done).count("stored") == 1


def test_where_more_stands_in_the_way_it_is_a_case_like_any_other(office: Office):
    wish = replace(command().wish, subject=persona("verhuist"))
    taken = office.wiring.certificates.intake(
        CLERK, command(wish=wish, applicant=persona("verhuist"))
    )
    assert not taken.can_issue_now
    with pytest.raises(ConflictError, match="only_channel"):
        office.wiring.certificates.intake.issue_now(CLERK, taken.request.id)
    assert office.wiring.workqueue.claim.next(COLLEAGUE).id == taken.request.id


def test_keying_in_twice_is_one_request(office: Office):
    first = office.wiring.certificates.intake(CLERK, command())
    again = office.wiring.certificates.intake(CLERK, command())
    assert again.repeated
    assert again.request.id == first.request.id
    with pytest.raises(ConflictError, match="idempotency_mismatch"):
        office.wiring.certificates.intake(CLERK, command(delivery=Delivery.POST))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"channel": Channel.THUISLOKET}, "channel_not_keyed_in"),
        ({"identified_by": None}, "identification_missing"),
        ({"delivery": Delivery.LINK}, "address_missing"),
        ({"email": "geen adres"}, "invalid_email"),
    ],
)
def test_an_intake_must_be_complete(office: Office, change, code):
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.certificates.intake(CLERK, command(**change))
    assert office.store.of_person(TENANT, ADULT, 9) == []


def test_nobody_issues_their_own_document_at_the_counter(office: Office):
    taken = office.wiring.certificates.intake(CLERK, command())
    with pytest.raises(ConflictError, match="own_file"):
        office.wiring.certificates.intake.issue_now(replace(CLERK, number=ADULT), taken.request.id)


def test_a_document_by_post_is_a_letter_with_an_address_and_a_stamp(office: Office):
    taken = office.wiring.certificates.intake(CLERK, command(delivery=Delivery.POST, email=EMAIL))
    office.wiring.certificates.intake.issue_now(CLERK, taken.request.id)
    request = office.now(taken.request)
    assert office.templates(request) == ["cr_received"]
    (task,) = office.wiring.mail.paper.letters(COLLEAGUE)
    assert (task.request_id, task.template) == (request.id, "cr_ready")
    sheet = office.wiring.mail.paper.sheet(COLLEAGUE, request.id)
    person = population().by_number[ADULT].person
    assert sheet.lines[0] == person.name.whole
    assert person.address.postcode in sheet.lines[2]
    assert sheet.number == request.issued.number
    assert "17/03/2026" in sheet.stamp
    entry = office.wiring.mail.paper.sent(COLLEAGUE, request.id)
    assert (entry.kind, entry.at) == (EntryKind.POSTED, office.clock.now())
    assert office.wiring.mail.paper.letters(COLLEAGUE) == []
    with pytest.raises(NotThereError):
        office.wiring.mail.paper.sent(COLLEAGUE, request.id)


def test_who_has_no_mail_address_gets_letters(office: Office):
    wish = replace(command().wish, remark="Graag snel.")
    taken = office.wiring.certificates.intake(CLERK, command(wish=wish))
    office.wiring.workqueue.claim.chosen(CLERK, taken.request.id)
    office.wiring.workqueue.ask(CLERK, taken.request.id, "Wat?")
    assert office.mailer.sent == []
    assert [task.template for task in office.wiring.mail.paper.letters(CLERK)] == ["cr_question"]


def test_a_citizens_own_document_is_not_printed_at_the_counter(office: Office):
    with pytest.raises(NotThereError):
        office.wiring.mail.paper.document(CLERK, delivered(office).id)


def test_a_bounce_becomes_a_task_once(office: Office):
    request = delivered(office)
    assert office.wiring.mail.feedback(trouble(office, request)) is Matched.TASK
    assert office.wiring.mail.feedback(trouble(office, request)) is Matched.NOTED
    (task,) = office.wiring.mail.mail_tasks.open(CLERK)
    assert (task.request_id, task.template, task.reason) == (request.id, "cr_ready", "bounced")
    assert office.suppressions.is_blocked(TENANT, EMAIL.upper())
    assert [entry.kind for entry in office.entries(request)] == [EntryKind.MAIL]


def test_a_blocked_address_is_not_written_to_and_that_is_a_task(office: Office):
    office.suppressions.block(TENANT, EMAIL, office.clock.now())
    request = delivered(office)
    assert office.mailer.sent == []
    assert request.outbox == ()
    (task,) = office.wiring.mail.mail_tasks.open(CLERK)
    assert (task.request_id, task.reason) == (request.id, "blocked")


def test_another_address_gets_the_mail_again(office: Office):
    request = delivered(office)
    office.wiring.mail.feedback(trouble(office, request))
    after = office.wiring.mail.mail_tasks.correct(CLERK, request.id, "goed@burger.example")
    assert [mail.to for mail in office.mails(request)] == [EMAIL, "goed@burger.example"]
    assert office.now(request) == after
    assert after.applicant.email == "goed@burger.example"
    assert office.wiring.mail.mail_tasks.open(CLERK) == []
    assert office.suppressions.is_blocked(TENANT, EMAIL)


def test_a_confirmed_address_is_written_to_again(office: Office):
    request = delivered(office)
    office.wiring.mail.feedback(trouble(office, request, Trouble.COMPLAINED))
    office.wiring.mail.mail_tasks.confirm(CLERK, request.id)
    assert not office.suppressions.is_blocked(TENANT, EMAIL)
    assert office.templates(request) == ["cr_ready", "cr_ready"]


def test_a_mail_that_failed_can_become_a_letter_or_be_done(office: Office):
    request = delivered(office)
    office.wiring.mail.feedback(trouble(office, request))
    office.wiring.mail.mail_tasks.to_paper(CLERK, request.id)
    assert [task.template for task in office.wiring.mail.paper.letters(CLERK)] == ["cr_ready"]
    assert office.wiring.mail.paper.document(CLERK, request.id)
    office.wiring.mail.feedback(trouble(office, request, id="m-2"))
    office.wiring.mail.mail_tasks.done(CLERK, request.id)
    assert office.wiring.mail.mail_tasks.open(CLERK) == []
    with pytest.raises(NotThereError):
        office.wiring.mail.mail_tasks.done(CLERK, request.id)


@pytest.mark.parametrize(
    ("changes", "blocked", "tasks"),
    [
        ({"kind": Trouble.DELAYED, "is_lasting": False}, False, 0),
        ({"is_lasting": False}, False, 1),
        ({"address": "oud@burger.example"}, True, 0),
    ],
    ids=["delay", "full-mailbox", "address-of-before"],
)
def test_not_every_trouble_is_work(office: Office, changes, blocked, tasks):
    request = delivered(office)
    address = changes.get("address", EMAIL)
    office.wiring.mail.feedback(trouble(office, request, **changes))
    assert office.suppressions.is_blocked(TENANT, address) is blocked
    assert len(office.wiring.mail.mail_tasks.open(CLERK)) == tasks


def test_feedback_that_comes_first_waits_for_its_request(office: Office):
    request = delivered(office)
    other = Office()
    assert other.wiring.mail.feedback(trouble(other, request)) is Matched.PARKED
    assert other.wiring.mail.feedback.match_parked(TENANT) == 0
    other.store._put(request, ())
    assert other.wiring.mail.feedback.match_parked(TENANT) == 1
    assert other.notices.parked(TENANT, 9) == []
    assert [t.request_id for t in other.wiring.mail.mail_tasks.open(CLERK)] == [request.id]


def test_a_look_up_needs_a_reason_and_stays_in_the_log(office: Office):
    for why in (Why(), Why(reason="nieuwsgierig")):
        with pytest.raises(InvalidInputError, match="reason_missing"):
            office.wiring.workqueue.look_up.by_number(CLERK, ADULT, why)
    assert office.log.of_person(TENANT, ADULT, 9) == []
    assert office.wiring.workqueue.look_up.by_number(CLERK, ADULT, BECAUSE).number == ADULT
    (line,) = office.log.of_person(TENANT, ADULT, 9)
    assert line.actor_kind == "clerk"
    assert "balie" in line.purpose


def test_an_open_case_is_a_reason_and_one_that_ended_is_not(office: Office):
    request = office.waiting()
    person = office.wiring.workqueue.look_up.by_number(CLERK, persona("ouder"), Why(request.id))
    assert person.number == persona("ouder")
    office.wiring.cases.withdraw(TENANT, ADULT, request.id)
    with pytest.raises(InvalidInputError, match="reason_missing"):
        office.wiring.workqueue.look_up.by_number(CLERK, persona("ouder"), Why(request.id))


def test_people_are_found_by_name_and_birth_however_it_is_written(office: Office):
    twins = {persona("naamgenoot-een"), persona("naamgenoot-twee")}
    born = population().by_number[persona("naamgenoot-een")].person.birth.date.earliest
    found = office.wiring.workqueue.look_up.by_name(CLERK, "DE CLERCQ", born, BECAUSE)
    assert {person.number for person in found} == twins
    for number in twins:
        assert len(office.log.of_person(TENANT, number, 9)) == 1
    assert (
        office.wiring.workqueue.look_up.by_name(CLERK, "declercq", date(1900, 1, 1), BECAUSE) == []
    )


def test_nobody_found_and_nobody_answering_are_different(office: Office):
    with pytest.raises(InvalidInputError, match="person_unknown"):
        office.wiring.workqueue.look_up.by_number(CLERK, CLERK.number, BECAUSE)
    office.registers.force(ADULT, Service.PERSON, Unavailable("time_out"))
    with pytest.raises(RetryableError):
        office.wiring.workqueue.look_up.by_number(CLERK, ADULT, BECAUSE)


def test_the_digest_counts_and_names_nobody(office: Office):
    late = office.waiting("volwassene")
    office.clock.move(timedelta(days=7))
    escalated = office.claimed(CLERK, "ouder")
    office.wiring.workqueue.escalate(CLERK, escalated.id, "Te moeilijk.")
    office.backlog.messages["issue"] = 3
    figures = office.wiring.figures.digest(TENANT)
    assert figures == {
        "late": 0,
        "soon": 1,
        "open": 2,
        "escalated": 1,
        "failed": 0,
        "mails": 0,
        "letters": 0,
        "notices": 0,
        "parked_issue": 3,
        "parked_review": 0,
    }
    (mail,) = [mail for mail in office.mailer.sent if mail.template == "digest"]
    for word in (late.reference, late.id, ADULT.digits, EMAIL, "Vandewalle"):
        assert word not in mail.text + mail.html + mail.subject
    assert "Open bij de medewerkers: 2" in mail.text


def test_there_is_no_digest_on_sunday(office: Office):
    office.clock.move(5 * DAY)
    assert office.wiring.figures.digest(TENANT) is None
    assert office.mailer.sent == []


def test_the_same_task_of_two_kinds_is_two(office: Office):
    request = delivered(office)
    office.wiring.mail.feedback(trouble(office, request))
    office.wiring.mail.mail_tasks.to_paper(CLERK, request.id)
    office.wiring.mail.feedback(trouble(office, request, id="m-2"))
    file = office.wiring.workqueue.case.summary(SUPERVISOR, request.id)
    assert {task.kind for task in file.tasks} == set(TaskKind)


def test_an_act_is_issued_at_the_counter_by_the_registrar_only(office: Office):
    document = office.wiring.templates.catalogue.get("akte-geboorte")
    wish = replace(command().wish, document_id="akte-geboorte", variant=document.default_variant.id)
    taken = office.wiring.certificates.intake(CLERK, command(wish=wish))
    with pytest.raises(NotThereError):
        office.wiring.certificates.intake.issue_now(CLERK, taken.request.id)
    done = office.wiring.certificates.intake.issue_now(REGISTRAR, taken.request.id)
    assert done.instance.state == "delivered"
