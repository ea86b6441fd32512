"""What can't be right gets a stable code and a Dutch sentence, and isn't stored."""

import json
from typing import Any

import pytest

import app
from chalicelib.ports.errors import RetryableError
from chalicelib.web.http.addresses import API
from chalicelib.web.http.frame import ANY, METHODS
from tests.support.requests import a_number
from tests.support.web.counter import (
    Counter,
    Program,
    Visitor,
    form_of,
    number_in_print,
    open_counter,
)
from tests.support.web.routes import routes

PATH = "/api/v1/requests"
WISH: dict[str, Any] = {"document": "attest-leven"}
WRONG_NUMBER = a_number(2).digits[:-2] + "00"
SECRET = "Gevoelige Naam"


def other(**changes: object) -> dict[str, object]:
    return {"subject": {"national_number": number_in_print(2), "relation": "spouse"} | changes}


BAD_WISHES: list[tuple[dict[str, object], str, str | None]] = [
    ({"document": "attest-onbestaand"}, "unknown_document", "/document"),
    ({"document": "../attest-leven"}, "unknown_document", "/document"),
    ({"variant": "afschrift"}, "unknown_variant", "/variant"),
    ({"language": "en"}, "unknown_language", "/language"),
    ({"purpose": "visa"}, "unknown_purpose", "/purpose"),
    ({"activity": "bedacht"}, "unknown_activity", "/activity"),
    ({"email": "geen adres"}, "invalid_email", "/email"),
    ({"email": "a@b.be\r\nBcc: c@d.be"}, "invalid_email", "/email"),
    (other(national_number=WRONG_NUMBER), "invalid_national_number", "/subject/national_number"),
    (
        other(national_number="zevenentachtig"),
        "invalid_national_number",
        "/subject/national_number",
    ),
    (other(national_number="85"), "invalid_body", "/subject/national_number"),
    (other(national_number=85073003328), "invalid_body", "/subject/national_number"),
    (other(relation="neef"), "invalid_body", "/subject/relation"),
    (other(nickname="x"), "invalid_body", "/subject/nickname"),
    ({"subject": "mezelf"}, "invalid_body", "/subject"),
    ({"document": None}, "invalid_body", "/document"),
    ({"document": 7}, "invalid_body", "/document"),
    ({"document": ""}, "invalid_body", "/document"),
    ({"document": ["attest-leven"]}, "invalid_body", "/document"),
    ({"document": "x" * 65}, "invalid_body", "/document"),
    ({"language": "xx"}, "invalid_body", "/language"),
    ({"abroad": "Frankrijk"}, "invalid_body", "/abroad"),
    ({"remark": "x" * 1001}, "invalid_body", "/remark"),
    ({"state": "delivered"}, "invalid_body", "/state"),
    ({"applicant": {"assurance": "high"}}, "invalid_body", "/applicant"),
]


@pytest.mark.parametrize(("change", "code", "pointer"), BAD_WISHES)
def test_a_wish_that_cannot_be_is_refused_by_name(
    counter: Counter, program: Program, change: dict[str, object], code: str, pointer: str
) -> None:
    answer = program.submit(WISH | change)
    body = refused(counter, answer, 422, code)
    assert pointer in [error["pointer"] for error in body["errors"]]
    assert all(error["detail"] and error["code"] for error in body["errors"])


def test_everything_that_is_wrong_is_told_at_once(counter: Counter, program: Program) -> None:
    answer = program.submit({"documnet": "attest-leven", "language": 3})
    body = refused(counter, answer, 422, "invalid_body")
    assert {e["pointer"] for e in body["errors"]} == {"/document", "/documnet", "/language"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"document=attest-leven",
        b"\xff\xfe",
        b'{"document": "attest-leven",}',
        b"[" * 5000,
        b'{"document": "\xc3\x28"}',
    ],
)
def test_what_is_no_json_is_refused(counter: Counter, program: Program, body: bytes) -> None:
    answer = program.ask("POST", PATH, body, **{"idempotency-key": "k"})
    refused(counter, answer, 400, "malformed_json")


@pytest.mark.parametrize("body", [b"[]", b"null", b"3", b'"attest-leven"'])
def test_json_that_is_no_object_is_refused(counter: Counter, program: Program, body: bytes) -> None:
    answer = program.ask("POST", PATH, body, **{"idempotency-key": "k"})
    refused(counter, answer, 422, "invalid_body")


def test_a_body_of_a_megabyte_is_not_even_read(counter: Counter, program: Program) -> None:
    body = json.dumps(WISH | {"remark": "x" * 1_000_000}).encode()
    answer = program.ask("POST", PATH, body, **{"idempotency-key": "k"})
    refused(counter, answer, 413, "body_too_large")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "multipart/form-data"])
def test_another_content_type_is_refused(
    counter: Counter, program: Program, content_type: str
) -> None:
    answer = program.ask(
        "POST",
        PATH,
        json.dumps(WISH).encode(),
        **{"idempotency-key": "k", "content-type": content_type},
    )
    refused(counter, answer, 415, "unsupported_media_type")


