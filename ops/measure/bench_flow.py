"""Measure one automatic document from the POST to the mail, in process on moto."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any, cast, override
from uuid import uuid4

import boto3
from chalice.test import Client
from moto import mock_aws
from rich.console import Console
from rich.table import Table

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
    """A counter in process."""

    wiring: Wiring
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
        wiring = Wiring(load(environ), clients=Clients(session), identity=Badge())
        wiring.give(renderer=TimedRenderer(wiring.printing.renderer))
        dynamodb = wiring.platform.clients.dynamodb
        list(fill(dynamodb, outputs.registers, wiring.platform.keys, people.files))
        wiring.state.mail_addresses.confirm(people.nis, EMAIL)
        with use(wiring), Client(app.app) as client:
            yield Bench(wiring, client, outputs.issue_queue, noted)


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
    for person in eligible(people, document)[: runs + 1]:
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


def show(console: Console, runs: int) -> None:
    """Measure and print."""
    with console.status("documents …"):
        found = measure(runs)
    table = Table(
        "document", "to 202", "to the mail", "a page", "AWS calls", title=f"warm, medians of {runs}"
    )
    for document, figures in found.items():
        table.add_row(
            document,
            f"{median(figures.accepted):.0f} ms",
            f"{median(figures.mailed):.0f} ms",
            f"{median(figures.per_page):.0f} ms",
            f"{median(c.total() for c in figures.calls):.0f}",
        )
    console.print(table)
    kinds = Table(
        "AWS call",
        "times",
        title="an automatic document, with sign-in's GetItem (aim: 11)",
    )
    for kind, times in found[DOCUMENTS[0]].calls[-1].most_common():
        kinds.add_row(kind, str(times))
    console.print(kinds)
    _show_costs(console, usage_of(found[DOCUMENTS[0]]))


def usage_of(figures: Measured) -> costs.Usage:
    """What a document took, for what it costs."""
    accept = median(figures.accepted)
    writes, reads = zip(*figures.units, strict=True)
    return costs.Usage(
        accept_ms=accept,
        issue_ms=median(figures.mailed) - accept,
        write_units=median(writes),
        read_units=median(reads),
        calls=figures.calls[-1],
    )


def _show_costs(console: Console, usage: costs.Usage) -> None:
    """In dollars; on Lambda everything takes longer, by what docs/costs.md assumes."""
    lines = costs.of_document(usage)
    table = Table("part", "how much", "dollars", title="an automatic document costs")
    for line in lines:
        table.add_row(line.part, line.how_much, f"{line.dollars:.6f}")
    table.add_row("together", "", f"{costs.total(lines):.5f}", style="bold")
    console.print(table)
