"""Programs of staff with certificates' cases: claim one, look into it, act in it."""

from collections.abc import Mapping
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.certificates.order import CertificateCase
from tests.support.office import PDF, Office
from tests.support.requests import an_id
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    TEN,
    Desk,
    DeskProgram,
    somebody,
)
from tests.support.web.uploads import into_memory

REFUSAL = {"reason": "identiteit_niet_bewezen", "text": "De kopie was onleesbaar."}
GROUND = {"ground": "De aanvrager zelf."}


@pytest.fixture
def held(office: Office) -> CertificateCase:
    """A case that the clerk of the program holds."""
    case = office.waiting()
    DeskProgram().post(f"cases/{case.id}/claim")
    return case


def act(
    serial: int, case_id: str, action: str, fields: dict[str, str], key: str = "k", **more: Any
) -> HTTPResponse:
    program = DeskProgram(serial)
    seen = program.get(f"cases/{case_id}").json_body.get("version", 0)
    body = {"seen": seen, "fields": fields, **more}
    return program.post(f"cases/{case_id}/actions/{action}", body, idempotency_key=key)


def test_the_worklist_counts_by_document_and_by_reason_and_tells_nothing_of_people(
    office: Office,
) -> None:
    case = office.waiting()
    answer = DeskProgram().get("worklists")
    found = answer.json_body
    assert (found["total"], found["by_reason"]) == (1, {"remark_present": 1})
    assert [(line["id"], line["title"]) for line in found["cases"]] == [
        (case.id, "Attest van hoofdverblijfplaats (bewijs van woonst)")
    ]
    assert somebody("volwassene") not in answer.body.decode()


def test_a_case_is_seen_with_its_rules_as_staff_read_them_and_the_look_is_logged(
    office: Office,
) -> None:
    case = office.waiting()
    before = len(office.log.of_person(case.tenant, case.payload.subject, 100))
    seen = DeskProgram().get(f"cases/{case.id}").json_body
    (finding,) = [f for f in seen["findings"] if f["code"] == "remark_present"]
    assert finding["basis"]
    assert "lees ze voor u beslist" in finding["sentence"]
    assert len(office.log.of_person(case.tenant, case.payload.subject, 100)) == before + 1


@pytest.mark.parametrize(
    ("action", "fields", "state"),
    [
        ("approve", GROUND, "fetching"),
        ("ask_applicant", {"text": "Waarvoor?"}, "waiting_applicant"),
        ("ask_authority", {"authority": "politie"}, "waiting_authority"),
    ],
)
def test_each_action_moves_the_case_once(
    office: Office, held: CertificateCase, action: str, fields: dict[str, str], state: str
) -> None:
    answer = act(CLERK, held.id, action, fields)
    assert answer.status_code == 200, answer.json_body
    assert office.now(held).instance.state == state
    assert act(CLERK, held.id, action, fields).json_body == answer.json_body
    assert act(CLERK, held.id, action, fields, key="nog eens").status_code == 409


WORK: Mapping[str, str] = {
    "approve": "delivered",
    "ask_applicant": "waiting_applicant",
    "ask_authority": "waiting_authority",
    "approve_uploaded": "delivered",
    "escalate": "clerk_review",
}
"""What a program of a clerk does with each case, and where that leads."""

FIELDS = {
    "approve": GROUND,
    "approve_uploaded": GROUND,
    "ask_applicant": {"text": "Waarvoor?"},
    "ask_authority": {"authority": "politie"},
}


def uploaded(office: Office, program: DeskProgram, case_id: str) -> str:
    place = {"case": case_id, "action": "approve_uploaded", "field": "pdf"}
    ready = program.post("uploads", place).json_body
    into_memory(office.wiring)(ready["fields"]["key"], PDF)
    assert program.post(f"uploads/{ready['basket']}").json_body["problem"] == ""
    return str(ready["basket"])


def test_a_program_works_thirty_mixed_cases_away(office: Office) -> None:
    attests = ("attest-hoofdverblijfplaats", "attest-leven", "attest-nationaliteit")
    for key in TEN:
        for document in attests:
            office.waiting(key, document)
    program, done = DeskProgram(), {}
    for what in (*WORK,) * 6:
        case_id = program.post("worklists/next").json_body["id"]
        one = f"cases/{case_id}"
        facts = program.get(f"{one}/facts").json_body
        assert "person" in [said["register_name"] for said in facts["registers"]]
        assert program.post(f"{one}/note", {"text": "Nagekeken."}).status_code == 200
        assert program.post(f"{one}/heartbeat").status_code == 200
        if what == "escalate":
            assert program.post(f"{one}/escalate", {"text": "Twijfel."}).status_code == 200
        else:
            basket = uploaded(office, program, case_id) if what == "approve_uploaded" else ""
            answer = act(CLERK, case_id, what, FIELDS[what], basket=basket)
            assert answer.status_code == 200, answer.json_body
        done[case_id] = what
    assert program.post("worklists/next").status_code == 204
    office.drain()
    stands = {id_: office.wiring.cases.store.get("34022", id_) for id_ in done}
    assert {id_: case.instance.state for id_, case in stands.items()} == {  # type: ignore[union-attr]
        id_: WORK[what] for id_, what in done.items()
    }


