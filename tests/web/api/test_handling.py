"""The API of those who work through the worklists, with a bearer token."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.domain.cases.handling import Handling
from tests.support.requests import an_id
from tests.support.web.cases import CHIEF, OTHER, SCRIBE, WARDEN, CaseDesk, open_cases
from tests.support.web.desk import CLERK, Desk, DeskProgram


@pytest.fixture
def desk() -> Iterator[CaseDesk]:
    with open_cases() as opened:
        yield opened


def post(serial: int, path: str, body: object = None) -> tuple[int, Any]:
    answer = DeskProgram(serial).post(path, body)
    return answer.status_code, answer.json_body if answer.body else None


def test_a_case_goes_from_hand_to_hand(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    version = desk.bureau.case(case_id).instance.version
    one = f"cases/{case_id}"
    status, taken = post(SCRIBE, "worklists/next", {"process": "pact"})
    assert (status, taken["id"], taken["held_by"]) == (200, case_id, f"k{SCRIBE}")
    assert post(OTHER, f"{one}/claim")[1]["code"] == "already_claimed"
    desk.go(minutes=5)
    assert post(SCRIBE, f"{one}/heartbeat")[1]["until"] > taken["held_until"]
    assert post(SCRIBE, f"{one}/note", {"text": "Belde terug."})[0] == 200
    assert post(SCRIBE, f"{one}/escalate", {"text": "Te hoog."})[1]["is_escalated"]
    assert post(OTHER, "worklists/next")[0] == 204
    assert post(CHIEF, f"{one}/assign", {"to": f"k{OTHER}"})[1]["assigned_to"] == f"k{OTHER}"
    assert post(OTHER, f"{one}/claim")[1]["held_by"] == f"k{OTHER}"
    assert post(CHIEF, f"{one}/take-over")[1]["held_by"] == f"k{CHIEF}"
    released = post(CHIEF, f"{one}/release")[1]
    assert (released["held_by"], released["version"]) == ("", version)


def test_the_worklists_tell_nothing_of_people(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    program = DeskProgram(SCRIBE)
    answer = program.get("worklists?process=pact&team=noord")
    assert [line["id"] for line in answer.json_body["cases"]] == [case_id]
    assert answer.json_body["by_urgency"] == {"on_time": 1}
    assert b"ann@example.org" not in answer.body
    assert program.get("worklists?urgency=late").json_body["found"] == 0
    assert program.get("worklists?page=x").json_body["page"] == 1
    assert DeskProgram(WARDEN).get("worklists").json_body["total"] == 0


@pytest.mark.parametrize(
    "verb", ["claim", "release", "assign", "take-over", "escalate", "note", "heartbeat"]
)
def test_whose_case_it_isnt_and_what_isnt_there_answer_alike(desk: CaseDesk, verb: str) -> None:
    case_id = desk.bureau.waiting()
    bodies = {"assign": {"to": "k1"}, "escalate": {"text": "x"}, "note": {"text": "x"}}
    for serial in (WARDEN, CLERK, 1):
        for found in (case_id, an_id(99), "geen-id"):
            status, body = post(serial, f"cases/{found}/{verb}", bodies.get(verb))
            assert (status, body["code"]) == (404, "not_found")
    assert desk.bureau.case(case_id).handling == Handling(
        since=desk.bureau.now(), reason="agreed", touched=False
    )


def test_a_cookie_counts_with_its_token_only(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    me = Desk(SCRIBE)
    path, json = f"/api/v1/cases/{case_id}/claim", {"content-type": "application/json"}
    assert me.ask("POST", path, b"{}", **json).status_code == 403
    assert me.ask("POST", path, b"{}", **json, **{"x-csrf-token": me.csrf}).status_code == 200


def test_what_isnt_described_is_refused(desk: CaseDesk) -> None:
    case_id = desk.bureau.waiting()
    assert post(SCRIBE, f"cases/{case_id}/claim", {"lang": "nl"})[0] == 422
    assert post(SCRIBE, f"cases/{case_id}/note", {})[0] == 422
    assert desk.bureau.holder(case_id) == ""


def test_any_key_and_id_that_the_description_allows_may_be_sent_for_several(desk: CaseDesk) -> None:
    body = {
        "process": "pact",
        "reasons": [],
        "action": "approve",
        "cases": [{"id": "ë" * 64, "seen": 1}],
    }
    answer = DeskProgram(SCRIBE).post("worklists/decide", body, idempotency_key="~" * 200)
    assert [line["code"] for line in answer.json_body["cases"]] == ["not_found"]
    for seen in (True, "1"):
        wrong = {**body, "cases": [{"id": an_id(1), "seen": seen}]}
        assert post(SCRIBE, "worklists/decide", wrong)[0] in (400, 422)


def test_several_are_decided_at_once_with_a_line_for_each(desk: CaseDesk) -> None:
    ids = [desk.bureau.waiting(topic) for topic in ("Rust", "Vrede")]
    lines = DeskProgram(SCRIBE).get("worklists").json_body["cases"]
    assert all(line["together"] for line in lines)
    post(OTHER, f"cases/{ids[1]}/claim")
    body = {
        "process": "pact",
        "reasons": lines[0]["reasons"],
        "action": "approve",
        "fields": {"ground": "custom"},
        "cases": [{"id": line["id"], "seen": line["version"]} for line in lines],
    }
    unasked = {**body, "fields": {"ground": "custom", "state": "granted"}}
    wrong = DeskProgram(SCRIBE).post("worklists/decide", unasked, idempotency_key="samen")
    assert (wrong.status_code, wrong.json_body["errors"][0]["pointer"]) == (422, "/fields/state")
    first = DeskProgram(SCRIBE).post("worklists/decide", body, idempotency_key="samen")
    said = [(line["id"], line["done"], line["code"]) for line in first.json_body["cases"]]
    assert said == [(ids[0], True, ""), (ids[1], False, "already_claimed")]
    again = DeskProgram(SCRIBE).post("worklists/decide", body, idempotency_key="samen")
    assert again.json_body == first.json_body
    assert desk.bureau.state(ids[0]) == "sealing"
    many = [{"id": an_id(n), "seen": 1} for n in range(26)]
    over = DeskProgram(SCRIBE).post(
        "worklists/decide", {**body, "cases": many}, idempotency_key="x"
    )
    assert over.status_code == 422
