"""What a clerk decides, asks and waits for: each with its event, its mail and its words."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from chalicelib.domain.former_cases.entries import EntryKind, for_citizen
from chalicelib.usecases.workqueue.correct import Correction

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.uploads import MAX_FILE, File
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from tests.support.office import (
    BIRTH,
    CLERK,
    COLLEAGUE,
    DAY,
    PDF,
    REGISTRAR,
    SUPERVISOR,
    TENANT,
    Office,
    persona,
)

REFUSAL = Refusal("geen_belang", "Koninklijk besluit van 16 juli 1992, art. 3", "raad_van_state")
GROUND = "De aanvrager is de betrokkene zelf; de opmerking verandert daar niets aan."


def test_an_approval_makes_the_document_and_keeps_the_verdict(office: Office):
    request = office.claimed()
    verdict = request.verdict
    approved = office.wiring.workqueue.decide.approve(CLERK, request.id, GROUND)
    assert approved.instance.state == "fetching"
    office.drain()
    after = office.now(request)
    assert after.instance.state == "delivered"
    assert after.verdict == verdict
    assert after.review.approval.by == CLERK.id
    assert office.names(request)[-3:] == ["approve", "source_ok", "stored"]
    (entry,) = office.entries(request)
    assert (entry.kind, entry.text) == (EntryKind.GROUND, GROUND)
    assert office.templates(request) == ["cr_received", "cr_ready"]


def test_an_approval_waits_for_a_register_that_is_down(office: Office):
    request = office.claimed()
    office.registers.break_down()
    office.wiring.workqueue.decide.approve(CLERK, request.id, GROUND)
    office.wiring.certificates.issue(office.issue_queue.messages.popleft()[0])
    assert office.now(request).instance.state == "fetching"
    office.registers.recover()
    office.tick(timedelta(minutes=10))
    assert office.now(request).instance.state == "delivered"


@pytest.mark.parametrize("ground", ["", "   "])
def test_an_approval_needs_a_ground(office: Office, ground):
    request = office.claimed()
    with pytest.raises(InvalidInputError, match="ground_missing"):
        office.wiring.workqueue.decide.approve(CLERK, request.id, ground)
    assert office.now(request) == request


def test_an_upload_is_delivered_byte_for_byte(office: Office):
    request = office.claimed()
    office.wiring.workqueue.decide.approve_uploaded(CLERK, request.id, GROUND, PDF)
    office.drain()
    issued = office.now(request).issued
    assert office.archive.documents[issued.object_key].pdf == PDF
    assert (issued.sha256, issued.size, issued.pages) == (sha256(PDF).hexdigest(), len(PDF), 1)
    assert office.names(request)[-2:] == ["approve_uploaded", "stored"]
    assert office.templates(request)[-1] == "cr_ready"
    assert office.store.ledger[TENANT, issued.number].issued.sha256 == issued.sha256


def test_a_lost_message_of_an_upload_is_sent_again(office: Office):
    request = office.claimed()
    office.wiring.workqueue.decide.approve_uploaded(CLERK, request.id, GROUND, PDF)
    office.issue_queue.messages.clear()
    office.tick(timedelta(minutes=6))
    assert office.now(request).instance.state == "delivered"


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"", "upload_not_pdf"),
        (b"MZ" + PDF, "upload_not_pdf"),
        (b"%PDF-1.7 half", "upload_not_pdf"),
        (PDF + b"0" * 4_000_000, "upload_too_big"),
    ],
    ids=["empty", "program", "half", "big"],
)
def test_only_a_whole_pdf_can_be_uploaded(office: Office, pdf, code):
    request = office.claimed()
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.workqueue.decide.approve_uploaded(CLERK, request.id, GROUND, pdf)
    assert office.archive.documents == {}


def test_an_act_is_approved_by_the_registrar_only(office: Office):
    request = office.claimed(CLERK, "volwassene", document=BIRTH)
    for approve in (
        lambda: office.wiring.workqueue.decide.approve(CLERK, request.id, GROUND),
        lambda: office.wiring.workqueue.decide.approve_uploaded(CLERK, request.id, GROUND, PDF),
    ):
        with pytest.raises(NotThereError):
            approve()
    office.wiring.workqueue.release(CLERK, request.id)
    office.wiring.workqueue.claim.chosen(REGISTRAR, request.id)
    office.wiring.workqueue.decide.approve(REGISTRAR, request.id, GROUND)
    office.drain()
    assert office.now(request).instance.state == "delivered"


def test_a_refusal_keeps_the_letter_that_was_shown(office: Office):
    request = office.claimed(REGISTRAR)
    refusal = replace(REFUSAL, explanation="U bent geen {belanghebbende}.")
    letter = office.wiring.workqueue.decide.preview(REGISTRAR, request.id, refusal)
    assert office.now(request) == request
    office.wiring.workqueue.decide.reject(REGISTRAR, request.id, refusal)
    (entry,) = for_citizen(office.entries(request))
    assert entry.text == letter.text
    assert dict(entry.data) == {
        "reason": "geen_belang",
        "basis": REFUSAL.basis,
        "appeal": "raad_van_state",
    }
    for part in (REFUSAL.basis, "Raad van State", "60 dagen", "{belanghebbende}"):
        assert part in letter.text
    assert office.names(request)[-1] == "reject"
    assert office.templates(request)[-1] == "cr_rejected"
    assert "belang" not in office.mails(request)[-1].text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": ""}, "reason_unknown"),
        ({"reason": "akte_onbekend"}, "reason_unknown"),
        ({"basis": " "}, "basis_missing"),
        ({"basis": "x" * 301}, "text_too_long"),
        ({"appeal": "nergens"}, "appeal_unknown"),
        ({"explanation": "x" * 4001}, "text_too_long"),
    ],
)
def test_a_refusal_needs_reason_law_and_appeal(office: Office, change, code):
    request = office.claimed(REGISTRAR)
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.workqueue.decide.reject(REGISTRAR, request.id, replace(REFUSAL, **change))
    assert office.now(request) == request


@pytest.mark.parametrize("staff", [CLERK, SUPERVISOR])
def test_only_the_registrar_refuses(office: Office, staff):
    request = office.claimed(staff)
    for refuse in (office.wiring.workqueue.decide.preview, office.wiring.workqueue.decide.reject):
        with pytest.raises(NotThereError):
            refuse(staff, request.id, REFUSAL)
    with pytest.raises(NotThereError):
        office.wiring.workqueue.decide.choices(staff, request.id)


def test_the_choices_of_a_refusal_fit_the_document(office: Office):
    request = office.claimed(REGISTRAR)
    choices = office.wiring.workqueue.decide.choices(REGISTRAR, request.id)
    codes = {reason.code for reason in choices.reasons}
    assert "geen_belang" in codes
    assert "akte_onbekend" not in codes
    assert {reason.appeal for reason in choices.reasons} <= {a.code for a in choices.appeals}


def test_a_question_and_its_answer_are_kept_and_never_mailed(office: Office):
    request = office.claimed()
    office.wiring.workqueue.ask(CLERK, request.id, "Voor welk dossier hebt u dit nodig?")
    assert office.now(request).instance.state == "waiting_applicant"
    number = persona("volwassene")
    files = (File(PDF), File(b"\x89PNG\r\n\x1a\n rest"))
    office.wiring.workqueue.answer(TENANT, number, request.id, "Voor mijn lening.", files)
    after = office.now(request)
    assert after.instance.state == "clerk_queue"
    question, answer = office.entries(request)
    assert (question.kind, answer.kind) == (EntryKind.QUESTION, EntryKind.ANSWER)
    assert [a.media_type for a in answer.attachments] == ["application/pdf", "image/png"]
    assert answer.attachments[0].key in office.archive.documents
    assert office.templates(request)[-1] == "cr_question"
    assert "dossier hebt u dit" not in "".join(mail.text for mail in office.mails(request))
    assert office.wiring.workqueue.claim.next(COLLEAGUE).id == request.id


def test_an_answer_starts_a_new_promise(office: Office):
    request = office.claimed()
    before = office.wiring.workqueue.lists.line(request).promise
    office.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    assert office.wiring.workqueue.lists.line(office.now(request)).promise is None
    office.clock.move(10 * DAY)
    office.wiring.workqueue.answer(TENANT, persona("volwassene"), request.id, "Dit.")
    assert office.wiring.workqueue.lists.line(office.now(request)).promise > before


def test_only_who_asked_for_the_document_answers(office: Office):
    request = office.claimed()
    office.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    for tenant, number in ((TENANT, persona("ouder")), ("34041", persona("volwassene"))):
        with pytest.raises(NotThereError):
            office.wiring.workqueue.answer(tenant, number, request.id, "Dit.")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ((File(PDF),) * 4, "too_many_attachments"),
        ((File(b"MZ program"),), "attachment_type"),
        ((File(PDF + b"0" * MAX_FILE),), "attachment_too_big"),
    ],
    ids=["many", "program", "big"],
)
def test_an_answer_takes_few_small_pages_and_pictures(office: Office, files, code):
    request = office.claimed()
    office.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.workqueue.answer(TENANT, persona("volwassene"), request.id, "Dit.", files)
    assert office.archive.documents == {}


def test_an_unanswered_question_is_reminded_of_and_lapses(office: Office):
    request = office.claimed()
    office.wiring.workqueue.ask(CLERK, request.id, "Wat?")
    for _ in range(35):
        office.tick(DAY)
    assert office.now(request).instance.state == "lapsed"
    assert office.templates(request) == ["cr_received", *["cr_question"] * 3, "cr_lapsed"]


def test_what_was_waited_for_is_found_by_itself_and_the_document_made(office: Office):
    request = office.submit(persona("verhuist"))
    office.drain()
    office.wiring.workqueue.claim.chosen(CLERK, request.id)
    office.wiring.workqueue.wait_for_authority(CLERK, request.id, "andere_gemeente", "Gebeld.", 2)
    for _ in range(2):
        assert office.tick(2 * DAY) == {"recheck": 1}
        assert office.now(request).instance.state == "waiting_authority"
    file = office.registers._files[persona("verhuist")]
    office.registers.put(replace(file, person=replace(file.person, pending_change=False)))
    office.tick(2 * DAY)
    assert office.now(request).instance.state == "delivered"
    assert office.names(request)[-3:] == ["all_conditions_met", "source_ok", "stored"]


def test_half_an_answer_brings_the_case_back_to_a_clerk(office: Office):
    request = office.submit(persona("verhuist"), remark="En dan nog dit.")
    office.drain()
    office.wiring.workqueue.claim.chosen(CLERK, request.id)
    office.wiring.workqueue.wait_for_authority(CLERK, request.id, "andere_gemeente")
    file = office.registers._files[persona("verhuist")]
    office.registers.put(replace(file, person=replace(file.person, pending_change=False)))
    office.tick(2 * DAY)
    after = office.now(request)
    assert (after.instance.state, office.names(request)[-1]) == ("clerk_queue", "answered")
    assert "address_change_pending" not in {f.code for f in after.verdict.failed}


def test_a_silent_authority_brings_the_case_back(office: Office):
    request = office.claimed()
    office.wiring.workqueue.wait_for_authority(CLERK, request.id, "politie")
    for _ in range(24):
        office.tick(DAY)
    assert office.now(request).instance.state == "clerk_queue"
    assert "timeout" in office.names(request)


def test_waiting_survives_a_register_that_is_down(office: Office):
    request = office.claimed()
    office.wiring.workqueue.wait_for_authority(CLERK, request.id, "politie", recheck_days=1)
    office.registers.force(persona("volwassene"), Service.PERSON, Unavailable("time_out"))
    for _ in range(3):
        assert office.tick(DAY) == {"recheck": 1}
    assert office.now(request).instance.state == "waiting_authority"


@pytest.mark.parametrize(
    ("authority", "days", "code"),
    [("niemand", 2, "authority_unknown"), ("politie", 0, "days"), ("politie", 16, "days")],
)
def test_one_waits_for_somebody_known_and_not_for_ever(office: Office, authority, days, code):
    request = office.claimed()
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.workqueue.wait_for_authority(CLERK, request.id, authority, recheck_days=days)


@pytest.mark.parametrize("wait", ["ask", "wait_for_authority"])
def test_a_clerk_can_stop_waiting(office: Office, wait):
    request = office.claimed()
    getattr(office.wiring.workqueue, wait)(CLERK, request.id, "politie")
    office.wiring.workqueue.resume(COLLEAGUE, request.id)
    assert office.names(request)[-1] == "resume"
    assert office.wiring.workqueue.claim.next(COLLEAGUE).id == request.id


def test_a_correction_is_judged_anew_and_says_what_changed(office: Office):
    request = office.claimed(CLERK, "volwassene", document="strafregister-uittreksel", remark="")
    assert "purpose_given" in {f.code for f in request.verdict.failed}
    document = office.wiring.templates.catalogue.get("strafregister-uittreksel")
    variant = next(v for v in document.variants if v.id == request.wish.variant)
    purpose = (variant.purposes or document.purposes)[0]
    change = Correction("Vergeten aan te vinken.", purpose=purpose, email="nieuw@burger.example")
    after = office.wiring.workqueue.correct(CLERK, request.id, change)
    assert after.wish.purpose == purpose
    assert after.applicant.email == "nieuw@burger.example"
    assert "purpose_given" not in {f.code for f in after.verdict.failed}
    assert after.review.lease == request.review.lease
    event = office.store.events(TENANT, request.id)[-1]
    assert (event.name, dict(event.data)["fields"]) == ("correct", "purpose email")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"variant": "onzin"}, "unknown_variant"),
        ({"email": "geen adres"}, "invalid_email"),
        ({"email": "", "delivery": Delivery.LINK}, "address_missing"),
        ({"why": " "}, "text_missing"),
    ],
)
def test_a_correction_must_make_sense(office: Office, change, code):
    request = office.claimed()
    with pytest.raises(InvalidInputError, match=code):
        office.wiring.workqueue.correct(CLERK, request.id, Correction(**({"why": "fout"} | change)))
    assert office.now(request) == request


def test_a_note_changes_nothing_but_is_there(office: Office):
    request = office.waiting()
    entry = office.wiring.workqueue.note(COLLEAGUE, request.id, "  Belde zonet.  ")
    assert office.entries(request) == [entry]
    assert (entry.text, entry.actor) == ("Belde zonet.", COLLEAGUE.actor)
    assert office.now(request) == request
    assert for_citizen(office.entries(request)) == []


def test_a_citizen_withdraws_while_a_clerk_is_at_it(office: Office):
    request = office.claimed()
    office.wiring.cases.withdraw(TENANT, persona("volwassene"), request.id)
    with pytest.raises(ConflictError, match="not_held"):
        office.wiring.workqueue.decide.approve(CLERK, request.id, GROUND)
    assert office.now(request).instance.due_at is None


def test_a_case_shows_everything_and_logs_the_look(office: Office):
    request = office.claimed()
    before = len(office.log.of_person(TENANT, persona("volwassene"), 99))
    file = office.wiring.workqueue.case(CLERK, request.id)
    assert file.is_held
    assert file.dossier.person is not None
    assert file.promise is not None
    assert {"approve", "reject", "ask_applicant"} <= set(file.possible)
    lines = office.log.of_person(TENANT, persona("volwassene"), 99)
    assert len(lines) == before + 2
    assert office.wiring.workqueue.case.summary(CLERK, request.id).dossier.person is None
    assert len(office.log.of_person(TENANT, persona("volwassene"), 99)) == before + 2


def test_the_queue_counts_by_document_and_reason(office: Office):
    office.waiting("volwassene")
    office.waiting("ouder", BIRTH)
    view = office.wiring.workqueue.lists.queue(CLERK)
    assert view.total == 2
    assert view.by_reason["remark_present"] == 2
    assert set(view.by_document.values()) == {1}


def test_a_search_finds_by_number_day_and_reference(office: Office):
    request = office.waiting("volwassene")
    lists = office.wiring.workqueue.lists
    day = request.intake.received_at.date()
    for found in (
        lists.search(CLERK, number=persona("volwassene")),
        lists.search(CLERK, day=day),
        lists.search(CLERK, reference=request.reference.lower()),
        lists.search(CLERK, reference=request.id),
    ):
        assert [line.request.id for line in found] == [request.id]
    assert lists.search(CLERK, number=persona("ouder")) == []
    with pytest.raises(InvalidInputError, match="search_empty"):
        lists.search(CLERK)
