"""Programs of staff key in what came by another channel."""

import pytest

from tests.support.office import Office
from tests.support.web.desk import DeskProgram, somebody


def body(**changes: object) -> dict[str, object]:
    known: dict[str, object] = {
        "channel": "balie",
        "applicant": somebody("volwassene"),
        "document": "attest-leven",
        "identified_by": "kaart",
        "delivery": "balie",
    }
    return known | changes


def test_it_is_taken_in_once_and_followed_until_the_document_is_there(office: Office) -> None:
    program = DeskProgram()
    first = program.post("intake", body(), idempotency_key="k")
    assert (first.status_code, first.json_body["case"]["state"]) == (202, "submitted")
    case, there = first.json_body["case"], first.headers["Location"].removeprefix("/api/v1/")
    assert program.get(there).json_body["is_automatic"]
    office.drain()
    now = program.get(there).json_body
    assert (now["is_final"], now["documents"]) == (True, ["result"])
    again = program.post("intake", body(), idempotency_key="k").json_body
    assert again["is_repeated"]
    assert again["case"]["id"] == case["id"]


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
def test_it_says_what_is_missing(office: Office, changes: dict[str, object], code: str) -> None:
    answer = DeskProgram().post("intake", body(**changes), idempotency_key="k")
    assert (answer.status_code, answer.json_body["code"]) == (422, code)


def test_it_is_for_staff(office: Office) -> None:
    assert DeskProgram(1).post("intake", {}, idempotency_key="k").status_code == 404
    nobody = DeskProgram().ask("POST", "intake", b"{}", authorization="", idempotency_key="k")
    assert (nobody.status_code, nobody.json_body["code"]) == (401, "sign_in_needed")
