"""The JSON API of the clerks, and of applicants with a request under way."""

import base64
from collections.abc import Iterator

import pytest
from chalicelib.domain.former_cases.case import Request

from tests.support.office import CLERK as HOLDER
from tests.support.office import PDF, Office, persona
from tests.support.requests import an_id
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    Desk,
    DeskProgram,
    open_office,
    somebody,
)

REFUSAL = {"reason": "identiteit_niet_bewezen", "basis": "GDPR", "appeal": "raad_van_state"}


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def held(office: Office) -> Request:
    """A case that the clerk of the program holds."""
    request = office.waiting()
    DeskProgram().post("review/claim", {"id": request.id})
    return request


def test_the_queue_and_a_case(office: Office) -> None:
    request = office.waiting()
    answer = DeskProgram().get("review")
    assert answer.status_code == 200
    queue = answer.json_body
    assert (queue["total"], queue["by_reason"]) == (1, {"remark_present": 1})
    (case,) = queue["cases"]
    assert case["id"] == request.id
    assert somebody("volwassene") not in answer.body.decode()
    file = DeskProgram().get(f"review/{request.id}").json_body
    assert file["remark"] == "Een vraag."
    assert any(f["code"] == "remark_present" and f["basis"] for f in file["findings"])
    assert "claim" in file["possible"]


def test_claiming_until_nothing_waits(office: Office) -> None:
    office.waiting("volwassene")
    office.waiting("ouder")
    program = DeskProgram()
    first, second = program.post("review/claim"), program.post("review/claim")
    assert {first.json_body["state"], second.json_body["state"]} == {"clerk_review"}
    assert first.json_body["id"] != second.json_body["id"]
    assert program.post("review/claim").status_code == 204


def test_what_is_claimed_is_claimed(office: Office, held: Request) -> None:
    answer = DeskProgram(COLLEAGUE).post("review/claim", {"id": held.id})
    assert (answer.status_code, answer.json_body["code"]) == (409, "already_claimed")


@pytest.mark.parametrize(
    ("verb", "body", "state"),
    [
        ("approve", {"ground": "De aanvrager zelf."}, "fetching"),
        ("ask", {"question": "Waarvoor?"}, "waiting_applicant"),
        ("release", {}, "clerk_queue"),
        ("wait", {"authority": "politie"}, "waiting_authority"),
    ],
)
def test_each_action_moves_the_case(
    office: Office, held: Request, verb: str, body: dict[str, str], state: str
) -> None:
    answer = DeskProgram().post(f"review/{held.id}/{verb}", body)
    assert (answer.status_code, answer.json_body["state"]) == (200, state)
    again = DeskProgram().post(f"review/{held.id}/{verb}", body)
    assert again.status_code == 409


def test_a_registrar_refuses(office: Office) -> None:
    request = office.waiting()
    program = DeskProgram(REGISTRAR)
    program.post("review/claim", {"id": request.id})
    answer = program.post(f"review/{request.id}/reject", REFUSAL)
    assert (answer.status_code, answer.json_body["state"]) == (200, "rejected")


@pytest.mark.parametrize(
    ("serial", "verb", "body"),
    [
        (CLERK, "reject", REFUSAL),
        (SUPERVISOR, "reject", REFUSAL),
        (1, "approve", {"ground": "x"}),
        (1, "reject", REFUSAL),
        (1, "ask", {"question": "x"}),
        (1, "release", {}),
        (1, "wait", {"authority": "politie"}),
    ],
)
def test_what_isnt_allowed_isnt_there(
    office: Office, held: Request, serial: int, verb: str, body: dict[str, str]
) -> None:
    program = DeskProgram(serial)
    there = program.post(f"review/{held.id}/{verb}", body)
    missing = program.post(f"review/{an_id(99)}/{verb}", body)
    assert there.status_code == missing.status_code == 404
    assert there.json_body == missing.json_body
    assert office.now(held).instance.state == "clerk_review"


@pytest.mark.parametrize(
    ("verb", "body", "pointer"),
    [
        ("approve", {}, "/ground"),
        ("approve", {"ground": " "}, "/ground"),
        ("ask", {"question": 3}, "/question"),
        ("wait", {"authority": "politie", "recheck_days": 99}, "/recheck_days"),
        ("wait", {"authority": "niemand"}, "/authority"),
        ("release", {"waarom": "zomaar"}, "/waarom"),
    ],
)
def test_a_wrong_body_says_where(
    office: Office, held: Request, verb: str, body: dict[str, object], pointer: str
) -> None:
    answer = DeskProgram().post(f"review/{held.id}/{verb}", body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json_body["errors"]] == [pointer]


