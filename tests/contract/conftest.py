"""Every contract is tested twice: in memory, and on DynamoDB, SQS, S3 and SES as moto does them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.aws.access_log import DynamoAccessLog
from chalicelib.adapters.aws.archive import S3Archive
from chalicelib.adapters.aws.cases.messages import SqsCaseQueue, decode
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.colleagues import DynamoColleagues
from chalicelib.adapters.aws.departures import DynamoDepartures
from chalicelib.adapters.aws.drafts import DynamoDrafts
from chalicelib.adapters.aws.mail.mailer import SesMailer
from chalicelib.adapters.aws.mail.wishes import DynamoWishes
from chalicelib.adapters.aws.seal_lists import DynamoSealLists
from chalicelib.adapters.aws.sessions import DynamoSessions
from chalicelib.adapters.aws.store.asked import DynamoAskedErasures
from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.adapters.aws.store.erasures import DynamoCaseErasures
from chalicelib.adapters.aws.store.forgetting import DynamoForgetting
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.adapters.aws.store.ledger import DynamoLedger
from chalicelib.adapters.aws.tries import DynamoTries
from chalicelib.adapters.memory.access_log import MemoryAccessLog
from chalicelib.adapters.memory.archive import MemoryArchive
from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.adapters.memory.drafts import MemoryDrafts
from chalicelib.adapters.memory.erasures import (
    MemoryAskedErasures,
    MemoryErasures,
    MemoryForgetting,
)
from chalicelib.adapters.memory.ledger import MemoryLedger
from chalicelib.adapters.memory.mail import MemoryWishes
from chalicelib.adapters.memory.mailer import MemoryMailer
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.memory.queues import MemoryQueue
from chalicelib.adapters.memory.seal_lists import MemorySealLists
from chalicelib.adapters.memory.sessions import MemoryColleagues, MemoryDepartures, MemorySessions
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.adapters.secrets.concealing import AesConcealment
from chalicelib.adapters.secrets.versions import Version
from chalicelib.ports.cases import CaseStore
from chalicelib.ports.cases.erasures import AskedErasures, CaseErasures, Forgetting
from chalicelib.ports.cases.messages import CaseMessage, CaseQueue
from chalicelib.ports.documents import Archive
from chalicelib.ports.drafts import Concealment, Drafts
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.mail import Mailer
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.registers import AccessLog
from chalicelib.ports.seals import SealLists
from chalicelib.ports.sessions import Colleagues, Departures, Sessions, Tries
from chalicelib.ports.wishes import Wishes
from tests.support.cases import stores
from tests.support.orders import certificates
from tests.support.stages.aws import REGION, a_session, make_table, one_at_a_time

BUCKET = "documents"


@dataclass(frozen=True)
class World:
    """One implementation of everything, and what looks behind it."""

    clock: MemoryClock
    cases: CaseStore
    access_log: AccessLog
    sessions: Sessions
    departures: Departures
    colleagues: Colleagues
    tries: Tries
    keys: Keys
    drafts: Drafts
    wishes: Wishes
    asked: AskedErasures
    queue: CaseQueue
    archive: Archive
    ledger: Ledger
    erasures: CaseErasures
    forgetting: Forgetting
    seal_lists: SealLists
    mailer: Mailer
    received: Callable[[], list[CaseMessage]]
    stored: Callable[[str], bytes]


@pytest.fixture(params=["memory", "moto"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    clock = MemoryClock()
    if request.param == "memory":
        yield in_memory(clock)
        return
    with mock_aws():
        yield on_moto(clock)


@pytest.fixture(params=["memory", "moto"])
def shelf(request: pytest.FixtureRequest) -> Iterator[stores.Shelf]:
    if request.param == "memory":
        yield stores.in_memory()
        return
    with mock_aws():
        yield stores.shelf_on(stores.on_moto())


@pytest.fixture
def moto() -> Iterator[stores.OnMoto]:
    with mock_aws():
        yield stores.on_moto()


def in_memory(clock: MemoryClock) -> World:

    queue, archive, cases = MemoryQueue(), MemoryArchive(), MemoryCases()
    ledger = MemoryLedger(cases)
    return World(
        clock=clock,
        cases=cases,
        access_log=MemoryAccessLog(SeededIds(clock), clock),
        sessions=MemorySessions(clock),
        departures=MemoryDepartures(clock),
        colleagues=MemoryColleagues(),
        tries=MemoryTries(clock),
        keys=known_keys(),
        drafts=MemoryDrafts(known_keys(), clock),
        wishes=MemoryWishes(clock),
        asked=MemoryAskedErasures(),
        queue=queue,
        archive=archive,
        ledger=ledger,
        erasures=MemoryErasures(cases, ledger),
        forgetting=MemoryForgetting(cases),
        seal_lists=MemorySealLists(),
        mailer=MemoryMailer(),
        received=lambda: list(queue.take()),
        stored=lambda key: archive.documents[key].pdf,
    )


def on_moto(clock: MemoryClock) -> World:

    session = a_session()
    one_at_a_time(session)
    clients, table, keys = Clients(session), make_table(session), known_keys()
    codec = Codec(certificates())
    clients.s3.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    clients.ses.create_email_identity(EmailIdentity="kortrijk.example")
    url = clients.sqs.create_queue(QueueName="issue")["QueueUrl"]
    return World(
        clock=clock,
        cases=DynamoCases(clients.dynamodb, table, keys, codec, pause=lambda _: None),
        access_log=DynamoAccessLog(clients.dynamodb, table, keys, SeededIds(clock), clock),
        sessions=DynamoSessions(clients.dynamodb, table, keys, clock),
        departures=DynamoDepartures(clients.dynamodb, table, keys, clock),
        colleagues=DynamoColleagues(clients.dynamodb, table),
        tries=DynamoTries(clients.dynamodb, table, clock),
        keys=keys,
        drafts=DynamoDrafts(clients.dynamodb, table, keys, concealed_by_tests(clock), clock),
        wishes=DynamoWishes(clients.dynamodb, table, keys, clock),
        asked=DynamoAskedErasures(clients.dynamodb, table, keys),
        queue=SqsCaseQueue(clients.sqs, url),
        archive=S3Archive(clients.s3, BUCKET),
        ledger=DynamoLedger(clients.dynamodb, table, keys, pause=lambda _: None),
        erasures=DynamoCaseErasures(clients.dynamodb, table),
        forgetting=DynamoForgetting(clients.dynamodb, table, keys, codec, lambda _: None),
        seal_lists=DynamoSealLists(clients.dynamodb, table),
        mailer=SesMailer(clients.ses, "thuisloket-test"),
        received=lambda: _received(session, url),
        stored=lambda key: clients.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read(),
    )


def concealed_by_tests(clock: Clock) -> Concealment:
    """Concealment under a secret that everybody knows."""
    versions = (Version(1, datetime.fromtimestamp(0, UTC), b"t" * 32),)
    return AesConcealment(lambda: versions, clock)


def _received(session: boto3.Session, url: str) -> list[CaseMessage]:
    answer = session.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [decode(message["Body"]) for message in answer.get("Messages", [])]
