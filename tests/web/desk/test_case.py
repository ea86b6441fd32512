"""One case: what its page shows, and every action with what it leaves behind."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry, EntryKind

from chalicelib.domain.cases.uploads import File
from chalicelib.domain.privacy.forgetting import anonymised
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import UnprintableError
from tests.support.office import PDF, Office, persona
from tests.support.printing.signable import NOW, TENANT, ec_key, identity, sealer, signable
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    Desk,
    multipart,
    open_office,
)

LETTER = {
    "reason": "identiteit_niet_bewezen",
    "basis": "Verordening (EU) 2016/679, art. 12",
    "appeal": "raad_van_state",
    "explanation": "De kopie was onleesbaar.",
}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


def taken(office: Office, desk: Desk, **wish: str) -> Request:
    request = office.waiting(**wish)
    assert desk.act(request, "nemen").status_code == 303
    return request


def state(office: Office, request: Request) -> str:
    return office.now(request).instance.state


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


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
    request = office.submit(persona("volwassene"))
    office.drain()
    text = plain(Desk().page(office.now(request)))
    assert "het document kan niet gedrukt worden zoals het is" in text
    assert "Document niet gemaakt: geen lettertype heeft het teken U+4E2D" in text


def test_the_registers_are_read_only_for_who_holds_the_case(office: Office) -> None:
    request = office.waiting()
    before = len(office.registers.asked)
    text = plain(Desk().page(request))
    assert "U ziet de registers zodra u dit dossier neemt" in text
    assert "Lien Godelieve" not in text
    assert len(office.registers.asked) == before


def test_what_failed_comes_first_with_its_law(office: Office) -> None:
    desk = Desk(REGISTRAR)
    request = taken(office, desk, key="papieren-akte", document="akte-geboorte", remark="")
    page = desk.page(request)
    text = plain(page)
    assert text.index("Niet in orde: Akte nog op papier") < text.index("in orde")
    assert 'class="basis"' in page.split("Akte nog op papier")[1].split("</li>")[0]
    assert "Rechtsgrond" not in text


def test_history_promise_notes_and_related_requests_are_there(office: Office) -> None:
    desk = Desk()
    other = office.waiting(document="attest-leven")
    request = taken(office, desk)
    desk.act(request, "notitie", text="Teruggebeld, <b>akkoord</b>.")
    page = desk.page(request)
    text = plain(page)
    assert "Teruggebeld, <b>akkoord</b>." in text
    assert "<b>akkoord" not in page
    assert "In behandeling genomen u" in text
    assert "beloofd tegen" in text
    assert f"/loket/dossiers/{other.id}" in page


def test_an_attachment_opens_by_its_case(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    desk.act(request, "vragen", question="Stuur uw volmacht.")
    number = request.applicant.number
    office.wiring.workqueue.answer(request.tenant, number, request.id, "Zie bijlage.", (File(PDF),))
    desk.act(request, "nemen")
    link = re.search(r'href="(/loket/dossiers/[^"]+/bijlagen/[^"]+)"', desk.page(request))
    assert link
    assert desk.get(link[1]).status_code == 302
    assert desk.get(link[1][:-1] + "7").status_code == 404


def test_an_attachment_that_was_erased_is_named_with_the_day_and_opens_no_more(
    office: Office,
) -> None:
    desk = Desk()
    request = taken(office, desk)
    desk.act(request, "vragen", question="Stuur uw volmacht.")
    number = request.applicant.number
    office.wiring.workqueue.answer(request.tenant, number, request.id, "Zie bijlage.", (File(PDF),))
    link = re.search(r'href="(/loket/dossiers/[^"]+/bijlagen/[^"]+)"', desk.page(request))
    assert link
    office.wiring.cases.withdraw(request.tenant, number, request.id)
    office.clock.move(timedelta(days=92))
    office.wiring.privacy.erase(request.tenant)
    later = Desk()
    text = plain(later.page(request))
    assert "Bijlage 1 gewist op" in text
    assert "Gewist: een bijlage" in text
    assert later.get(link[1]).status_code == 404


def test_approving_takes_a_ground_and_makes_the_document(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    wrong = desk.act(request, "goedkeuren", ground=" ")
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.body.decode()
    done = desk.act(request, "goedkeuren", ground="De aanvrager zelf, eID.")
    assert done.headers["Location"] == f"/loket?gedaan=goedkeuren&dossier={request.id}"
    office.drain()
    assert state(office, request) == "delivered"


def test_an_uploaded_document_is_delivered_as_it_is(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    fields = {"csrf": desk.csrf, "ground": "Opgezocht in het papieren register."}
    content_type, body = multipart(fields, ("pdf", "application/pdf", PDF))
    path = f"/loket/dossiers/{request.id}/document"
    answer = desk.ask("POST", path, body, **{"content-type": content_type})
    assert answer.status_code == 303
    office.drain()
    assert state(office, request) == "delivered"
    assert office.now(request).issued is not None


def test_what_follows_a_seal_is_asked_to_be_looked_at_and_then_taken(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    path = f"/loket/dossiers/{request.id}/document"
    followed = sealer(identity(ec_key()), ec_key()).seal(signable(), TENANT, NOW) + b"\n%%EOF\n"
    fields = {"csrf": desk.csrf, "ground": "Opgevraagd bij de databank van akten."}
    sent = ("pdf", "application/pdf", followed)
    content_type, body = multipart(fields, sent)
    asked = desk.ask("POST", path, body, **{"content-type": content_type})
    assert asked.status_code == 422
    assert 'name="vouched"' in asked.body.decode()
    content_type, body = multipart(fields | {"vouched": "ja"}, sent)
    assert desk.ask("POST", path, body, **{"content-type": content_type}).status_code == 303
    assert "keek de medewerker na" in plain(desk.page(request))


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7 afgebroken"])
def test_what_isnt_a_pdf_is_refused_and_the_ground_stays(office: Office, content: bytes) -> None:
    desk = Desk()
    request = taken(office, desk)
    fields = {"csrf": desk.csrf, "ground": "Opgezocht."}
    content_type, body = multipart(fields, ("pdf", "application/pdf", content))
    path = f"/loket/dossiers/{request.id}/document"
    answer = desk.ask("POST", path, body, **{"content-type": content_type})
    assert answer.status_code == 422
    assert "Opgezocht.</textarea>" in answer.body.decode()
    assert state(office, request) == "clerk_review"


@pytest.mark.parametrize("missing", ["reason", "basis", "appeal"])
def test_a_refusal_needs_reason_law_and_appeal_and_keeps_the_rest(
    office: Office, missing: str
) -> None:
    desk = Desk(REGISTRAR)
    request = taken(office, desk)
    for verb in ("brief", "weigeren"):
        answer = desk.act(request, verb, **(LETTER | {missing: ""}))
        assert answer.status_code == 422
        assert "De kopie was onleesbaar.</textarea>" in answer.body.decode()
    assert state(office, request) == "clerk_review"


def test_the_letter_is_read_before_it_is_sent(office: Office) -> None:
    desk = Desk(REGISTRAR)
    request = taken(office, desk)
    letter = plain(desk.act(request, "brief", **LETTER).body.decode())
    assert state(office, request) == "clerk_review"
    for said in ("De kopie was onleesbaar.", LETTER["basis"], "Raad van State"):
        assert said in letter
    again = desk.act(request, "weigering", **LETTER).body.decode()
    assert "De kopie was onleesbaar.</textarea>" in again
    desk.act(request, "weigeren", **LETTER)
    assert state(office, request) == "rejected"
    kept = next(entry for entry in office.entries(request) if entry.kind.value == "letter")
    assert all(part in letter for part in plain(kept.text).split(". ")[:3])


def test_asking_waiting_and_going_on(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    assert desk.act(request, "vragen", question="").status_code == 422
    desk.act(request, "vragen", question="Waarvoor dient het?")
    assert state(office, request) == "waiting_applicant"
    assert "dossiers/" in desk.get("/loket/wachtend").body.decode()
    desk.act(request, "hervatten")
    desk.act(request, "nemen")
    assert desk.act(request, "wachten", authority="niemand", days="2").status_code == 422
    assert desk.act(request, "wachten", authority="politie", days="veel").status_code == 422
    desk.act(request, "wachten", authority="politie", text="Advies gevraagd.", days="3")
    assert state(office, request) == "waiting_authority"
    assert "Advies gevraagd." in plain(desk.page(request))


def test_giving_up_a_case_in_both_directions(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    desk.act(request, "vrijgeven")
    assert state(office, request) == "clerk_queue"
    desk.act(request, "nemen")
    assert desk.act(request, "escaleren", text="").status_code == 422
    desk.act(request, "escaleren", text="Dit is voor u.")
    assert office.now(request).review.is_escalated
    assert "Dit is voor u." in plain(Desk(SUPERVISOR).page(request))


def test_the_heartbeat_of_a_script_and_of_a_button(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    path = f"/loket/dossiers/{request.id}/bezig"
    by_script = desk.post(path, {"csrf": desk.csrf}, accept="application/json")
    assert re.fullmatch(r"\d\d\.\d\d", by_script.json_body["until"])
    assert desk.post(path, {"csrf": desk.csrf}).status_code == 303


def test_who_lost_a_case_is_told_and_keeps_what_was_typed(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    Desk(SUPERVISOR).act(request, "overnemen")
    lost = desk.post(
        f"/loket/dossiers/{request.id}/bezig", {"csrf": desk.csrf}, accept="application/json"
    )
    assert lost.status_code == 409
    answer = desk.act(request, "goedkeuren", ground="Lang verhaal dat niet weg mag.")
    assert answer.status_code == 409
    assert "Lang verhaal dat niet weg mag." in plain(answer.body.decode())


def test_only_what_was_keyed_in_is_put_right(office: Office) -> None:
    desk = Desk()
    request = taken(office, desk)
    assert "rechtzetten" not in desk.page(request).split("<dialog")[0]
    assert desk.act(request, "rechtzetten", why="x").status_code == 422


def test_nothing_waits_is_said(office: Office) -> None:
    desk = Desk()
    there = desk.send("/loket/volgende").headers["Location"]
    assert "Er wacht geen dossier meer" in plain(desk.get(there).body.decode())


def test_the_next_case_is_one_key_away(office: Office) -> None:
    request, desk = office.waiting(), Desk()
    assert desk.send("/loket/volgende").headers["Location"] == f"/loket/dossiers/{request.id}"
    assert '<button class="primary" type="submit" data-key="n">' in desk.page(request)


def test_two_colleagues_never_hold_one_case(office: Office) -> None:
    request = office.waiting()
    assert Desk(CLERK).act(request, "nemen").status_code == 303
    late = Desk(COLLEAGUE).act(request, "nemen")
    assert late.status_code == 409
    assert "Een collega behandelt dit dossier al." in plain(late.body.decode())


@pytest.mark.parametrize("verb", ["bestaatniet", "__class__", "afdruk"])
def test_an_action_that_doesnt_exist_isnt_there(office: Office, verb: str) -> None:
    desk = Desk()
    assert desk.act(office.waiting(), verb).status_code in {404, 405}


def test_a_case_of_somebody_forgotten_says_so_and_shows_nothing_of_them(office: Office) -> None:
    request = office.submit(persona("volwassene"))
    office.drain()
    done = office.now(request)
    codes = (("law", "Verordening (EU) 2016/679, art. 17"), ("mark", "FG-12"), ("files", "1"))
    at = office.clock.now()
    proof = Entry("01KKXJ2XE00000000000000099", 5, EntryKind.ERASURE, "clerk:k7", at, data=codes)
    office.store.forget(anonymised(done), kept=(), proof=proof)

    text = plain(Desk().page(done))

    assert "Aanvrager gewist op eigen vraag" in text
    assert "Gegevens gewist" in text
    assert "Kenmerk: FG-12" in text
    assert "Bestanden gewist: 1" in text
    assert done.applicant.number.printed not in text
    assert done.applicant.email not in text