@pytest.mark.parametrize("path", ["review", "review/claim", "intake"])
def test_without_signing_in_there_is_only_the_door(office: Office, path: str) -> None:
    method = "GET" if path == "review" else "POST"
    answer = DeskProgram().ask(method, path, b"{}", authorization="")
    assert (answer.status_code, answer.json_body["code"]) == (401, "sign_in_needed")


def test_by_the_cookie_of_the_console_with_its_token(office: Office) -> None:
    office.waiting()
    desk = Desk()
    assert desk.get("/api/v1/review").status_code == 200
    headers = {"content-type": "application/json"}
    without = desk.ask("POST", "/api/v1/review/claim", b"{}", **headers)
    assert (without.status_code, without.json_body["code"]) == (403, "csrf_failed")
    headers["x-csrf-token"] = desk.csrf
    assert desk.ask("POST", "/api/v1/review/claim", b"{}", **headers).status_code == 200


def test_intake_decides_at_once_and_only_once(office: Office) -> None:
    body = {
        "channel": "balie",
        "applicant": somebody("volwassene"),
        "document": "attest-leven",
        "identified_by": "kaart",
        "delivery": "balie",
    }
    program = DeskProgram()
    first = program.post("intake", body, idempotency_key="k")
    assert (first.status_code, first.json_body["can_issue_now"]) == (202, True)
    assert first.json_body["case"]["channel"] == "balie"
    again = program.post("intake", body, idempotency_key="k").json_body
    assert again["is_repeated"]
    assert again["case"]["id"] == first.json_body["case"]["id"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"channel": "thuisloket"}, "channel_not_keyed_in"),
        ({"identified_by": None}, "identification_missing"),
        ({"delivery": "mail"}, "address_missing"),
        ({"applicant": "85.67.30-002.92"}, "invalid_national_number"),
        ({"document": "bestaatniet"}, "unknown_document"),
    ],
)
def test_intake_says_what_is_missing(office: Office, changes: dict[str, object], code: str) -> None:
    body = {
        "channel": "balie",
        "applicant": somebody("volwassene"),
        "document": "attest-leven",
        "identified_by": "kaart",
        "delivery": "balie",
    }
    answer = DeskProgram().post("intake", body | changes, idempotency_key="k")
    assert (answer.status_code, answer.json_body["code"]) == (422, code)


def test_intake_is_for_staff(office: Office) -> None:
    assert DeskProgram(1).post("intake", {}, idempotency_key="k").status_code == 404


def test_the_applicant_answers_with_files_and_takes_back(office: Office) -> None:
    request = office.claimed(HOLDER)
    office.wiring.workqueue.ask(HOLDER, request.id, "Waarvoor?")
    applicant = DeskProgram(persona("volwassene").digits)
    body = {"text": "Werk.", "files": [{"content": base64.b64encode(PDF).decode()}]}
    answer = applicant.post(f"requests/{request.id}/answer", body)
    assert (answer.status_code, answer.json_body["state"]) == (200, "clerk_queue")
    assert all(not f["sentence"].startswith("Er staat") for f in _findings(answer.json_body))
    taken_back = applicant.post(f"requests/{request.id}/withdraw")
    assert (taken_back.status_code, taken_back.json_body["state"]) == (200, "withdrawn")
    again = applicant.post(f"requests/{request.id}/withdraw")
    assert again.status_code == 409


def _findings(answer: dict[str, dict[str, list[dict[str, str]]]]) -> list[dict[str, str]]:
    findings = answer["verdict"]["findings"]
    assert findings
    return findings


@pytest.mark.parametrize("verb", ["answer", "withdraw"])
def test_nobody_else_touches_a_request(office: Office, verb: str) -> None:
    request = office.waiting()
    other = DeskProgram(persona("ouder").digits)
    body = {"text": "Ik."} if verb == "answer" else {}
    assert other.post(f"requests/{request.id}/{verb}", body).status_code == 404
    assert office.now(request).instance.state == "clerk_queue"


@pytest.mark.parametrize("content", ["geen base64!", base64.b64encode(b"MZ").decode()])
def test_a_file_that_is_none_is_refused(office: Office, content: str) -> None:
    request = office.claimed(HOLDER)
    office.wiring.workqueue.ask(HOLDER, request.id, "Waarvoor?")
    applicant = DeskProgram(persona("volwassene").digits)
    body = {"text": "Werk.", "files": [{"content": content}]}
    assert applicant.post(f"requests/{request.id}/answer", body).status_code == 422
