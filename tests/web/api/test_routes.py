"""The JSON API: what it gives, and to whom."""

import json
import re
from pathlib import Path

import pytest

from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.web import openapi
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import Counter, Program, Visitor, number_in_print, open_counter
from tests.support.web.routes import routes as answered

WISH = {"document": "attest-leven"}


def test_a_request_is_accepted_with_everything_to_go_on(counter: Counter, program: Program) -> None:
    answer = program.submit(WISH)
    assert answer.status_code == 202
    body = answer.json_body
    stored = counter.stored()[0]
    assert body["id"] == stored.id
    assert body["reference"] == stored.reference
    assert (body["state"], body["label"], body["is_final"]) == ("submitted", "Ontvangen", False)
    assert body["links"] == {
        "self": f"/api/v1/requests/{stored.id}",
        "page": f"/aanvragen/{stored.id}",
        "document": None,
    }
    assert answer.headers["Location"] == body["links"]["self"]
    findings = {f["code"]: f for f in body["verdict"]["findings"]}
    assert body["verdict"]["outcome"] == "wait"
    assert findings["channel_is_thuisloket"]["result"] == "passed"
    assert all(f["basis"] and f["sentence"] for f in findings.values())
    assert len(counter.queue.messages) == 1


def test_it_is_about_the_caller_unless_it_says_otherwise(
    counter: Counter, program: Program
) -> None:
    program.submit(WISH)
    wish = counter.stored()[0].payload
    assert wish.subject == a_number(1)
    assert (wish.claimed, wish.variant, wish.language) == ("self", "attest", "nl")


def test_it_can_be_about_somebody_else(counter: Counter, program: Program) -> None:
    subject = {"national_number": number_in_print(2), "relation": "spouse"}
    assert program.submit(WISH | {"subject": subject}).status_code == 202
    wish = counter.stored()[0].payload
    assert (wish.subject, wish.claimed) == (a_number(2), "spouse")


def test_ones_own_number_is_oneself_whatever_one_claims(counter: Counter, program: Program) -> None:
    subject = {"national_number": number_in_print(1), "relation": "spouse"}
    program.submit(WISH | {"subject": subject})
    assert counter.stored()[0].payload.claimed == "self"


def test_the_same_key_and_body_are_one_request(counter: Counter, program: Program) -> None:
    first, second = program.submit(WISH), program.submit(WISH)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json_body["id"] == second.json_body["id"]
    assert len(counter.stored()) == 1


def test_repeating_tells_no_more_of_somebody_else_than_following_does(
    counter: Counter, program: Program
) -> None:
    subject = {"national_number": number_in_print(2), "relation": "spouse"}
    program.submit(WISH | {"subject": subject})
    counter.hand_over(counter.stored()[0])
    (finding,) = program.submit(WISH | {"subject": subject}).json_body["verdict"]["findings"]
    assert finding["code"] == "act_digital"
    assert finding["result"] == "unknown"
    assert "papier" not in finding["sentence"]


def test_the_same_key_with_another_body_is_refused(counter: Counter, program: Program) -> None:
    program.submit(WISH)
    answer = program.submit({"document": "attest-nationaliteit"})
    assert (answer.status_code, answer.json_body["code"]) == (422, "idempotency_mismatch")
    assert len(counter.stored()) == 1


def test_the_same_key_of_somebody_else_is_another_request(
    counter: Counter, program: Program
) -> None:
    program.submit(WISH)
    assert Program(2).submit(WISH).status_code == 202
    assert len(counter.stored()) == 2


def test_how_sure_the_sign_in_was_goes_with_the_request(counter: Counter) -> None:
    counter.people.assurance = "low"
    Program().submit(WISH)
    assert counter.stored()[0].parties[0].assurance == "low"


def test_one_sees_ones_own_requests(counter: Counter, program: Program) -> None:
    request_id = program.submit(WISH).json_body["id"]
    listed = program.get("/api/v1/requests").json_body["requests"]
    assert [request["id"] for request in listed] == [request_id]
    assert program.get(f"/api/v1/requests/{request_id}").json_body == listed[0]


@pytest.mark.parametrize("tail", ["", "/document"])
def test_a_foreign_request_answers_like_a_missing_one(
    counter: Counter, program: Program, tail: str
) -> None:
    request_id = program.submit(WISH).json_body["id"]
    counter.deliver(counter.stored()[0])
    stranger = Program(2)
    foreign = stranger.get(f"/api/v1/requests/{request_id}{tail}")
    missing = stranger.get(f"/api/v1/requests/{'0' * 26}{tail}")
    nonsense = stranger.get(f"/api/v1/requests/{'x' * 2000}{tail}")
    assert foreign.status_code == 404
    assert foreign.body == missing.body == nonsense.body
    assert foreign.headers == missing.headers
    assert stranger.get("/api/v1/requests").json_body == {"requests": []}


