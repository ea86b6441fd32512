"""The citizen's side of what the desk does: the question, the answer, the letter, the promise."""

import html
import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.certificates.order import CertificateCase
from tests.support.office import CLERK, PDF, REGISTRAR, Office, persona
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import open_office
from tests.support.web.uploads import basket_of, into_memory, to_upload, upload

REFUSAL = {
    "reason": "identiteit_niet_bewezen",
    "basis": "GDPR, art. 12",
    "appeal": "raad_van_state",
    "text": "Onleesbaar.",
}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def citizen(office: Office) -> Visitor:
    visitor = Visitor()
    visitor.sign_in(int(persona("volwassene").digits))
    return visitor


@pytest.fixture
def asked(office: Office) -> CertificateCase:
    """A case with a question."""
    case = office.claimed(CLERK)
    office.wiring.handling.note(CLERK, case.id, "Alleen voor collega's.")
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor dient het?"})
    return office.now(case)


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def send(
    office: Office, citizen: Visitor, case: CertificateCase, text: str, content: bytes
) -> HTTPResponse:
    path = f"/aanvragen/{case.id}/antwoorden"
    fields = form_of(citizen.get(path), path) | {"text": text}
    place = to_upload(citizen, path, fields, "files")
    upload(citizen, place, content, into_memory(office.wiring))
    again = form_of(citizen.get(f"{path}?bestanden={basket_of(place)}"), path)
    return citizen.post(path, again | {"text": text})


def test_the_question_is_read_and_answered(
    office: Office, citizen: Visitor, asked: CertificateCase
) -> None:
    page = plain(citizen.get(f"/aanvragen/{asked.id}").body)
    assert "Waarvoor dient het?" in page
    assert "Alleen voor collega" not in page
    sent = send(office, citizen, asked, "Voor mijn werk.", PDF)
    assert sent.status_code == 303
    after = office.now(asked)
    assert after.instance.state == "clerk_review"
    assert after.verdict == asked.verdict, "the clerk keeps what the rules said"
    page = plain(citizen.get(f"/aanvragen/{asked.id}").body)
    assert "Voor mijn werk." in page
    assert "scan van Jan" not in page


def test_a_proof_is_added_while_a_colleague_looks_and_nobody_asked_for_it(
    office: Office, citizen: Visitor
) -> None:
    case = office.claimed(CLERK)
    path = f"/aanvragen/{case.id}/bewijs"
    assert f'href="{path}"' in citizen.get(f"/aanvragen/{case.id}").body.decode()
    place = to_upload(citizen, path, form_of(citizen.get(path), path), "files")
    upload(citizen, place, PDF, into_memory(office.wiring))
    again = citizen.get(f"{path}?bestanden={basket_of(place)}")
    assert citizen.post(path, form_of(again, path)).status_code == 303
    after = office.now(case)
    assert (after.instance.state, after.handling.lease) == ("clerk_review", case.handling.lease)
    page = plain(citizen.get(f"/aanvragen/{case.id}").body)
    assert "U voegde een bewijs toe." in page
    (entry,) = [e for e in office.store.entries(case.tenant, case.id) if e.attachments]
    assert entry.name == "files"


def test_the_letter_says_reason_law_and_appeal(office: Office, citizen: Visitor) -> None:
    case = office.claimed(REGISTRAR)
    office.act(REGISTRAR, case, "reject", REFUSAL)
    page = plain(citizen.get(f"/aanvragen/{case.id}").body)
    for said in ("Reden:", "GDPR, art. 12", "Raad van State", "Onleesbaar."):
        assert said in page


def test_the_promise_stands_on_the_page_whoever_takes_the_case_up(
    office: Office, citizen: Visitor
) -> None:
    case = office.waiting()
    first = plain(citizen.get(f"/aanvragen/{case.id}").body)
    promised = first.split("uiterlijk op ")[1].split(".")[0]
    office.wiring.handling.claim.chosen(CLERK, case.id)
    office.wiring.handling.release(CLERK, case.id)
    assert promised in plain(citizen.get(f"/aanvragen/{case.id}").body)
