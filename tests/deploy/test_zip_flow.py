"""The produced zip, run by an isolated interpreter, serves the whole flow on a local AWS."""

import json
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, socket
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest

from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.settings import TEMPLATES
from ops.local.caller import sign_in
from ops.local.lambda_process import Invoked, LambdaProcess, http_event
from ops.local.serve import schedule_event
from ops.synthetic.fill import fill
from ops.synthetic.population import generate, oidc_users
from ops.synthetic.staff import POSTS, staff_users
from tests.deploy.conftest import Place
from tests.support.signing_in import listening, provider_of

SIZE = 160
TENANT = "34022"
REQUESTS, LISTS, VERIFY = "/api/v1/requests", "/api/v1/worklists", "/api/v1/verify"
CASE = "/api/v1/cases/{case_id}"
ONE = f"{REQUESTS}/{{request_id}}"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    here = FileMunicipalities(TEMPLATES / "municipalities").get(TENANT)
    people = [*oidc_users(generate(SIZE)), *staff_users(here)]
    with listening(provider_of(people)) as address:
        yield address


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


@pytest.fixture(scope="module")
def clerk(settings: dict[str, str], issuer: str) -> str:
    """The token of a clerk."""
    return sign_in(issuer, settings["THUISLOKET_PUBLIC_URL"], POSTS[0].label)


@pytest.fixture
def process(unpacked: Path, settings: dict[str, str]) -> Iterator[LambdaProcess]:
    with LambdaProcess(unpacked, settings) as running:
        yield running


def call(
    process: LambdaProcess,
    method: str,
    resource: str,
    token: str = "",
    body: dict[str, object] | None = None,
    **parts: str,
) -> dict[str, Any]:
    """What the web function answers to a program."""
    headers = {
        "Content-Type": "application/json",
        "Host": "id.execute-api.eu-west-1.amazonaws.com",
    } | ({"Authorization": f"Bearer {token}"} if token else {})
    if method == "POST" and body is not None:
        headers["Idempotency-Key"] = json.dumps(body)
    sent = json.dumps(body) if body is not None else ""
    event = http_event(method, resource, parts=parts, headers=headers, body=sent)
    return dict(process.invoke("api_handler", event).answer)


def told(answer: dict[str, Any], status: int = 200) -> dict[str, Any]:
    """The JSON of an answer."""
    assert answer["statusCode"] == status, answer["body"]
    return dict(json.loads(answer["body"]))


def ask(process: LambdaProcess, token: str, **wish: object) -> dict[str, Any]:
    return told(call(process, "POST", REQUESTS, token, wish), 202)


def state(process: LambdaProcess, token: str, request_id: str) -> str:
    return str(told(call(process, "GET", ONE, token, request_id=request_id))["state"])


def document(process: LambdaProcess, place: Place, token: str, request_id: str) -> bytes:
    """The bytes behind the address that a download leads to."""
    answer = call(process, "GET", f"{ONE}/document", token, request_id=request_id)
    assert answer["statusCode"] == 302
    headers = answer["headers"]
    there = headers.get("Location") or answer["multiValueHeaders"]["Location"][0]
    key = urlsplit(there).path.partition(f"{place.outputs.bucket}/")[2] or urlsplit(there).path[1:]
    assert f"/{request_id}/result-" in key
    found = place.client("s3").get_object(Bucket=place.outputs.bucket, Key=key)
    return bytes(found["Body"].read())