def test_without_a_key_it_cannot_be_repeated_safely(counter: Counter, program: Program) -> None:
    answer = program.ask("POST", PATH, json.dumps(WISH).encode())
    refused(counter, answer, 400, "missing_idempotency_key")


@pytest.mark.parametrize("key", ["x" * 201, "met\ttab", "\u00e9"])
def test_a_key_that_is_none_is_refused(counter: Counter, program: Program, key: str) -> None:
    refused(counter, program.submit(WISH, key), 400, "invalid_idempotency_key")


def test_without_any_header_it_is_nobody(counter: Counter) -> None:
    nobody = Visitor()
    nobody.host = ""
    answer = nobody.ask("POST", PATH, json.dumps(WISH).encode())
    refused(counter, answer, 401, "sign_in_needed")


def test_a_sign_in_without_a_mail_address_must_give_one(counter: Counter) -> None:
    counter.people.email = ""
    refused(counter, Program().submit(WISH), 422, "invalid_email")
    assert Program().submit(WISH | {"email": "een@voorbeeld.example"}).status_code == 202


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_is_none_is_refused(counter: Counter, program: Program, method: str) -> None:
    answer = program.ask(method, PATH)
    refused(counter, answer, 405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_every_path_reaches_us_by_every_method_and_programs_by_every_path() -> None:
    """Else API Gateway answers, with one page for people and programs alike."""
    known = app.app.routes
    assert {path for path in routes() if ANY not in known[path]} == set()
    assert set(known[f"{API}/{{rest+}}"]) == set(METHODS)


@pytest.mark.parametrize("path", ["/api/v1/onbestaand", "/api/v1/requests/a/b/c"])
def test_a_path_that_is_none_is_refused(counter: Counter, program: Program, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        refused(counter, program.ask(method, path), 404, "not_found")


def test_what_was_sent_never_comes_back_in_an_error(counter: Counter, program: Program) -> None:
    number = number_in_print(2)
    subject = {"national_number": number, "relation": SECRET}
    for wish in (
        WISH | {"subject": subject, "email": SECRET, "language": SECRET, "remark": [SECRET]},
        WISH | {"email": SECRET},
        {"document": SECRET},
    ):
        body = program.submit(wish).body.decode()
        assert SECRET not in body
        assert number not in body


class Broken:
    """A part that fails in a way nobody foresaw."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"{SECRET} in {name}")


def test_what_nobody_foresaw_shows_nothing_but_a_reference(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with open_counter({"store": Broken()}) as counter:
        answer = Program().submit(WISH)
        body = answer.json_body
        assert (answer.status_code, body["code"]) == (500, "internal_error")
        reference = body["instance"].removeprefix("urn:uuid:")
        logged = str(caplog.records[-1].__dict__)
        assert reference in logged
        assert "RuntimeError" in logged
        assert SECRET not in logged + answer.body.decode()
        page = Visitor()
        page.sign_in()
        text = page.get("/aanvragen").body.decode()
        assert "Dat lukt nu niet" in text
        assert SECRET not in text + str([record.__dict__ for record in caplog.records])
        assert not list(counter.queue.messages)


def test_a_store_that_is_away_is_temporary() -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise RetryableError(name)

    with open_counter({"store": Away()}):
        answer = Program().submit(WISH)
        assert (answer.status_code, answer.json_body["code"]) == (503, "temporarily_unavailable")
        assert answer.headers["Retry-After"] == "30"
    with open_counter({"sessions": Away()}):
        visitor = Visitor()
        visitor.cookies["__Host-thuisloket-34022"] = "een-sessie"
        answer = visitor.get("/")
        assert answer.status_code == 503
        assert "Probeer het over een minuut opnieuw" in answer.body.decode()


def refused(counter: Counter, answer: Any, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    body: dict[str, Any] = json.loads(answer.body)
    assert body["code"] == code
    assert body["status"] == status
    assert body["type"].endswith(code)
    assert body["detail"].endswith(".")
    assert counter.stored() == []
    assert not counter.queue.messages
    return body


UNSEEN = "\0\u202e\u2066\x1b"


def test_a_remark_is_stored_without_what_nobody_sees(counter: Counter, program: Program) -> None:
    program.submit(WISH | {"remark": f"{UNSEEN}Met {UNSEEN}spoed"})
    assert [case.payload.remark for case in counter.stored()] == ["Met spoed"]


def test_a_form_is_stored_without_what_nobody_sees(counter: Counter, citizen: Visitor) -> None:
    path = "/documenten/attest-leven/aanvragen"
    form = form_of(citizen.get(path), path)
    citizen.post(path, form | {"email": f"{UNSEEN}iemand@voorbeeld.example"})
    assert [case.parties[0].email for case in counter.stored()] == ["iemand@voorbeeld.example"]
