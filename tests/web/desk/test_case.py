"""A certificate's case at the desk: what its page shows, and every action with what it leaves."""

import html
import re
from datetime import timedelta

import pytest

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import UnprintableError
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from tests.support.life import Life
from tests.support.office import PDF, Office, persona
from tests.support.printing.signable import NOW, TENANT, ec_key, identity, sealer, signable
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    Desk,
    DeskProgram,
    somebody,
)

LETTER = {
    "reason": "identiteit_niet_bewezen",
    "basis": "Verordening (EU) 2016/679, art. 12",
    "appeal": "raad_van_state",
    "text": "De kopie was onleesbaar.",
}
GROUND = "Opgezocht in het papieren register."


def taken(office: Office, desk: Desk, **wish: str) -> CertificateCase:
    case = office.waiting(**wish)
    assert desk.act(case, "nemen").status_code == 303
    return case


def state(office: Office, case: CertificateCase) -> str:
    return office.now(case).instance.state


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def keyed_in(office: Office, delivery: str = "balie") -> CertificateCase:
    """A case that a colleague keyed in for somebody who called."""
    who = somebody("volwassene")
    body = {"channel": "telefoon", "applicant": who, "identified_by": "terugbellen"}
    wish = {"document": "attest-leven", "delivery": delivery}
    answer = DeskProgram().post("intake", body | wish, idempotency_key="k")
    office.drain()
    case = office.store.get(TENANT, answer.json_body["case"]["id"])
    assert case is not None
    return case  # type: ignore[return-value]


def test_the_page_shows_what_was_asked_beside_what_the_register_says(office: Office) -> None:
    desk = Desk()
    text = plain(desk.page(taken(office, desk, remark="Voor mijn huurcontract.")))
    assert "Opmerking Voor mijn huurcontract." in text
    assert "Voornamen Lien Godelieve" in text
    assert "Burgerlijke staat Gehuwd" in text


class NoFont:
    """A renderer without the one character that matters."""

    def render(self, document: object, municipality: object) -> Rendered:
        raise UnprintableError("character", "U+4E2D")


def test_the_page_says_which_character_no_font_has(office: Office) -> None:
    office.wiring.give(renderer=NoFont())
    case = office.submit(persona("volwassene"))
    office.drain()
    text = plain(Desk().page(office.now(case)))
    assert "het document kan niet gedrukt worden zoals het is" in text
    assert "Document niet gemaakt: geen lettertype heeft het teken U+4E2D" in text


def test_the_registers_are_read_only_for_who_holds_the_case(office: Office) -> None:
    case = office.waiting()
    before = len(office.registers.asked)
    text = plain(Desk().page(case))
    assert "U ziet de registers zodra u dit dossier neemt" in text
    assert "Lien Godelieve" not in text
    assert {asked for _, asked in office.registers.asked[before:]} == {Service.PERSON}


def test_a_register_that_is_away_leaves_the_rest_of_the_page(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk, remark="Voor mijn huurcontract.")
    office.registers.force(persona("volwassene"), Service.PERSON, Unavailable("away"))
    text = plain(desk.page(case))
    assert "Het register antwoordt nu niet." in text
    assert "Voor mijn huurcontract." in text


def test_what_failed_comes_first_with_its_law(office: Office) -> None:
    desk = Desk(REGISTRAR)
    case = taken(office, desk, key="papieren-akte", document="akte-geboorte", remark="")
    page = desk.page(case)
    text = plain(page)
    assert text.index("Niet in orde: Akte nog op papier") < text.index("in orde")
    assert 'class="basis"' in page.split("Akte nog op papier")[1].split("</li>")[0]


def test_history_promise_notes_and_other_cases_are_there(office: Office) -> None:
    desk = Desk()
    other = office.waiting(document="attest-leven")
    case = taken(office, desk)
    desk.act(case, "notitie", text="Teruggebeld, <b>akkoord</b>.")
    page = desk.page(case)
    text = plain(page)
    assert "Teruggebeld, <b>akkoord</b>." in text
    assert "<b>akkoord" not in page
    assert "In behandeling genomen door u" in text
    assert "beloofd tegen" in text
    assert f"/loket/zaken/{other.id}" in page


