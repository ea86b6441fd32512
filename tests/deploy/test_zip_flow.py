"""The produced zip, run by an isolated interpreter, serves the whole flow on a local AWS."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from oidc_provider_mock import User
from oidc_provider_mock import app as oidc_app
from werkzeug.serving import make_server

from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.keys import HmacKeys
from ops.caller import sign_in
from ops.fill import fill
from ops.lambda_process import Invoked, LambdaProcess, http_event, queue_event
from ops.population import generate, oidc_users
from ops.serve import schedule_event
from tests.deploy.conftest import Place

pytestmark = pytest.mark.xdist_group("deploy")

SIZE = 160
REQUESTS = "/api/v1/requests"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = [User(sub=u["sub"], claims=u) for u in oidc_users(generate(SIZE))]
    server = make_server("127.0.0.1", 0, oidc_app(user_claims=people), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def settings(place: Place, issuer: str) -> dict[str, str]:
    """What Lambda gives the functions, with a provider that is here."""
    return place.settings(issuer)


@pytest.fixture(scope="module")
def token(place: Place, settings: dict[str, str], issuer: str) -> str:
    """Of somebody whose data are in the registers."""
    population = generate(SIZE)
    keys = HmacKeys(load_versions(place.client("ssm"), place.outputs.secrets_parameter))
    for _ in fill(
        place.client("dynamodb"), settings["THUISLOKET_REGISTERS_TABLE"], keys, population.files
    ):
        pass
    adult = list(population.personas).index("volwassene")
    person = oidc_users(population)[adult]
    return sign_in(issuer, settings["THUISLOKET_PUBLIC_URL"], person["sub"])


@pytest.fixture
def process(unpacked: Path, settings: dict[str, str]) -> Iterator[LambdaProcess]:
    with LambdaProcess(unpacked, settings) as running:
        yield running


def ask(process: LambdaProcess, token: str, key: str, **wish: str) -> dict[str, Any]:
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "Host": "id.execute-api.eu-west-1.amazonaws.com",
    }
    event = http_event("POST", REQUESTS, headers=headers, body=json.dumps(wish))
    answer = process.invoke("api_handler", event).answer
    assert answer["statusCode"] == 202, answer["body"]
    return dict(json.loads(answer["body"]))


def look(process: LambdaProcess, token: str, request_id: str, what: str = "") -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"}
    resource = f"{REQUESTS}/{{request_id}}{what}"
    event = http_event("GET", resource, parts={"request_id": request_id}, headers=headers)
    return dict(process.invoke("api_handler", event).answer)


def location(answer: dict[str, Any]) -> str:
    several = answer.get("multiValueHeaders", {}).get("Location", [])
    return str(answer["headers"].get("Location") or several[0])


def take(place: Place) -> list[str]:
    """What waits for the issuance function."""
    sqs = place.client("sqs")
    url = sqs.get_queue_url(QueueName="thuisloket-zip-issue")["QueueUrl"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    messages = answer.get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in messages]


def issue(process: LambdaProcess, place: Place) -> list[Invoked]:
    return [process.invoke("issue", queue_event(body)) for body in take(place)]


def test_a_document_is_accepted_issued_and_fetched(
    place: Place, process: LambdaProcess, token: str
) -> None:
    accepted = ask(process, token, "zip-1", document="attest-hoofdverblijfplaats")
    assert len(issue(process, place)) == 1
    status = json.loads(look(process, token, accepted["id"])["body"])
    assert status["state"] == "delivered"
    fetched = look(process, token, accepted["id"], "/document")
    assert fetched["statusCode"] == 302
    place = (
        fetched.get("headers", {}).get("Location") or fetched["multiValueHeaders"]["Location"][0]
    )
    assert f"/34022/{accepted['received_at'][:4]}/{accepted['id']}.pdf" in place


def test_a_case_for_a_clerk_lands_in_the_clerks_queue(
    place: Place, process: LambdaProcess, token: str
) -> None:
    accepted = ask(process, token, "zip-2", document="attest-leven", remark="dringend")
    assert len(issue(process, place)) == 1
    status = json.loads(look(process, token, accepted["id"])["body"])
    assert status["state"] == "clerk_queue"
    sqs = place.client("sqs")
    url = sqs.get_queue_url(QueueName="thuisloket-zip-review-34022")["QueueUrl"]
    bodies = [
        m["Body"] for m in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    ]
    assert any(accepted["id"] in body for body in bodies)


def test_the_tick_runs(process: LambdaProcess, token: str) -> None:
    assert process.invoke("tick", schedule_event()).answer is None


def test_every_link_of_a_page_carries_the_stage_of_the_bare_address(
    process: LambdaProcess,
) -> None:
    body = process.invoke("api_handler", http_event("GET", "/")).answer["body"]
    links = [part.partition('"')[0] for part in body.split('href="')[1:] + body.split('src="')[1:]]
    inside = [link for link in links if link.startswith("/")]
    assert len(inside) > 5
    assert [link for link in inside if link != "/api" and not link.startswith("/api/")] == []
