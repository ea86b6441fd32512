"""Programs begin, follow and act in a case of a process that the API doesn't know."""

import json
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from tests.support.road import ALONE
from tests.support.web.counter import Program
from tests.support.web.pacts import Pacts, open_pacts


@pytest.fixture
def pacts() -> Iterator[Pacts]:
    with open_pacts() as opened:
        yield opened


def send(path: str, body: object, key: str, serial: int = 1) -> HTTPResponse:
    sent = json.dumps(body).encode()
    return Program(serial).ask("POST", f"/api/v1/{path}", sent, **{"idempotency-key": key})


def test_a_program_begins_follows_and_acts(pacts: Pacts) -> None:
    program = Program()
    form = program.get("/api/v1/processes/pact").json_body["form"]
    assert form["required"] == ["topic", "with_bob"]
    begun = send("cases/pact", {"fields": ALONE}, "een")
    assert begun.status_code == 202
    assert send("cases/pact", {"fields": ALONE}, "een").json_body == begun.json_body
    pacts.world.pump()
    path = f"cases/{begun.json_body['id']}"
    case = program.get(f"/api/v1/{path}").json_body
    assert [p["action"] for p in case["actions"]] == ["withdraw", "agree", "change"]
    step = {"seen": case["version"], "shown": case["shown_hash"], "fields": {"sure": "ja"}}
    done = send(f"{path}/actions/agree", step, "twee")
    assert done.json_body["event"] == "agreed"
    assert send(f"{path}/actions/agree", step, "twee").json_body == done.json_body
    late = send(f"{path}/actions/withdraw", {"seen": case["version"]}, "drie")
    assert (late.status_code, late.json_body["code"]) == (409, "case_changed")


def test_what_is_wrong_is_said_by_field(pacts: Pacts) -> None:
    answer = send("cases/pact", {"fields": {}}, "een")
    assert answer.status_code == 422
    pointers = {error["pointer"] for error in answer.json_body["errors"]}
    assert pointers == {"/fields/topic", "/fields/with_bob"}


def test_nothing_is_sent_with_an_action_that_it_does_not_ask(pacts: Pacts) -> None:
    path = f"cases/{pacts.world.opened()}"
    case = Program().get(f"/api/v1/{path}").json_body
    step = {"seen": case["version"], "shown": case["shown_hash"], "fields": {"sure": "ja"}}
    step["fields"] |= {"state": "granted", "person": "85073003328"}
    wrong = send(f"{path}/actions/agree", step, "een")
    assert (wrong.status_code, wrong.json_body["code"]) == (422, "field_unknown")
    pointers = [error["pointer"] for error in wrong.json_body["errors"]]
    assert pointers == ["/fields/state", "/fields/person"]
    assert send(f"{path}/actions/agree", step, "twee", serial=3).status_code == 404


def test_the_schema_of_a_form_names_all_that_may_be_sent_and_says_so(pacts: Pacts) -> None:
    process = Program().get("/api/v1/processes/pact").json_body
    schemas = [process["form"], *process["actions"].values()]
    assert {schema["additionalProperties"] for schema in schemas} == {False}
    assert "sure" in process["actions"]["agree"]["properties"]
    models = Program().get("/api/v1/openapi.json").json_body["components"]["schemas"]
    for name, one in (
        ("NewCase", "topic"),
        ("DoInCase", "sure"),
        ("DecideSeveral", "ground"),
    ):
        fields = models[name]["properties"]["fields"]
        assert (fields["additionalProperties"], one in fields["properties"]) == (False, True)


def test_a_case_of_somebody_else_is_as_one_that_isnt_there(pacts: Pacts) -> None:
    case_id = pacts.world.opened()
    stranger = Program(3)
    assert stranger.get(f"/api/v1/cases/{case_id}").status_code == 404
    assert stranger.get(f"/api/v1/cases/{case_id}/documents/deed").status_code == 404
    assert stranger.get("/api/v1/cases").json_body == {"cases": []}
