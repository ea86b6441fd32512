"""What a clerk decides, asks and waits for: each with its event, its mail and its words."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import MAX_FILE, File
from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.registers.access import ActorKind, Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.usecases.cases.acting.act import Acting
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
from tests.support.requests import ELSEWHERE
from tests.support.web.counter import Two

REFUSAL = {"reason": "identiteit_niet_bewezen", "appeal": "raad_van_state"}
GROUND = {"ground": "De aanvrager is de betrokkene zelf; de opmerking verandert daar niets aan."}
ADULT, MOVED = persona("volwassene"), persona("verhuist")


@pytest.fixture
def office() -> Office:
    return Office()


def upload(pdf: bytes, **more: str) -> dict[str, Any]:
    return {**GROUND, "pdf": (File(pdf),), **more}


def about_another(office: Office, staff: Staff) -> CertificateCase:
    """Somebody who asks for the data of somebody else, before a clerk."""
    wish = {"subject": persona("voogd").digits, "relation": "mandate_holder"}
    case = office.submit(persona("ouder"), **wish)
    office.drain()
    return office.wiring.handling.claim.chosen(staff, case.id)


def state(office: Office, case: CertificateCase) -> str:
    return office.now(case).instance.state


def settled(office: Office, number: NationalNumber) -> None:
    """The change of address that was pending is done."""
    file = office.registers._files[number]
    office.registers.put(replace(file, person=replace(file.person, pending_change=False)))


def test_an_approval_makes_the_document_and_keeps_the_verdict(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "approve", GROUND)
    assert state(office, case) == "fetching"
    office.drain()
    after = office.now(case)
    assert (after.instance.state, after.verdict) == ("delivered", case.verdict)
    assert after.payload.approval is not None
    assert after.payload.approval.by == Official(CLERK).author
    assert office.names(case)[-3:] == ["approve", "source_ok", "stored"]
    (entry,) = [e for e in office.entries(case) if e.name == "ground"]
    assert (entry.text, entry.audience) == (GROUND["ground"], ("handlers",))
    assert office.templates(case) == ["cr_received", "cr_ready"]


def test_an_approval_waits_for_a_register_that_is_down(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "approve", GROUND)
    office.registers.break_down()
    office.wiring.issuance.run_work(office.issue_queue.messages.popleft()[0])
    assert state(office, case) == "fetching"
    office.registers.recover()
    office.tick(timedelta(minutes=10))
    assert state(office, case) == "delivered"


def test_an_upload_is_delivered_byte_for_byte(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "approve_uploaded", upload(PDF))
    office.drain()
    issued = result_of(office.now(case))
    assert issued is not None
    assert office.archive.documents[issued.object_key].pdf == PDF
    assert (issued.sha256, issued.size, issued.pages) == (sha256(PDF).hexdigest(), len(PDF), 1)
    assert office.names(case)[-2:] == ["approve_uploaded", "stored"]
    assert office.templates(case)[-1] == "cr_ready"


def test_a_lost_message_of_an_upload_is_sent_again(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "approve_uploaded", upload(PDF))
    office.issue_queue.messages.clear()
    office.tick(timedelta(minutes=6))
    assert state(office, case) == "delivered"


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"", "upload_missing"),
        (b"MZ" + PDF, "upload_not_pdf"),
        (b"%PDF-1.7 half", "upload_not_pdf"),
        (PDF + b"0" * 4_000_000, "upload_too_big"),
    ],
    ids=["empty", "program", "half", "big"],
)
def test_only_a_whole_pdf_can_be_uploaded(office: Office, pdf: bytes, code: str) -> None:
    case = office.claimed()
    with pytest.raises(InvalidInputError, match=code):
        office.act(CLERK, case, "approve_uploaded", upload(pdf))
    assert office.archive.documents == {}


@pytest.mark.parametrize(
    ("action", "raw"), [("approve", GROUND), ("approve_uploaded", upload(PDF))]
)
@pytest.mark.parametrize("staff", [CLERK, SUPERVISOR])
def test_an_act_is_given_by_the_registrar_only(
    office: Office, staff: Any, action: str, raw: dict[str, Any]
) -> None:
    case = office.claimed(staff, document=BIRTH)
    with pytest.raises(ConflictError, match="guard_not_met"):
        office.act(staff, case, action, raw)
    assert office.archive.documents == {}
    office.wiring.handling.release(staff, case.id)
    office.wiring.handling.claim.chosen(REGISTRAR, case.id)
    office.act(REGISTRAR, case, action, raw)
    office.drain()
    assert state(office, case) == "delivered"


def test_a_refusal_keeps_the_letter_that_was_shown(office: Office) -> None:
    case = office.claimed(REGISTRAR)
    raw = REFUSAL | {"text": "U bent geen {belanghebbende}."}
    acting = Acting(TENANT, case.id, case.instance.version, "reject", Official(REGISTRAR), raw, "k")
    letter = office.wiring.road.act.preview(acting)
    assert office.now(case) == case
    office.act(REGISTRAR, case, "reject", raw)
    me = Citizen(ADULT, Assurance.HIGH)
    seen = office.wiring.road.look.case(TENANT, case.id, me).entries
    (entry,) = [e for e in seen if e.kind is EntryKind.LETTER]
    assert entry.text == "\n\n".join((letter.title, *letter.paragraphs))
    codes = dict(entry.data)
    assert (codes["reason"], codes["means_of_appeal"]) == (
        "identiteit_niet_bewezen",
        "raad_van_state",
    )
    for part in (codes["basis"], "Raad van State", "60 dagen", "{belanghebbende}"):
        assert part in entry.text
    office.drain()
    assert office.templates(case)[-1] == "cr_rejected"
    assert "belang" not in office.mails(case)[-1].text


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"reason": "akte_onbekend"},
        {"basis": "x" * 301},
        {"appeal": "nergens"},
        {"text": "x" * 4001},
    ],
)
def test_a_refusal_needs_a_reason_that_fits_and_a_way_of_appeal(
    office: Office, wrong: dict[str, str]
) -> None:
    case = office.claimed(REGISTRAR)
    with pytest.raises(InvalidInputError):
        office.act(REGISTRAR, case, "reject", REFUSAL | wrong)
    assert office.now(case) == case


@pytest.mark.parametrize("staff", [CLERK, SUPERVISOR])
def test_only_the_registrar_refuses(office: Office, staff: Any) -> None:
    case = office.claimed(staff)
    acting = Acting(TENANT, case.id, case.instance.version, "reject", Official(staff), REFUSAL, "k")
    for refuse in (office.wiring.road.act, office.wiring.road.act.preview):
        with pytest.raises(NotAllowedError):
            refuse(acting)
    assert state(office, case) == "clerk_review"


def test_the_choices_of_a_refusal_fit_the_document(office: Office) -> None:
    case = office.claimed(REGISTRAR)
    view = office.wiring.road.look.case(TENANT, case.id, Official(REGISTRAR))
    (reject,) = [p for p in view.actions if p.action.id == "reject"]
    codes = {option.code for option in reject.options["reason"]}
    assert "identiteit_niet_bewezen" in codes
    assert "akte_onbekend" not in codes
    assert "persoon_onbekend" not in codes, "the rules found them registered here"


def test_each_step_is_offered_once_to_who_has_several_roles(office: Office) -> None:
    case = office.claimed(REGISTRAR)
    view = office.wiring.road.look.case(TENANT, case.id, Official(REGISTRAR))
    own = [p.action.id for p in view.actions if not p.behalf and not p.is_recorded]
    assert len(own) == len(set(own))
    assert all(p.needs_lease for p in view.actions if p.action.id in {"approve", "reject"})


def test_a_question_and_its_answer_are_kept_and_never_mailed(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "ask_applicant", {"text": "Voor welk dossier hebt u dit nodig?"})
    office.drain()
    assert state(office, case) == "waiting_applicant"
    files = [File(PDF), File(b"\x89PNG\r\n\x1a\n rest")]
    office.act(ADULT, case, "answer", {"text": "Voor mijn lening.", "files": files})
    office.drain()
    assert state(office, case) == "clerk_review"
    said = {entry.kind: entry for entry in office.entries(case)}
    assert said[EntryKind.QUESTION].text == "Voor welk dossier hebt u dit nodig?"
    assert said[EntryKind.ANSWER].text == "Voor mijn lening."
    attached = said[EntryKind.FILE].attachments
    assert [a.media_type for a in attached] == ["application/pdf", "image/png"]
    assert attached[0].key in office.archive.documents
    assert "cr_question" in office.templates(case)
    assert "dossier hebt u dit" not in "".join(mail.text for mail in office.mails(case))
    taken = office.wiring.handling.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == case.id


def test_an_answer_starts_a_new_promise(office: Office) -> None:
    case = office.claimed()

    def promised() -> Any:
        view = office.wiring.road.look.case(TENANT, case.id, Official(CLERK))
        return next((line.day for line in view.dates if line.is_promise), None)

    before = promised()
    office.act(CLERK, case, "ask_applicant", {"text": "Wat?"})
    assert promised() is None
    office.clock.move(10 * DAY)
    office.act(ADULT, case, "answer", {"text": "Dit."})
    assert promised() > before


@pytest.mark.parametrize(
    "files",
    [[File(PDF)] * 4, [File(b"MZ program")], [File(PDF + b"0" * MAX_FILE)]],
    ids=["many", "program", "big"],
)
def test_an_answer_takes_few_small_pages_and_pictures(office: Office, files: list[File]) -> None:
    case = office.claimed()
    office.act(CLERK, case, "ask_applicant", {"text": "Wat?"})
    with pytest.raises(InvalidInputError):
        office.act(ADULT, case, "answer", {"text": "Dit.", "files": files})
    assert office.archive.documents == {}


def test_an_unanswered_question_is_reminded_of_and_lapses(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "ask_applicant", {"text": "Wat?"})
    for _ in range(35):
        office.tick(DAY)
    assert state(office, case) == "lapsed"
    assert office.templates(case) == ["cr_received", *["cr_question"] * 3, "cr_lapsed"]


def test_what_was_waited_for_is_found_by_itself_and_the_document_made(office: Office) -> None:
    case = office.submit(MOVED)
    office.drain()
    office.wiring.handling.claim.chosen(CLERK, case.id)
    office.act(CLERK, case, "ask_authority", {"authority": "andere_gemeente", "text": "Gebeld."})
    for _ in range(2):
        office.tick(2 * DAY)
        assert state(office, case) == "waiting_authority"
    settled(office, MOVED)
    office.tick(2 * DAY)
    assert state(office, case) == "delivered"
    assert office.names(case)[-3:] == ["all_conditions_met", "source_ok", "stored"]


def test_half_an_answer_brings_the_case_back_to_a_clerk(office: Office) -> None:
    case = office.submit(MOVED, remark="En dan nog dit.")
    office.drain()
    office.wiring.handling.claim.chosen(CLERK, case.id)
    office.act(CLERK, case, "ask_authority", {"authority": "andere_gemeente"})
    settled(office, MOVED)
    office.tick(2 * DAY)
    after = office.now(case)
    assert (after.instance.state, office.names(case)[-1]) == ("clerk_review", "answered")
    assert after.verdict is not None
    assert "address_change_pending" not in {f.code for f in after.verdict.failed}


def test_a_silent_authority_brings_the_case_back(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "ask_authority", {"authority": "politie"})
    for _ in range(24):
        office.tick(DAY)
    assert state(office, case) == "clerk_review"
    assert "timeout" in office.names(case)


def test_waiting_survives_a_register_that_is_down(office: Office) -> None:
    case = office.claimed()
    office.act(CLERK, case, "ask_authority", {"authority": "politie"})
    office.registers.force(ADULT, Service.PERSON, Unavailable("time_out"))
    for _ in range(3):
        office.tick(DAY)
    assert state(office, case) == "waiting_authority"


@pytest.mark.parametrize(
    ("action", "raw"),
    [("ask_applicant", {"text": "x"}), ("ask_authority", {"authority": "parket"})],
)
def test_anybody_of_the_desk_can_stop_waiting(
    office: Office, action: str, raw: dict[str, str]
) -> None:
    case = office.claimed()
    office.act(CLERK, case, action, raw)
    office.act(COLLEAGUE, case, "resume")
    taken = office.wiring.handling.claim.next(COLLEAGUE)
    assert taken is not None
    assert taken.id == case.id


def test_a_citizen_withdraws_while_a_clerk_is_at_it(office: Office) -> None:
    case = office.claimed()
    office.withdraw(case)
    with pytest.raises(DomainError):
        office.act(CLERK, case, "approve", GROUND)
    assert office.now(case).due_at is None


def test_the_answers_are_read_for_who_holds_the_case_after_four_eyes_and_the_log(
    office: Office,
) -> None:
    case = office.claimed()
    read, log = office.wiring.certificates.read_answers, office.log
    before = len(log.of_person(TENANT, ADULT, 99))
    facts = read(CLERK, case.id)
    assert facts is not None
    assert facts.answered.person is not None
    assert len(log.of_person(TENANT, ADULT, 99)) == before + 1
    assert read(COLLEAGUE, case.id) is None
    assert len(log.of_person(TENANT, ADULT, 99)) == before + 2


def test_who_is_asked_about_their_own_case_reads_no_answers(office: Office) -> None:
    case = office.claimed()
    own = replace(CLERK, number=ADULT)
    with pytest.raises(NotAllowedError, match="own_file"):
        office.wiring.certificates.read_answers(own, case.id)


def test_a_search_finds_only_what_somebody_may_look_into(office: Office) -> None:
    office.wiring.give(municipalities=Two())
    case = office.waiting()
    search = office.wiring.handling.search
    other = replace(CLERK, roles=frozenset({"warden"}))
    foreign = replace(CLERK, tenant=ELSEWHERE)
    for staff in (other, foreign):
        assert search.of_person(staff, ADULT) == []
        assert search.by_reference(staff, case.reference) == []
    assert search.of_person(CLERK, persona("ouder")) == []
    with pytest.raises(NotThereError):
        office.wiring.handling.at_hand.case(other, case.id)


@pytest.mark.parametrize("action", ["approve", "approve_uploaded"])
@pytest.mark.parametrize(
    ("ground", "code"),
    [
        ("x", "ground_unclear"),
        ("ok", "ground_unclear"),
        ("-- 1 2 3 --", "ground_unclear"),
        ("De aanvrager toonde een volmacht.", "ground_of_another"),
        ("Gerechtvaardigd belang, zie bijlage", "ground_of_another"),
    ],
)
def test_a_ground_that_says_nothing_or_is_for_anothers_data_is_refused(
    office: Office, action: str, ground: str, code: str
) -> None:
    case, made = office.claimed(), upload(PDF) if action == "approve_uploaded" else {}
    with pytest.raises(InvalidInputError, match=code):
        office.act(CLERK, case, action, made | {"ground": ground})
    assert state(office, case) == "clerk_review"


def test_a_mandate_is_a_ground_for_the_data_of_another(office: Office) -> None:
    case = about_another(office, CLERK)
    office.act(CLERK, case, "approve", {"ground": "Volmacht gezien, getekend door de moeder."})
    assert state(office, case) == "fetching"


def test_what_cant_be_made_is_refused_before_it_is_approved_and_says_why(office: Office) -> None:
    case = office.claimed(REGISTRAR, key="papieren-akte", document=BIRTH, remark="")
    with pytest.raises(ConflictError, match="cant_be_made") as refused:
        office.act(REGISTRAR, case, "approve", GROUND)
    assert "nog op papier" in refused.value.public
    assert state(office, case) == "clerk_review"


@pytest.mark.parametrize("reason", ["geen_belang", "geen_volmacht"])
def test_a_reason_about_the_data_of_another_isnt_for_ones_own_document(
    office: Office, reason: str
) -> None:
    case = office.claimed(REGISTRAR)
    with pytest.raises(DomainError):
        office.act(REGISTRAR, case, "reject", {"reason": reason, "text": "Dat kan niet."})
    assert state(office, case) == "clerk_review"
    theirs = about_another(office, REGISTRAR)
    office.act(REGISTRAR, theirs, "reject", {"reason": reason, "text": "Dat kan niet."})
    assert state(office, theirs) == "rejected"


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        ("x", "basis_unclear"),
        ("Wetboek van Strafvordering, art. 595", "basis_of_other_reason"),
        ("oud  burgerlijk wetboek, art. 29", "basis_of_other_reason"),
        ("Verordening (EU) 2016/679, art. 12", ""),
        ("AVG art. 12", ""),
        ("Decreet over het lokaal bestuur, art. 2", "basis_of_other_reason"),
        ("Wet van 19 juli 1991, art. 1", "basis_of_other_reason"),
        ("Verordening, art. 12", "basis_of_other_reason"),
        ("AVG, art. 12; Wetboek van Strafvordering, art. 595", "basis_of_other_reason"),
        ("AVG", "basis_unclear"),
    ],
)
def test_a_typed_law_that_doesnt_belong_to_the_reason_is_refused_and_says_which_does(
    office: Office, basis: str, code: str
) -> None:
    case = office.claimed(REGISTRAR)
    refusal = {**REFUSAL, "basis": basis, "text": "Dat kan niet."}
    if not code:
        office.act(REGISTRAR, case, "reject", refusal)
        assert state(office, case) == "rejected"
        return
    with pytest.raises(InvalidInputError, match=code) as refused:
        office.act(REGISTRAR, case, "reject", refusal)
    says_which = "Daarbij hoort: Verordening (EU) 2016/679" in refused.value.public
    assert says_which == (code == "basis_of_other_reason")
    assert state(office, case) == "clerk_review"


def test_what_is_next_is_never_what_somebody_cant_decide(office: Office) -> None:
    acts = [office.waiting(key, BIRTH) for key in ("volwassene", "ouder")]
    attest = office.waiting("nabestaande")
    view = office.wiring.handling.worklists(CLERK)
    assert view.by_role == {"registrar": 2, "clerk": 1}
    assert view.roles["registrar"] == "de ambtenaar van de burgerlijke stand"
    handling = office.wiring.handling
    assert [found and found.id for found in (handling.claim.next(CLERK) for _ in "12")] == [
        attest.id,
        None,
    ]
    looked = office.log.of_person(TENANT, ADULT, 9)
    assert ActorKind.CLERK not in {line.actor_kind for line in looked}
    assert {found.id for found in (handling.claim.next(REGISTRAR) for _ in "12") if found} == {
        case.id for case in acts
    }


def test_what_is_assigned_to_somebody_is_next_though_they_cant_decide(
    office: Office,
) -> None:
    act = office.waiting("volwassene", BIRTH)
    office.wiring.handling.assign(SUPERVISOR, act.id, CLERK.id)
    taken = office.wiring.handling.claim.next(CLERK)
    assert taken
    assert taken.id == act.id