def answered(office: Office, desk: Desk) -> CertificateCase:
    case = taken(office, desk)
    desk.fills(case, "vragen", text="Stuur uw volmacht.")
    number = persona("volwassene")
    office.act(number, case, "answer", {"text": "Zie bijlage.", "files": [File(PDF)]})
    return office.now(case)


def test_an_attachment_opens_by_its_case(office: Office) -> None:
    desk = Desk()
    case = answered(office, desk)
    link = re.search(r'href="(/loket/zaken/[^"]+/bijlagen/[^"]+)"', desk.page(case))
    assert link
    assert "Bijlage 1 pdf, 1 kB" in plain(desk.page(case))
    assert desk.get(link[1]).status_code == 302
    assert desk.get(link[1][:-1] + "7").status_code == 404


def test_an_attachment_that_was_erased_is_named_with_the_day_and_opens_no_more(
    office: Office,
) -> None:
    desk = Desk()
    case = answered(office, desk)
    link = re.search(r'href="(/loket/zaken/[^"]+/bijlagen/[^"]+)"', desk.page(case))
    assert link
    office.withdraw(case)
    office.clock.move(timedelta(days=92))
    office.wiring.issuance.erase_files(case.tenant)
    later = Desk()
    text = plain(later.page(case))
    assert "Bijlage 1 gewist op" in text
    assert "Gewist: een bijlage" in text
    assert later.get(link[1]).status_code == 404


def test_approving_takes_a_ground_makes_the_document_and_the_next_case_is_at_hand(
    office: Office,
) -> None:
    desk = Desk()
    case = taken(office, desk)
    wrong = desk.fills(case, "goedkeuren", ground=" ")
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.body.decode()
    done = desk.fills(case, "goedkeuren", ground="De aanvrager zelf, eID.")
    assert done.headers["Location"] == f"/loket?gedaan=actie&dossier={case.id}"
    assert "Volgend dossier" in plain(desk.get(done.headers["Location"]).body.decode())
    office.drain()
    assert state(office, case) == "delivered"
    opened = desk.get(f"/loket/zaken/{case.id}/documenten/result")
    assert opened.status_code == 302


def test_an_uploaded_document_is_delivered_as_it_is(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    sent = ("pdf", "application/pdf", PDF)
    assert desk.fills(case, "toevoegen", sent, ground=GROUND).status_code == 303
    office.drain()
    assert state(office, case) == "delivered"
    issued = result_of(office.now(case))
    assert issued is not None
    assert office.archive.read(issued.object_key) == PDF


def test_what_follows_a_seal_is_asked_to_be_looked_at_and_then_taken(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    followed = sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW) + b"\n%%EOF\n"
    sent = ("pdf", "application/pdf", followed)
    asked = desk.fills(case, "toevoegen", sent, ground=GROUND)
    assert asked.status_code == 422
    assert 'name="vouched"' in asked.body.decode()
    assert desk.fills(case, "toevoegen", sent, ground=GROUND, vouched="ja").status_code == 303
    assert "keek de medewerker na" in plain(desk.page(case))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7 afgebroken"])
def test_what_isnt_a_pdf_is_refused_and_the_ground_stays(office: Office, content: bytes) -> None:
    desk = Desk()
    case = taken(office, desk)
    sent = ("pdf", "application/pdf", content)
    answer = desk.fills(case, "toevoegen", sent, ground="Opgezocht.")
    assert answer.status_code == 422
    assert "Opgezocht.</textarea>" in answer.body.decode()
    assert state(office, case) == "clerk_review"


def test_who_may_not_give_an_act_is_told_so_and_what_they_send_isnt_kept(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk, document="akte-geboorte")
    page = desk.page(case)
    assert "Over een akte beslist alleen een gemachtigd ambtenaar." in plain(page)
    assert "acties/goedkeuren" not in page
    sent = ("pdf", "application/pdf", PDF)
    assert desk.fills(case, "toevoegen", sent, ground=GROUND).status_code == 409
    assert office.archive.keys(case.tenant) == []
    assert state(office, case) == "clerk_review"


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "identiteit_niet_bewezen", "appeal": "koning"}]
)
def test_a_refusal_needs_reason_and_appeal_and_keeps_the_rest(
    office: Office, wrong: dict[str, str]
) -> None:
    desk = Desk(REGISTRAR)
    case = taken(office, desk)
    for to in ("brief", "acties"):
        answer = desk.fills(case, "weigeren", to=to, **(LETTER | wrong))
        assert answer.status_code == 422
        assert "De kopie was onleesbaar.</textarea>" in answer.body.decode()
    assert state(office, case) == "clerk_review"


