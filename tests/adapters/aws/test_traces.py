"""What X-Ray is told, and that it is nobody's business when nobody listens."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients, CoreSession
from chalicelib.adapters.aws.traces import DAEMON, HEADER, Traces

TRACE, SEGMENT = "1-5759e988-bd862e3fe1be46a994272793", "53995c3f42cd8ad8"
SAMPLED = {DAEMON: "127.0.0.1:2000", HEADER: f"Root={TRACE};Parent={SEGMENT};Sampled=1;Lineage=a"}


class Daemon:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.datagrams: list[bytes] = []

    def __call__(self, datagram: bytes) -> None:
        self.datagrams.append(datagram)

    @property
    def told(self) -> list[dict[str, Any]]:
        parts = [datagram.split(b"\n", 1) for datagram in self.datagrams]
        assert {json.loads(header)["format"] for header, _ in parts} <= {"json"}
        return [json.loads(body) for _, body in parts]


@pytest.fixture
def daemon() -> Daemon:
    return Daemon()


@pytest.fixture
def traces(daemon: Daemon) -> Traces:
    return Traces(SAMPLED, daemon)


class Store:
    """Something whose calls are worth knowing."""

    size = 3

    def save(self, request_id: str, *, loudly: bool = False) -> str:
        return f"{request_id}{loudly}"

    def fail(self) -> None:
        raise ValueError("iemand@burger.example")


def test_parts_lie_below_each_other_and_the_outermost_below_lambda_s_own(
    traces: Traces, daemon: Daemon
) -> None:
    with traces.part("issue", request_id="01J"), traces.part("render"):
        pass
    inner, outer = daemon.told
    assert (inner["name"], inner["parent_id"]) == ("render", outer["id"])
    assert (outer["name"], outer["parent_id"]) == ("issue", SEGMENT)
    assert {inner["trace_id"], outer["trace_id"]} == {TRACE}
    assert outer["annotations"] == {"request_id": "01J"}
    assert outer["start_time"] <= inner["start_time"] <= inner["end_time"] <= outer["end_time"]


def test_a_part_that_fails_is_told_as_failed_without_its_text(
    traces: Traces, daemon: Daemon
) -> None:
    with pytest.raises(ValueError, match="burger"):
        traces.told_of(Store(), "store").fail()
    (part,) = daemon.told
    assert (part["name"], part["fault"]) == ("store: fail", True)
    assert b"burger" not in daemon.datagrams[0]


def test_what_is_told_of_does_what_it_did(traces: Traces, daemon: Daemon) -> None:
    store = traces.told_of(Store(), "store", lambda request_id: f"id-{request_id}")
    assert store.size == 3
    assert store.save("01J", loudly=True) == "01JTrue"
    (part,) = daemon.told
    assert (part["name"], part["annotations"]) == ("store: save", {"request_id": "id-01J"})


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {HEADER: SAMPLED[HEADER]},
        {DAEMON: SAMPLED[DAEMON]},
        {DAEMON: SAMPLED[DAEMON], HEADER: f"Root={TRACE};Parent={SEGMENT};Sampled=0"},
        {DAEMON: SAMPLED[DAEMON], HEADER: "Sampled=1"},
    ],
)
def test_nothing_is_told_where_nobody_wants_to_know(
    daemon: Daemon, environ: dict[str, str]
) -> None:
    traces = Traces(environ, daemon)
    with traces.part("issue"):
        assert traces.told_of(Store(), "store").save("01J") == "01JFalse"
    assert daemon.datagrams == []


def test_where_there_is_no_daemon_a_part_is_left_as_it_is() -> None:
    store = Store()
    assert Traces({}).told_of(store, "store") is store


def test_a_daemon_that_is_gone_fails_nothing() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
        gone.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{gone.getsockname()[1]}"
    traces = Traces(SAMPLED | {DAEMON: address})
    for _ in range(3):
        with traces.part("issue"):
            pass


@pytest.fixture
def clients(traces: Traces, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clients]:
    """As functions make them: where AWS is and who asks stands in the environment."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    with mock_aws():
        session = CoreSession()
        traces.watch(session.events)
        yield Clients(session)


def test_every_call_to_aws_is_a_part_of_what_makes_it(
    clients: Clients, traces: Traces, daemon: Daemon
) -> None:
    with traces.part("issue"):
        clients.dynamodb.list_tables()
        clients.sqs.list_queues()
    first, second, whole = daemon.told
    assert [first["name"], second["name"]] == ["dynamodb.ListTables", "sqs.ListQueues"]
    assert {first["parent_id"], second["parent_id"]} == {whole["id"]}
    assert not first["fault"]


def test_a_call_that_aws_refuses_is_a_fault_and_the_next_one_is_not(
    clients: Clients, traces: Traces, daemon: Daemon
) -> None:
    with pytest.raises(ClientError):
        clients.dynamodb.describe_table(TableName="thuisloket-nowhere")
    clients.dynamodb.list_tables()
    assert [part["fault"] for part in daemon.told] == [True, False]
    assert b"nowhere" not in b"".join(daemon.datagrams)


def test_a_call_that_gets_no_answer_is_a_fault(traces: Traces, daemon: Daemon) -> None:
    session = boto3.Session("testing", "testing", region_name="eu-west-1")
    traces.watch(session.events)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        client = session.client("sqs", endpoint_url=nobody)
        with pytest.raises(Exception, match="Could not connect"):
            client.list_queues()
    (part,) = daemon.told
    assert part["fault"]
