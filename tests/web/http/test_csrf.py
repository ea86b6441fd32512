"""Whatever changes something must come from our own page, or carry a bearer token."""

import json

import pytest

from tests.support.web.counter import Counter, Program, Visitor, form_of

FORM = "/documenten/attest-leven/aanvragen"


@pytest.mark.parametrize("token", [None, "", "bedacht", "\u00e9"])
def test_a_form_without_the_right_token_does_nothing(
    counter: Counter, citizen: Visitor, token: str | None
) -> None:
    form = form_of(citizen.get(FORM), FORM)
    del form["csrf"]
    answer = citizen.post(FORM, form | ({} if token is None else {"csrf": token}))
    assert answer.status_code == 403
    assert counter.stored() == []


def test_the_token_looks_otherwise_on_each_page_and_each_time_it_is_right(
    counter: Counter, citizen: Visitor
) -> None:
    forms = [form_of(citizen.get(FORM), FORM) for _ in range(2)]
    assert forms[0]["csrf"] != forms[1]["csrf"]
    assert [citizen.post(FORM, form).status_code for form in forms] == [303, 303]


def test_no_page_shows_the_token_itself(counter: Counter, citizen: Visitor) -> None:
    session_id = citizen.cookies["__Host-thuisloket-34022"]
    session = counter.wiring.state.sessions.get(session_id)
    assert session
    for path in (FORM, "/", "/aanvragen", "/documenten?zoek=gezin"):
        assert session.csrf not in citizen.get(path).body.decode()


def test_the_token_of_somebody_else_is_a_wrong_one(counter: Counter, citizen: Visitor) -> None:
    other = Visitor()
    other.sign_in(2)
    theirs = form_of(other.get(FORM), FORM)["csrf"]
    answer = citizen.post(FORM, form_of(citizen.get(FORM), FORM) | {"csrf": theirs})
    assert answer.status_code == 403
    assert counter.stored() == []


def test_signing_out_needs_the_token_too(citizen: Visitor) -> None:
    assert citizen.post("/afmelden", {}).status_code == 403
    assert citizen.get("/aanvragen").status_code == 200


def test_the_api_takes_no_change_by_cookie_alone(counter: Counter, citizen: Visitor) -> None:
    body = json.dumps({"document": "attest-leven"}).encode()
    headers = {"content-type": "application/json", "idempotency-key": "k"}
    answer = citizen.ask("POST", "/api/v1/requests", body, **headers)
    assert (answer.status_code, answer.json_body["code"]) == (403, "csrf_failed")
    assert counter.stored() == []


def test_the_api_takes_a_change_by_cookie_and_token(counter: Counter, citizen: Visitor) -> None:
    token = form_of(citizen.get(FORM), FORM)["csrf"]
    body = json.dumps({"document": "attest-leven"}).encode()
    headers = {"content-type": "application/json", "idempotency-key": "k", "x-csrf-token": token}
    assert citizen.ask("POST", "/api/v1/requests", body, **headers).status_code == 202


def test_reading_by_cookie_needs_no_token(citizen: Visitor) -> None:
    assert citizen.get("/api/v1/requests").status_code == 200


def test_a_bearer_token_needs_no_other(program: Program) -> None:
    assert program.submit({"document": "attest-leven"}).status_code == 202
