"""Measure one automatic document from the POST to the mail, in process on moto."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast, override
from uuid import uuid4

import boto3
from chalice.test import Client
from moto import mock_aws

import app
from chalicelib.adapters.aws.clients import Clients
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Rendered, Renderer
from chalicelib.ports.sessions import IdentityProvider, PendingSignIn, SignIn
from chalicelib.settings import load
from chalicelib.wiring import Wiring, use
from ops.deploy.data import provision
from ops.local.serve import context
from ops.measure import costs
from ops.stage.environment import settings
from ops.synthetic.fill import fill
from ops.synthetic.population import Population, eligible, generate

WEB = "http://127.0.0.1:8000"
SIZE = 160
EMAIL = "bench@burger.example"  # confirmed: else only the first gets a mail
DOCUMENTS = ("attest-leven", "akte-geboorte", "attest-gezinssamenstelling")


class Badge(IdentityProvider):
    """An identity provider whose bearer tokens are national numbers."""

    @override
    def authorization_url(self, pending: PendingSignIn) -> str:
        return f"{WEB}/?state={pending.state}"

    @override
    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        return self.bearer(code, pending.tenant)

    @override
    def bearer(self, token: str, tenant: str) -> SignIn:
        if not token.isdigit():
            raise NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        number = NationalNumber(token)
        return SignIn(number, "Bench", EMAIL, "high", None, {})

    @override
    def leaving_url(self, tenant: str, way: str, back: str) -> str:
        return ""

    @override
    def published(self, tenant: str) -> dict[str, object]:
        return {"keys": []}


@dataclass
class TimedRenderer(Renderer):
    """A renderer that notes how long each page took."""

    inner: Renderer
    per_page: list[float] = field(default_factory=list)

    @override
    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        started = time.perf_counter()
        made = self.inner.render(document, municipality)
        self.per_page.append((time.perf_counter() - started) * 1000 / made.pages)
        return made


@dataclass
class Measured:
    """What one run gave."""

    accepted: list[float] = field(default_factory=list)
    mailed: list[float] = field(default_factory=list)
    calls: list[Counter[str]] = field(default_factory=list)
    cold: Counter[str] = field(default_factory=Counter)
    units: list[tuple[float, float]] = field(default_factory=list)
    per_page: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AwsCall:
    """A call to AWS, with the write and read units that DynamoDB counts for it."""

    kind: str
    units: tuple[float, float]


@dataclass
class Bench:
    """A counter in process; `begin` wires one as a function does that has just started."""

    wiring: Wiring
    begin: Callable[[], Wiring]
    client: Client
    queue: str
    noted: list[AwsCall]

    @property
    def kinds(self) -> Counter[str]:
        """How often what was called."""
        return Counter(call.kind for call in self.noted)

    @property
    def units(self) -> tuple[float, float]:
        """What DynamoDB counted, writes and reads."""
        writes, reads = zip(*(call.units for call in self.noted), strict=True)
        return sum(writes), sum(reads)

    def ask(self, number: NationalNumber, document: str, remark: str = "") -> None:
        """POST a request."""
        answer = self.client.http.post(
            "/api/v1/requests",
            headers={
                "Authorization": f"Bearer {number.digits}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid4()),
                "Host": "127.0.0.1:8000",
            },
            body=json.dumps({"document": document, "remark": remark}).encode(),
        )
        if answer.status_code != 202:
            raise RuntimeError(f"POST answers {answer.status_code}: {answer.body.decode()}")

    def deliver(self) -> None:
        """Hand what waits to the issuance function; Lambda does the polling, so it isn't noted."""
        kept = list(self.noted)
        sqs = self.wiring.platform.clients.sqs
        for message in sqs.receive_message(QueueUrl=self.queue)["Messages"]:
            sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
            self.noted[:] = kept
            app.issue({"Records": [{"body": message["Body"], "receiptHandle": "r"}]}, context())

    def cold(self, number: NationalNumber, document: str) -> Counter[str]:
        """What is called when both functions have just started."""
        self.noted.clear()
        with use(self.begin()):
            self.ask(number, document)
        with use(self.begin()):
            self.deliver()
        return self.kinds


@contextmanager
def a_bench(people: Population) -> Iterator[Bench]:
    """A counter on moto, in this process, that logs nothing."""
    with mock_aws():
        session = boto3.Session("local", "local", region_name="eu-west-1")
        noted: list[AwsCall] = []

        def note(params: Any, model: Any, context: Any, **_: Any) -> None:  # noqa: ANN401
            if not context.get("is_presign_request"):
                noted.append(_call(model.service_model.service_name, model.name, params))

        session.events.register("before-parameter-build", note)
        outputs = provision(session, "bench", emulated=True, report=lambda _: None)
        environ = settings(outputs, WEB, "http://127.0.0.1:1")

        def begin() -> Wiring:
            return Wiring(load(environ), clients=Clients(session), identity=Badge())

        wiring = begin()
        wiring.give(renderer=TimedRenderer(wiring.printing.renderer))
        dynamodb = wiring.platform.clients.dynamodb
        list(fill(dynamodb, outputs.registers, wiring.platform.keys, people.files))
        wiring.state.mail_addresses.confirm(people.nis, EMAIL)
        with use(wiring), Client(app.app) as client:
            yield Bench(wiring, begin, client, outputs.issue_queue, noted)


def _call(service: str, operation: str, params: dict[str, Any]) -> AwsCall:
    units = costs.units_of(operation, params) if service == "dynamodb" else (0.0, 0.0)
    return AwsCall(f"{service}.{operation}", units)


def measure(runs: int) -> dict[str, Measured]:
    """Each document a few times for different people; the first of each only warms up."""
    people = generate(SIZE)
    with a_bench(people) as bench:
        return {document: _one(bench, people, document, runs) for document in DOCUMENTS}


def _one(bench: Bench, people: Population, document: str, runs: int) -> Measured:
    found = Measured()
    renderer = cast("TimedRenderer", bench.wiring.printing.renderer)
    first, *others = eligible(people, document)[: runs + 2]
    found.cold = bench.cold(first.applicant, document)
    for person in others:
        bench.noted.clear()
        renderer.per_page.clear()
        started = time.perf_counter()
        bench.ask(person.applicant, document)
        found.accepted.append((time.perf_counter() - started) * 1000)
        bench.deliver()
        found.mailed.append((time.perf_counter() - started) * 1000)
        found.calls.append(bench.kinds)
        found.units.append(bench.units)
        found.per_page += renderer.per_page
    for figures in (found.accepted, found.mailed, found.calls, found.units, found.per_page):
        figures.pop(0)
    return found