def test_a_document_is_at_an_address_for_a_minute(counter: Counter, program: Program) -> None:
    request_id = program.submit(WISH).json_body["id"]
    early = program.get(f"/api/v1/requests/{request_id}/document")
    assert (early.status_code, early.json_body["code"]) == (409, "not_ready")
    counter.deliver(counter.stored()[0])
    link = program.get(f"/api/v1/requests/{request_id}").json_body["links"]["document"]
    answer = program.get(link)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("&seconds=60")


def test_who_consulted_ones_data_is_told(counter: Counter, program: Program) -> None:
    context = AccessContext(
        KORTRIJK, Actor(ActorKind.SYSTEM, "issue"), a_number(1), "attest-leven", "wet", None
    )
    counter.wiring.state.access_log.record(context, {Service.PERSON})
    (line,) = program.get("/api/v1/access-log").json_body["consultations"]
    assert (line["by"], line["services"], line["purpose"]) == ("system", ["person"], "attest-leven")
    assert Program(2).get("/api/v1/access-log").json_body == {"consultations": []}


def test_anybody_may_read_the_catalogue(counter: Counter, visitor: Visitor) -> None:
    body = visitor.get("/api/v1/documents").json_body
    assert body["municipality"] == KORTRIJK
    assert [d["id"] for d in body["documents"]] == [
        d.id for d in counter.wiring.templates.catalogue.all()
    ]


@pytest.mark.parametrize("path", ["/health", "/api/v1/health"])
def test_health_says_that_the_data_can_be_read(visitor: Visitor, path: str) -> None:
    body = visitor.get(path).json_body
    assert body["status"] == "ok"
    assert body["documents"] >= 27


def test_a_token_that_is_none_is_refused(counter: Counter) -> None:
    answer = Program().ask("GET", "/api/v1/requests", authorization="Bearer onzin")
    assert (answer.status_code, answer.json_body["code"]) == (401, "invalid_token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_description_says_where_it_is() -> None:
    with open_counter(public_url="https://loket.example/api"):
        visitor = Visitor("127.0.0.1")
        servers = visitor.get("/api/v1/openapi.json").json_body["servers"]
    assert servers == [{"url": "https://loket.example/api"}]


def test_the_committed_description_is_that_of_any_municipality() -> None:
    """To renew it: `python -m chalicelib.web.openapi > docs/openapi.json`."""
    committed = Path(__file__).parents[3] / "docs" / "openapi.json"
    assert json.loads(committed.read_text(encoding="utf-8")) == openapi.describe()


def test_every_reference_in_the_description_leads_somewhere() -> None:
    described = openapi.describe()
    text = json.dumps(described)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names == set(described["components"]["schemas"])


def test_every_route_of_the_api_is_described() -> None:
    served = {
        (re.sub(r"{(request|case)_id}", "{id}", path), method.lower())
        for path, methods in answered().items()
        for method in methods
        if method != "HEAD" and path.startswith("/api/v1/") and not path.endswith("openapi.json")
    }
    described = {
        (path, method)
        for path, item in openapi.describe()["paths"].items()
        for method in item
        if method != "parameters"
    }
    assert described == served


def test_a_body_that_can_not_be_left_out_is_said_to_be_needed() -> None:
    paths = openapi.describe()["paths"]
    needed = {
        path.rpartition("/")[2]: item["post"]["requestBody"]["required"]
        for path, item in paths.items()
        if path.startswith("/api/v1/cases/{id}/") and path.count("/") == 5 and "post" in item
    }
    assert needed == {
        "claim": False,
        "release": False,
        "assign": True,
        "take-over": False,
        "escalate": True,
        "note": True,
        "heartbeat": False,
    }


def test_what_the_code_refuses_of_a_file_or_its_hash_the_description_does_not_allow() -> None:
    described = openapi.describe()
    hashed = described["components"]["schemas"]["VerifyBody"]["properties"]["sha256"]
    assert re.fullmatch(hashed["pattern"], "aB" * 32)
    assert not re.fullmatch(hashed["pattern"], "")
    form = described["paths"]["/api/v1/verify-file"]["post"]["requestBody"]["content"]
    assert form["multipart/form-data"]["schema"]["properties"]["file"]["minLength"] == 1


def test_a_queue_that_may_be_empty_says_so() -> None:
    claim = openapi.describe()["paths"]["/api/v1/worklists/next"]["post"]
    assert {"200", "204"} <= set(claim["responses"])
