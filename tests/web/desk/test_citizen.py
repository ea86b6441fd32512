"""The citizen's side of what the desk does: the question, the answer, the letter, the promise."""

import html
import re

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.certificates.order import CertificateCase
from tests.support.office import CLERK, PDF, REGISTRAR, Office
from tests.support.web.counter import Visitor, form_of
from tests.support.web.uploads import basket_of, into_memory, to_upload, upload

REFUSAL = {
    "reason": "identiteit_niet_bewezen",
    "basis": "GDPR, art. 12",
    "appeal": "raad_van_state",
    "text": "Onleesbaar.",
}


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
    office: Office, adult: Visitor, case: CertificateCase, text: str, content: bytes
) -> HTTPResponse:
    path = f"/aanvragen/{case.id}/antwoorden"
    fields = form_of(adult.get(path), path) | {"text": text}
    place = to_upload(adult, path, fields, "files")
    upload(adult, place, content, into_memory(office.wiring))
    again = form_of(adult.get(f"{path}?bestanden={basket_of(place)}"), path)
    return adult.post(path, again | {"text": text})


def test_the_question_is_read_and_answered(
    office: Office, adult: Visitor, asked: CertificateCase
) -> None:
    page = plain(adult.get(f"/aanvragen/{asked.id}").body)
    assert "Waarvoor dient het?" in page
    assert "Alleen voor collega" not in page
    sent = send(office, adult, asked, "Voor mijn werk.", PDF)
    assert sent.status_code == 303
    after = office.now(asked)
    assert after.instance.state == "clerk_review"
    assert after.verdict == asked.verdict, "the clerk keeps what the rules said"
    page = plain(adult.get(f"/aanvragen/{asked.id}").body)
    assert "Voor mijn werk." in page
    assert "scan van Jan" not in page


def test_a_proof_is_added_while_a_colleague_looks_and_nobody_asked_for_it(
    office: Office, adult: Visitor
) -> None:
    case = office.claimed(CLERK)
    path = f"/aanvragen/{case.id}/bewijs"
    assert f'href="{path}"' in adult.get(f"/aanvragen/{case.id}").body.decode()
    place = to_upload(adult, path, form_of(adult.get(path), path), "files")
    upload(adult, place, PDF, into_memory(office.wiring))
    again = adult.get(f"{path}?bestanden={basket_of(place)}")
    assert adult.post(path, form_of(again, path)).status_code == 303
    after = office.now(case)
    assert (after.instance.state, after.handling.lease) == ("clerk_review", case.handling.lease)
    page = plain(adult.get(f"/aanvragen/{case.id}").body)
    assert "U voegde een bewijs toe." in page
    (entry,) = [e for e in office.store.entries(case.tenant, case.id) if e.attachments]
    assert entry.name == "files"


def test_the_letter_says_reason_law_and_appeal(office: Office, adult: Visitor) -> None:
    case = office.claimed(REGISTRAR)
    office.act(REGISTRAR, case, "reject", REFUSAL)
    page = plain(adult.get(f"/aanvragen/{case.id}").body)
    for said in ("Reden:", "GDPR, art. 12", "Raad van State", "Onleesbaar."):
        assert said in page


def test_the_promise_stands_on_the_page_whoever_takes_the_case_up(
    office: Office, adult: Visitor
) -> None:
    case = office.waiting()
    first = plain(adult.get(f"/aanvragen/{case.id}").body)
    promised = first.split("uiterlijk op ")[1].split(".")[0]
    office.wiring.handling.claim.chosen(CLERK, case.id)
    office.wiring.handling.release(CLERK, case.id)
    assert promised in plain(adult.get(f"/aanvragen/{case.id}").body)
