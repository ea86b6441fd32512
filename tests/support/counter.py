"""A whole counter in process: the real application on moto, asked over HTTP, its queue drained."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from chalice.test import Client, HTTPResponse
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

import app
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.adapters.oidc.own_keys import OwnKey
from chalicelib.adapters.system import SystemClock
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, result_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.cases import Unreadable
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import PendingSignIn, SignIn
from chalicelib.settings import load
from chalicelib.usecases.cases.acting.act import Acted, Acting
from chalicelib.wiring import Wiring, use
from ops.deploy.data import NewKeys, Provisioner
from ops.deploy.seals import P256
from ops.local.outbox import SentMail, read
from ops.local.serve import context, schedule_event
from ops.stage import municipalities
from ops.stage.environment import settings
from ops.stage.outputs import Outputs
from ops.stage.roles import queues_of
from ops.stage.sign_in_keys import new_key
from ops.synthetic.fill import fill
from ops.synthetic.population import PersonFile, Population, generate
from tests.support.requests import KORTRIJK
from tests.support.stages.aws import REGION, CallCounter, a_session, one_at_a_time
from tests.support.stages.emulator import answer_directly
from tests.support.stages.permissions import PLACE, Recorder, denied

WEB = "http://127.0.0.1:8000"
SIZE = 160


@cache
def population() -> Population:
    """The inhabitants that end-to-end tests share; nobody changes them."""
    return generate(SIZE)


EMAIL = "test@burger.example"
"""Where who asks gets mail, confirmed by a link opened before."""


@dataclass
class Badge:
    """An identity provider whose bearer tokens are national numbers; for tests only."""

    assurance: str = "high"

    def authorization_url(self, pending: PendingSignIn) -> str:
        return f"https://idp.example/?state={pending.state}"

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        return self.bearer(code, pending.tenant)

    def bearer(self, token: str, tenant: str) -> SignIn:
        if not token.isdigit():
            raise NotAllowedError("invalid_token", "Meld u opnieuw aan.")
        return SignIn(
            number=NationalNumber(token),
            name="Test Persoon",
            email=EMAIL,
            assurance=self.assurance,
            birth_date=None,
            claims={},
        )


@dataclass
class Counter:
    """The counter and its surroundings, for one test."""

    wiring: Wiring
    outputs: Outputs
    calls: CallCounter
    client: Client
    badge: Badge
    recorder: Recorder
    seen: list[str] = field(default_factory=list)

    def post(self, number: NationalNumber, wish: dict[str, Any], key: str = "") -> HTTPResponse:
        """Ask for a document over HTTP, signed in."""
        return self.client.http.post(
            "/api/v1/requests",
            headers={
                "Authorization": f"Bearer {number.digits}",
                "Content-Type": "application/json",
                "Idempotency-Key": key or str(uuid4()),
                "Host": "127.0.0.1:8000",
            },
            body=json.dumps(wish).encode(),
        )

    def get(self, number: NationalNumber, path: str) -> HTTPResponse:
        """Read something over HTTP, signed in."""
        return self.client.http.get(
            path, headers={"Authorization": f"Bearer {number.digits}", "Host": "127.0.0.1:8000"}
        )

    def case(self, case_id: str) -> CertificateCase:
        """A certificate's case as it is stored."""
        found = self.wiring.cases.store.get(KORTRIJK, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def result(self, case_id: str) -> IssuedDocument:
        """The document that a case led to."""
        issued = result_of(self.case(case_id))
        assert issued is not None
        return issued

    def events(self, case_id: str) -> list[str]:
        """What happened in a case."""
        return [event.name for event in self.wiring.cases.store.events(KORTRIJK, case_id)]

    def entries(self, case_id: str) -> list[Entry]:
        """What was said in a case."""
        return self.wiring.cases.store.entries(KORTRIJK, case_id)

    def act(
        self,
        who: Staff | NationalNumber,
        case_id: str,
        action: str,
        raw: dict[str, Any] | None = None,
    ) -> Acted:
        """Somebody does something in a case, on what they see now."""
        actor: Actor = Official(who) if isinstance(who, Staff) else Citizen(who, Assurance.HIGH)
        seen = self.wiring.road.look.case(KORTRIJK, case_id, actor).seen
        acting = Acting(KORTRIJK, case_id, seen, action, actor, raw or {}, str(uuid4()))
        return self.wiring.road.act(acting)

    @property
    def review_queue(self) -> str:
        """The queue of the clerks of the one municipality here."""
        return f"{self.outputs.review_queue}-{KORTRIJK}"

    def bodies(self, queue: str) -> list[str]:
        """What waits in a queue, in order; it is taken out."""
        sqs, found = self.wiring.platform.clients.sqs, []
        while True:
            answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
            messages = answer.get("Messages", [])
            if not messages:
                return found
            for message in messages:
                found.append(message["Body"])
                sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])

    def drain(self) -> int:
        """Hand everything in the issue queue to the issuance function; how many it were."""
        bodies = self.bodies(self.outputs.issue_queue)
        for body in bodies:
            self.deliver(body)
        return len(bodies)

    def deliver(self, body: str) -> None:
        """Hand one message to the issuance function, as SQS does."""
        self.seen.append(body)
        app.issue({"Records": [{"body": body, "receiptHandle": "r"}]}, context())

    def tick(self) -> None:
        """Run the scheduled functions that look at what is due, as EventBridge does."""
        for duty in (app.tick, app.parked_feedback, app.erasure):
            duty(schedule_event(), context())

    def mails(self) -> list[SentMail]:
        """The mails that SES took, oldest first."""
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [read(message.raw_data) for message in sent]

    def objects(self) -> list[str]:
        """The keys of the stored documents."""
        answer = self.wiring.platform.clients.s3.list_objects_v2(Bucket=self.outputs.bucket)
        return [item["Key"] for item in answer.get("Contents", [])]

    def pdf(self, key: str) -> bytes:
        """A stored document."""
        answer = self.wiring.platform.clients.s3.get_object(Bucket=self.outputs.bucket, Key=key)
        return answer["Body"].read()

    def items(self) -> list[dict[str, Any]]:
        """Everything in the state table."""
        pages = self.wiring.platform.clients.dynamodb.get_paginator("scan").paginate(
            TableName=self.outputs.table
        )
        return [item for page in pages for item in page["Items"]]