def printed_code(pdf: bytes) -> str:
    """The verification code, from the link that stands on a document."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [
            str(note["/A"]["/URI"])
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note["/A"]
        ]
    return next(link.rpartition("/")[2] for link in links if "/v/" in link.lower())


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
    records = ({"body": b, "receiptHandle": "r", "messageId": "m"} for b in take(place))
    return [process.invoke("issue", {"Records": [record]}) for record in records]


def test_a_document_is_accepted_issued_fetched_and_verified(
    place: Place, process: LambdaProcess, token: str
) -> None:
    accepted = ask(process, token, document="attest-hoofdverblijfplaats")
    assert len(issue(process, place)) == 1
    assert state(process, token, accepted["id"]) == "delivered"
    pdf = document(process, place, token, accepted["id"])
    assert pdf.startswith(b"%PDF")

    code, digest = printed_code(pdf), sha256(pdf).hexdigest()
    by_code = told(call(process, "GET", f"{VERIFY}/{{code}}", code=code))
    assert by_code["status"] == "authentic"
    assert by_code["document"]["sha256"] == digest
    by_hash = told(call(process, "POST", VERIFY, body={"sha256": digest}))
    assert by_hash["status"] == "authentic"
    changed = told(call(process, "POST", VERIFY, body={"sha256": "0" * 64, "code": code}))
    assert changed["status"] == "different"


def test_a_clerk_gets_a_case_from_the_queue_and_gives_the_document(
    place: Place, process: LambdaProcess, token: str, clerk: str
) -> None:
    accepted = ask(process, token, document="attest-leven", remark="dringend")
    assert len(issue(process, place)) == 1
    assert state(process, token, accepted["id"]) == "clerk_review"
    waiting = told(call(process, "GET", LISTS, clerk))
    assert accepted["id"] in {case["id"] for case in waiting["cases"]}

    claimed = told(call(process, "POST", f"{LISTS}/next", clerk, {}))
    assert claimed["id"] == accepted["id"]
    approve = {"seen": claimed["version"], "fields": {"ground": "De aanvrager is bekend."}}
    where = {"case_id": accepted["id"], "action": "approve"}
    told(call(process, "POST", f"{CASE}/actions/{{action}}", clerk, approve, **where))
    assert len(issue(process, place)) == 1
    assert state(process, token, accepted["id"]) == "delivered"
    assert printed_code(document(process, place, token, accepted["id"]))


def test_a_citizen_finds_nothing_where_clerks_work(process: LambdaProcess, token: str) -> None:
    assert call(process, "GET", LISTS, token)["statusCode"] == 404


def test_a_trace_shows_the_parts_of_an_issuance_and_nothing_of_the_person(
    place: Place, unpacked: Path, settings: dict[str, str], token: str
) -> None:
    with socket(AF_INET, SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        daemon.setblocking(False)
        traced = settings | {
            "AWS_XRAY_DAEMON_ADDRESS": f"127.0.0.1:{daemon.getsockname()[1]}",
            "_X_AMZN_TRACE_ID": "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;"
            "Sampled=1",
        }
        with LambdaProcess(unpacked, traced) as process:
            email = "spoor@burger.example"
            accepted = ask(process, token, document="attest-nationaliteit", email=email)
            assert len(issue(process, place)) == 1
            assert state(process, token, accepted["id"]) == "delivered"
        text = received(daemon)
    parts = [json.loads(line) for line in text.splitlines() if '"trace_id"' in line]
    names = {part["name"].partition(":")[0] for part in parts}
    assert {"issue", "register", "render", "seal", "archive", "store", "mail"} <= names
    assert {"dynamodb.TransactWriteItems", "kms.Sign", "s3.PutObject", "sesv2.SendEmail"} <= names
    found = {
        part["name"] for part in parts if part["annotations"].get("request_id") == accepted["id"]
    }
    assert {"store: create", "issue", "store: store", "mail: send"} <= found
    assert not [part for part in parts if part["fault"]]
    adult = generate(SIZE).personas["volwassene"]
    assert not [secret for secret in (email, adult.number.digits) if secret in text]


def test_a_mail_that_comes_back_is_a_task_for_a_clerk(
    place: Place, process: LambdaProcess, token: str
) -> None:
    email = "weg@burger.example"
    accepted = ask(process, token, document="attest-gezinssamenstelling", email=email)
    assert len(issue(process, place)) == 1
    assert process.invoke("mail_feedback", bounced(accepted["id"], email)).answer is None
    rows = place.client("dynamodb").query(
        TableName=place.outputs.table,
        KeyConditionExpression="pk = :pk AND sk = :sk",
        ExpressionAttributeValues={
            ":pk": {"S": f"T#{TENANT}#CASE#{accepted['id']}"},
            ":sk": {"S": "STATE"},
        },
    )["Items"]
    assert "mail_came_back" in json.dumps(rows)


@pytest.mark.parametrize("function", ["tick", "parked_feedback", "erasure", "digest", "figures"])
def test_what_is_scheduled_runs(process: LambdaProcess, token: str, function: str) -> None:
    assert process.invoke(function, schedule_event()).answer is None


def test_every_link_of_a_page_carries_the_stage_of_the_bare_address(
    process: LambdaProcess,
) -> None:
    body = process.invoke("api_handler", http_event("GET", "/")).answer["body"]
    links = [part.partition('"')[0] for part in body.split('href="')[1:] + body.split('src="')[1:]]
    inside = [link for link in links if link.startswith("/")]
    assert len(inside) > 5
    assert [link for link in inside if link != "/api" and not link.startswith("/api/")] == []


def received(daemon: socket) -> str:
    """Everything that was sent to it so far."""
    datagrams = []
    with suppress(BlockingIOError):
        while True:
            datagrams.append(daemon.recv(65536).decode() + "\n")
    return "".join(datagrams)


def bounced(request_id: str, email: str) -> dict[str, Any]:
    """What SNS brings when SES tells that the mail with a link did not arrive."""
    event = {
        "eventType": "Bounce",
        "mail": {
            "messageId": "m",
            "destination": [email],
            "tags": {"tenant": [TENANT], "request": [request_id], "template": ["cr_ready"]},
        },
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": email}]},
    }
    return {
        "Records": [
            {"Sns": {"Message": json.dumps(event), "Subject": "s", "MessageAttributes": {}}}
        ]
    }