def test_the_letter_is_read_before_it_is_sent(office: Office) -> None:
    desk = Desk(REGISTRAR)
    case = taken(office, desk)
    letter = plain(desk.fills(case, "weigeren", to="brief", **LETTER).body.decode())
    assert state(office, case) == "clerk_review"
    for said in ("De kopie was onleesbaar.", LETTER["basis"], "Raad van State"):
        assert said in letter
    again = desk.fills(case, "weigeren", to="aanpassen", **LETTER).body.decode()
    assert "De kopie was onleesbaar.</textarea>" in again
    desk.fills(case, "weigeren", **LETTER)
    assert state(office, case) == "rejected"
    entries = office.store.entries(TENANT, case.id)
    kept = next(e for e in entries if e.kind is EntryKind.LETTER and e.name == "cr_refusal")
    assert all(part in letter for part in plain(kept.text).split(". ")[:3])


def test_asking_waiting_and_going_on(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    assert desk.fills(case, "vragen", text="").status_code == 422
    desk.fills(case, "vragen", text="Waarvoor dient het?")
    assert state(office, case) == "waiting_applicant"
    assert case.id in desk.get("/loket/wachtend").body.decode()
    desk.fills(case, "hervatten")
    desk.act(case, "nemen")
    assert desk.fills(case, "navragen", authority="niemand").status_code == 422
    desk.fills(case, "navragen", authority="politie", text="Advies gevraagd.")
    assert state(office, case) == "waiting_authority"
    assert "Advies gevraagd." in plain(desk.page(case))


def test_giving_up_a_case_in_both_directions(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    desk.act(case, "vrijgeven")
    assert office.now(case).handling.lease is None
    desk.act(case, "nemen")
    assert desk.act(case, "doorgeven", text="").status_code == 422
    desk.act(case, "doorgeven", text="Dit is voor u.")
    assert office.now(case).handling.is_escalated
    assert "Dit is voor u." in plain(Desk(SUPERVISOR).page(case))


def test_who_lost_a_case_is_told_and_keeps_what_was_typed(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    form = desk.hidden(case)
    Desk(SUPERVISOR).act(case, "overnemen")
    answer = desk.fills(case, "goedkeuren", ground="Lang verhaal dat niet weg mag.", **form)
    assert answer.status_code == 409
    assert "Lang verhaal dat niet weg mag." in plain(answer.body.decode())


def test_only_what_was_keyed_in_is_put_right(office: Office) -> None:
    desk = Desk()
    case = taken(office, desk)
    assert "acties/verbeteren" not in desk.page(case)
    sent = {"variant": "attest", "language": "fr", "delivery": "balie", "why": "Vergist."}
    assert desk.fills(case, "verbeteren", **sent).status_code == 409
    assert office.now(case).payload.language == "nl"


def test_what_was_keyed_in_wrongly_is_put_right_judged_anew_and_stays_in_hand(
    office: Office,
) -> None:
    desk, case = Desk(), keyed_in(office)
    desk.act(case, "nemen")
    page = desk.page(case)
    assert re.search(r'value="balie" checked', page), "what stands there is filled in"
    same = {"variant": case.payload.variant, "language": "nl", "delivery": "balie"}
    nothing = desk.fills(case, "verbeteren", **same, why="Niets.")
    assert "U veranderde niets." in plain(nothing.body.decode())
    done = desk.fills(case, "verbeteren", **(same | {"language": "fr"}), why="Vergist.")
    assert done.headers["Location"] == f"/loket/zaken/{case.id}?gedaan=actie"
    after = office.now(case)
    assert after.payload.language == "fr"
    assert after.verdict is not None
    assert "language_allowed" in {finding.code for finding in after.verdict.failed}
    assert "Vergist." in plain(desk.page(case))


def test_what_went_by_post_and_what_was_revoked_stands_on_the_page(office: Office) -> None:
    desk, case = Desk(REGISTRAR), keyed_in(office, delivery="post")
    desk.act(case, "eigen/uitreiken")
    office.drain()
    (task,) = office.now(case).tasks
    desk.send(f"/loket/brieven/{case.id}/verzonden", taak=task.key)
    issued = result_of(office.now(case))
    assert issued is not None
    desk.send(
        f"/loket/documenten/{issued.number}/intrekken", reden="mistake", uitleg="Een tikfout."
    )
    text = plain(desk.page(case))
    assert "Met de post verstuurd" in text
    assert "Een tikfout." in text
    assert "Reden: fout in het document" in text


def test_what_only_the_channel_holds_up_is_issued_at_once(office: Office) -> None:
    desk, case = Desk(), keyed_in(office)
    assert "Meteen afleveren" in plain(desk.page(case))
    desk.act(case, "eigen/uitreiken")
    office.drain()
    assert state(office, case) == "delivered"
    other = office.waiting("ouder")
    assert "Meteen afleveren</button>" not in desk.page(other)
    assert desk.act(other, "eigen/uitreiken").status_code == 404
    assert desk.act(other, "eigen/toveren").status_code == 404


def test_nothing_waits_is_said(office: Office) -> None:
    desk = Desk()
    there = desk.send("/loket/volgende").headers["Location"]
    assert "Er wacht geen dossier meer" in plain(desk.get(there).body.decode())


def test_two_colleagues_never_hold_one_case(office: Office) -> None:
    case = office.waiting()
    assert Desk(CLERK).act(case, "nemen").status_code == 303
    late = Desk(COLLEAGUE).act(case, "nemen")
    assert late.status_code == 409
    assert "Een collega behandelt dit dossier al." in plain(late.body.decode())


@pytest.mark.parametrize("verb", ["bestaatniet", "__class__"])
def test_an_action_that_doesnt_exist_isnt_there(office: Office, verb: str) -> None:
    assert Desk().act(office.waiting(), verb).status_code == 404


def test_a_case_of_somebody_forgotten_says_so_and_shows_nothing_of_them(office: Office) -> None:
    Life(office)
    case = office.submit(persona("volwassene"))
    office.drain()
    number, email = persona("volwassene"), applicant_of(case).email
    before = plain(Desk().page(case))
    assert number.printed in before
    assert email in before
    office.clock.move(timedelta(days=400))
    claim = DataSubjectRequest(TENANT, number, "k7", "FG-2026/12")
    forget = office.wiring.privacy.forget
    assert list(forget(claim, forget.plan(claim).code))

    text = plain(Desk().page(case))

    assert "Rijksregisternummer gewist op eigen vraag" in text
    assert "Gegevens gewist" in text
    assert "Kenmerk: FG-2026/12" in text
    assert number.printed not in text
    assert email not in text


def test_a_clerk_reads_why_somebody_asks_and_opens_the_proof(office: Office) -> None:
    said = {"interest": "inheritance", "reason": "Voor het graf van mijn tante."}
    whose = persona("ouder").digits
    wish = {"subject": whose, "relation": "heir", "proof": (File(PDF),), **said}
    case = office.submit(persona("volwassene"), "akte-huwelijk", **wish)
    office.drain()
    desk = Desk(REGISTRAR)
    page = desk.page(case)
    for words in ("Ik regel een erfenis", "Voor het graf van mijn tante.", "Uw bewijs"):
        assert words in plain(page)
    (entry,) = [one for one in office.store.entries(TENANT, case.id) if one.attachments]
    link = re.search(rf'href="(/loket/zaken/{case.id}/bijlagen/[^"]+)"', page)
    assert link is not None
    assert desk.get(link[1]).status_code == 302
    assert entry.name == "proof"