def clock_of(parts: dict[str, object]) -> Clock:
    """The clock that a test gives, or the real one."""
    clock = parts.get("clock")
    return clock if isinstance(clock, MemoryClock) else SystemClock()


def _make_queues(wiring: Wiring) -> None:
    """Those that a stage has for the roles of the processes that this counter was given."""
    for nis in (one.nis for one in wiring.templates.municipalities.all()):
        for end in queues_of(nis, wiring.cases.registry.folder)[1:]:
            for name in (f"thuisloket-test-review-{end}", f"thuisloket-test-review-dead-{end}"):
                wiring.platform.clients.sqs.create_queue(QueueName=name)


_turns = count()


@cache
def _drawn(_which: int) -> OwnKey:
    return new_key(datetime.min.replace(tzinfo=UTC))


def an_own_key(since: datetime) -> OwnKey:
    """One of two keys at identity providers, for drawing takes long: to sign, to open."""
    return replace(_drawn(next(_turns) % 2), since=since)


@contextmanager
def a_counter(
    files: Sequence[PersonFile] | None = None,
    prepared: Callable[[Wiring], Wiring] = lambda wiring: wiring,
    folders: tuple[Path, ...] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
    **parts: object,
) -> Iterator[Counter]:
    """A counter with synthetic inhabitants, all or some; `parts` replace parts of the wiring.

    `folders` hold the files of its municipalities, if these aren't the project's alone;
    `environment` is what functions find there otherwise.
    """
    with mock_aws():
        session = a_session()
        calls = CallCounter(session)
        recorder = Recorder(session)
        one_at_a_time(session)
        answer_directly(session)
        make = Provisioner(
            session,
            "test",
            emulated=True,
            keys=NewKeys(P256, an_own_key),
            now=clock_of(parts).now(),
            report=lambda _: None,
            folders=folders,
        )
        outputs = make(municipalities.senders(*folders))
        environ = {**settings(outputs, WEB, "https://idp.example"), **environment}
        badge = Badge()
        known = {"identity": badge, **parts}
        wiring = prepared(Wiring(load(environ), clients=Clients(session), **known))
        _make_queues(wiring)
        people = population().files if files is None else files
        unseen = a_session()
        answer_directly(unseen)
        for _ in fill(unseen.client("dynamodb"), outputs.registers, wiring.platform.keys, people):
            pass
        with use(wiring), Client(app.app) as client:
            calls.clear()
            wiring.state.mail_addresses.confirm(KORTRIJK, EMAIL)
            yield Counter(wiring, outputs, calls, client, badge, recorder)
        senders, codes = municipalities.senders(*folders), municipalities.codes(*folders)
        place = replace(PLACE, senders=senders, municipalities=codes)
        assert denied(recorder, place) == {}
