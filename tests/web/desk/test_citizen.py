"""The citizen's side of a case: the question, the answer, the letter, taking back."""

import html
import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse
from chalicelib.domain.former_cases.case import Request

from chalicelib.domain.certificates.letters import Refusal
from tests.support.office import CLERK, PDF, REGISTRAR, Office, persona
from tests.support.web.counter import Visitor
from tests.support.web.desk import multipart, open_office

REFUSAL = Refusal("identiteit_niet_bewezen", "GDPR, art. 12", "raad_van_state", "Onleesbaar.")


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
def asked(office: Office) -> Request:
    """A request with a question."""
    request = office.claimed(CLERK)
    office.wiring.workqueue.note(CLERK, request.id, "Alleen voor collega's.")
    return office.wiring.workqueue.ask(CLERK, request.id, "Waarvoor dient het?")


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def send(
    citizen: Visitor, request: Request, text: str, *files: tuple[str, str, bytes]
) -> HTTPResponse:
    page = citizen.get(f"/aanvragen/{request.id}").body.decode()
    token = page.split('name="csrf" value="')[1].split('"')[0]
    content_type, body = multipart({"csrf": token, "antwoord": text}, *files)
    path = f"/aanvragen/{request.id}/antwoord"
    return citizen.ask("POST", path, body, **{"content-type": content_type})


def test_the_question_is_read_and_answered(
    office: Office, citizen: Visitor, asked: Request
) -> None:
    page = plain(citizen.get(f"/aanvragen/{asked.id}").body)
    assert "Waarvoor dient het?" in page
    assert "Alleen voor collega" not in page
    assert (
        send(citizen, asked, "Voor mijn werk.", ("bijlagen", "image/png", PDF)).status_code == 303
    )
    assert office.now(asked).instance.state == "clerk_queue"
    page = plain(citizen.get(f"/aanvragen/{asked.id}").body)
    assert "Voor mijn werk." in page
    assert "1 bijlage" in page
    assert "scan van Jan" not in page


def test_the_answer_leaves_the_clerk_what_the_rules_said(
    office: Office, citizen: Visitor, asked: Request
) -> None:
    send(citizen, asked, "Voor mijn werk.")
    assert office.now(asked).verdict == asked.verdict


@pytest.mark.parametrize(
    ("text", "content", "field"),
    [("", b"", "antwoord"), ("Zie bijlage.", b"MZ een programma", "bijlagen")],
)
def test_a_wrong_answer_keeps_its_text(
    office: Office, citizen: Visitor, asked: Request, text: str, content: bytes, field: str
) -> None:
    answer = send(citizen, asked, text, ("bijlagen", "application/pdf", content))
    assert answer.status_code == 422
    body = answer.body.decode()
    assert f'id="{field}-fout"' in body
    assert f">{text}</textarea>" in body
    assert office.now(asked).instance.state == "waiting_applicant"


def test_nobody_else_answers(office: Office, asked: Request) -> None:
    other = Visitor()
    other.sign_in(int(persona("ouder").digits))
    page = other.get("/documenten/attest-leven/aanvragen").body.decode()
    token = page.split('name="csrf" value="')[1].split('"')[0]
    content_type, body = multipart({"csrf": token, "antwoord": "Ik!"})
    path = f"/aanvragen/{asked.id}/antwoord"
    assert other.ask("POST", path, body, **{"content-type": content_type}).status_code == 404
    assert other.post(f"/aanvragen/{asked.id}/intrekken", {"csrf": token}).status_code == 404
    assert office.now(asked).instance.state == "waiting_applicant"


def test_an_answer_needs_the_token(office: Office, citizen: Visitor, asked: Request) -> None:
    content_type, body = multipart({"antwoord": "Voor mijn werk."})
    path = f"/aanvragen/{asked.id}/antwoord"
    assert citizen.ask("POST", path, body, **{"content-type": content_type}).status_code == 403


def test_the_letter_says_reason_law_and_appeal(office: Office, citizen: Visitor) -> None:
    request = office.claimed(REGISTRAR)
    office.wiring.workqueue.decide.reject(REGISTRAR, request.id, REFUSAL)
    page = plain(citizen.get(f"/aanvragen/{request.id}").body)
    for said in ("Reden:", "GDPR, art. 12", "Raad van State", "Onleesbaar."):
        assert said in page


def test_a_request_is_taken_back_once(office: Office, citizen: Visitor, asked: Request) -> None:
    page = citizen.get(f"/aanvragen/{asked.id}").body.decode()
    token = page.split('name="csrf" value="')[1].split('"')[0]
    path = f"/aanvragen/{asked.id}/intrekken"
    assert citizen.post(path, {"csrf": token}).status_code == 303
    assert office.now(asked).instance.state == "withdrawn"
    assert "Aanvraag intrekken" not in citizen.get(f"/aanvragen/{asked.id}").body.decode()


def test_the_promise_stands_on_the_page(office: Office, citizen: Visitor) -> None:
    request = office.waiting()
    first = plain(citizen.get(f"/aanvragen/{request.id}").body)
    promised = first.split("U hoort van ons uiterlijk op ")[1].split(".")[0]
    office.wiring.workqueue.claim.chosen(CLERK, request.id)
    office.wiring.workqueue.release(CLERK, request.id)
    assert promised in plain(citizen.get(f"/aanvragen/{request.id}").body)