def test_a_supervisor_takes_over_and_a_registrar_reads_the_letter_first(
    office: Office, held: CertificateCase
) -> None:
    one = f"cases/{held.id}"
    assert DeskProgram(SUPERVISOR).post(f"{one}/take-over").status_code == 200
    DeskProgram(SUPERVISOR).post(f"{one}/release")
    registrar = DeskProgram(REGISTRAR)
    registrar.post(f"{one}/claim")
    seen = registrar.get(one).json_body["version"]
    body = {"seen": seen, "fields": REFUSAL}
    letter = registrar.post(f"{one}/preview/reject", body).json_body
    assert "De kopie was onleesbaar." in letter["paragraphs"]
    assert office.now(held).instance.state == "clerk_review"
    wrong = registrar.post(f"{one}/preview/reject", {"seen": seen, "fields": {}})
    assert wrong.status_code == 422
    assert DeskProgram(1).post(f"{one}/preview/reject", body).status_code == 404


def test_what_was_keyed_in_is_put_right_by_a_program(office: Office) -> None:
    wish = {
        "document": "attest-leven",
        "applicant": somebody("volwassene"),
        "channel": "telefoon",
        "identified_by": "terugbellen",
    }
    program = DeskProgram()
    keyed = program.post("intake", wish | {"email": "iemand@example.org"}, idempotency_key="k1")
    assert keyed.status_code in {200, 202}, keyed.json_body
    office.drain()
    case_id = keyed.json_body["case"]["id"]
    program.post(f"cases/{case_id}/claim")
    fields = {"language": "fr", "why": "De aanvrager vroeg Frans."}
    assert act(CLERK, case_id, "correct", fields).status_code == 200


def test_a_registrar_refuses_who_holds_the_case(office: Office) -> None:
    case = office.waiting()
    assert act(REGISTRAR, case.id, "reject", REFUSAL).json_body["code"] == "not_held"
    DeskProgram(REGISTRAR).post(f"cases/{case.id}/claim")
    assert act(REGISTRAR, case.id, "reject", REFUSAL).status_code == 200
    assert office.now(case).instance.state == "rejected"


@pytest.mark.parametrize(
    ("serial", "action", "fields", "status"),
    [
        (CLERK, "reject", REFUSAL, 403),
        (COLLEAGUE, "approve", GROUND, 409),
        (SUPERVISOR, "reject", REFUSAL, 403),
        (1, "approve", GROUND, 404),
        (1, "reject", REFUSAL, 404),
    ],
)
def test_what_isnt_allowed_changes_nothing(
    office: Office,
    held: CertificateCase,
    serial: int,
    action: str,
    fields: dict[str, str],
    status: int,
) -> None:
    assert act(serial, held.id, action, fields).status_code == status
    if status == 404:
        missing = act(serial, an_id(99), action, fields)
        assert missing.json_body == act(serial, held.id, action, fields).json_body
    assert office.now(held).instance.state == "clerk_review"


@pytest.mark.parametrize(
    ("action", "fields", "pointer"),
    [
        ("approve", {"ground": " "}, "/fields/ground"),
        ("ask_applicant", {}, "/fields/text"),
        ("ask_authority", {"authority": "niemand"}, "/fields/authority"),
    ],
)
def test_a_wrong_field_says_which(
    office: Office, held: CertificateCase, action: str, fields: dict[str, str], pointer: str
) -> None:
    answer = act(CLERK, held.id, action, fields)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json_body["errors"]] == [pointer]


def test_staff_take_a_case_back_for_its_applicant_and_say_how_they_know(
    office: Office, held: CertificateCase
) -> None:
    behalf = {"role": "applicant", "party": 1}
    assert act(CLERK, held.id, "withdraw", {}, behalf=behalf).status_code == 422
    known = behalf | {"established": "kaart"}
    assert act(CLERK, held.id, "withdraw", {}, behalf=known).status_code == 200
    assert office.now(held).instance.state == "withdrawn"


def test_by_the_cookie_of_the_console_with_its_token(office: Office, held: CertificateCase) -> None:
    desk = Desk()
    path, json = f"/api/v1/cases/{held.id}", {"content-type": "application/json"}
    assert desk.get(path).json_body["state"] == "clerk_review"
    body = b'{"seen": 0, "fields": {}}'
    without = desk.ask("POST", f"{path}/actions/approve", body, **json)
    assert (without.status_code, without.json_body["code"]) == (403, "csrf_failed")


@pytest.mark.parametrize(("method", "path"), [("GET", "worklists"), ("POST", "worklists/next")])
def test_without_signing_in_there_is_only_the_door(office: Office, method: str, path: str) -> None:
    answer = DeskProgram().ask(method, path, b"{}", authorization="")
    assert (answer.status_code, answer.json_body["code"]) == (401, "sign_in_needed")
