"""The short form of the API: what an applicant does with a request under way."""

import base64
import json
from typing import Any

import pytest

from chalicelib.domain.certificates.order import CertificateCase
from tests.support.web.counter import PDF, Counter, Program, number_in_print
from tests.support.web.uploads import into_memory

WISH = {"document": "attest-leven"}
BEFORE_CLERK, ASKED = "clerk_review", "waiting_applicant"


def asked(counter: Counter, program: Program) -> CertificateCase:
    """A request about which a clerk has a question."""
    program.submit(WISH)
    return counter.ask(counter.hand_over(counter.stored()[0]), "Waarvoor?")


def does(program: Program, case: CertificateCase, verb: str, body: bytes = b"{}") -> Any:
    return program.ask("POST", f"/api/v1/requests/{case.id}/{verb}", body)


def an_answer(content: str) -> bytes:
    return b'{"text": "Werk.", "files": [{"content": "%s"}]}' % content.encode()


def test_the_applicant_answers_with_files_and_takes_back(
    counter: Counter, program: Program
) -> None:
    case = asked(counter, program)
    answer = does(program, case, "answer", an_answer(base64.b64encode(PDF).decode()))
    assert (answer.status_code, answer.json_body["state"]) == (200, BEFORE_CLERK)
    said = [e for e in counter.store.entries(case.tenant, case.id) if e.author == "party:1"]
    assert [entry.text for entry in said if entry.text] == ["Werk."]
    assert sum(len(entry.attachments) for entry in said) == 1
    taken_back = does(program, case, "withdraw")
    assert (taken_back.status_code, taken_back.json_body["state"]) == (200, "withdrawn")
    assert does(program, case, "withdraw").status_code == 409


@pytest.mark.parametrize("content", ["geen base64!", base64.b64encode(b"MZ").decode()])
def test_a_file_that_is_none_is_refused(counter: Counter, program: Program, content: str) -> None:
    case = asked(counter, program)
    assert does(program, case, "answer", an_answer(content)).status_code == 422
    assert counter.now(case).instance.state == ASKED


def test_an_answer_says_something(counter: Counter, program: Program) -> None:
    case = asked(counter, program)
    answer = does(program, case, "answer", b'{"text": "  "}')
    assert (answer.status_code, answer.json_body["code"]) == (422, "text_missing")
    assert counter.now(case).instance.state == ASKED


@pytest.mark.parametrize(("verb", "body"), [("answer", b'{"text": "Ik."}'), ("withdraw", b"{}")])
def test_nobody_else_touches_a_request(
    counter: Counter, program: Program, verb: str, body: bytes
) -> None:
    case = asked(counter, program)
    assert does(Program(2), case, verb, body).status_code == 404
    assert counter.now(case) == case


def test_what_waits_says_until_when(counter: Counter, program: Program) -> None:
    case = asked(counter, program)
    body = program.get(f"/api/v1/requests/{case.id}").json_body
    assert body["state"] == ASKED
    assert body["due_at"].startswith("2026-04-16")


def test_a_program_gives_an_interest_a_reason_and_a_proof(
    counter: Counter, program: Program
) -> None:
    place = {"process": "certificate_request", "field": "proof"}
    ready = program.ask("POST", "/api/v1/uploads", json.dumps(place).encode()).json_body
    into_memory(counter.wiring)(ready["fields"]["key"], PDF)
    program.ask("POST", f"/api/v1/uploads/{ready['basket']}", b"{}")
    wish = {
        "document": "akte-huwelijk",
        "subject": {"national_number": number_in_print(2), "relation": "heir"},
        "interest": "inheritance",
        "reason": "Voor de notaris.",
        "basket": ready["basket"],
    }
    assert program.submit(wish).status_code == 202
    (case,) = counter.stored()
    assert (case.payload.interest, case.payload.reason) == ("inheritance", "Voor de notaris.")
    (entry,) = counter.store.entries(case.tenant, case.id)
    assert (entry.name, len(entry.attachments)) == ("proof", 1)
    wrong = program.submit(wish | {"interest": "nieuwsgierig", "basket": ""}, "een andere sleutel")
    assert (wrong.status_code, wrong.json_body["code"]) == (422, "unknown_interest")
