"""A local AWS for tests: sessions, the table, counting calls, and making them fail."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local
from typing import Any

import boto3
import botocore.session
import yaml
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from botocore.loaders import create_loader
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.responses import DynamoHandler

REGION = "eu-west-1"
ADDRESS = "https://aws.example"
PATIENCE = 60
SERVICES = create_loader()
_ALONE = Lock()
"""Held by whom the emulators, which are this process's, are looking after."""

TEMPLATE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[3] / ".chalice" / "resources.yaml").read_text(encoding="utf-8")
)


def a_session() -> boto3.Session:
    """A session that reaches nothing real; what services take and give is read once for all."""
    inner = botocore.session.Session()
    inner.register_component("data_loader", SERVICES)
    return boto3.Session(
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        region_name=REGION,
        botocore_session=inner,
    )


def make_table(session: boto3.Session, name: str = "thuisloket-test") -> str:
    """The table as the template describes it, without the time that CloudFormation takes."""
    described = TEMPLATE["Resources"]["Table"]["Properties"]
    session.client("dynamodb").create_table(
        TableName=name,
        **{
            what: described[what]
            for what in (
                "AttributeDefinitions",
                "BillingMode",
                "GlobalSecondaryIndexes",
                "KeySchema",
            )
        },
    )
    return name


class CallCounter:
    """Lists the AWS calls of a session as `service.Operation`, each once however often retried.

    Make it before the session's clients: they copy its hooks when they are made.
    """

    def __init__(self, session: boto3.Session) -> None:
        self.calls: list[str] = []
        self.params: list[dict[str, Any]] = []
        session.events.register("before-parameter-build", self._note)

    @property
    def by_kind(self) -> Counter[str]:
        """How often each was called."""
        return Counter(self.calls)

    def clear(self) -> None:
        """Count from here."""
        self.calls.clear()
        self.params.clear()

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """The calls from here; for use as `with counter.counting() as calls`."""
        self.clear()
        yield self.calls

    def _note(self, params: dict[str, Any], model: Any, context: Any, **_: Any) -> None:
        if context.get("is_presign_request"):
            return
        self.calls.append(f"{model.service_model.service_name}.{model.name}")
        self.params.append(params)


class Faults:
    """Makes calls of a client fail, before AWS acts or after; the rest goes through.

    Counted are attempts on the wire: a client that retries needs as many faults as it has tries.
    """

    def __init__(self, client: Any) -> None:
        self._events = client.meta.events
        self._events.unregister("before-call", directly)
        self._service = client.meta.service_model.service_id.hyphenize()

    def before(self, operation: str, times: int = 1, about: str = "") -> None:
        """The call never reaches AWS; only calls whose body has a text in it, if one is given."""
        left = _Left(times)

        def fail(request: Any, **_: Any) -> None:
            is_it = not about or about.encode() in (request.body or b"")
            if is_it and left.take():
                raise ConnectTimeoutError(endpoint_url=ADDRESS)

        self._events.register_first(f"before-send.{self._service}.{operation}", fail)

    def after(self, operation: str, times: int = 1, skip: int = 0) -> None:
        """AWS acts, and its answer is lost; the first `skip` answers arrive."""
        left, arriving = _Left(times), _Left(skip)

        def fail(exception: Any, **_: Any) -> None:
            if exception is None and not arriving.take() and left.take():
                raise ReadTimeoutError(endpoint_url=ADDRESS)

        self._events.register(f"response-received.{self._service}.{operation}", fail)

    def answer(
        self, operation: str, code: str, status: int = 400, times: int = 1, **more: Any
    ) -> None:
        """AWS refuses without acting, and says who it was about, as it sometimes does."""
        left = _Left(times)

        def refuse(**_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
            if not left.take():
                return None
            parsed = {
                "Error": {"Code": code, "Message": "refused for iemand@voorbeeld.example"},
                "ResponseMetadata": {"HTTPStatusCode": status},
                **more,
            }
            return AWSResponse(ADDRESS, status, {}, None), parsed

        self._events.register(f"before-call.{self._service}.{operation}", refuse)


def directly(
    model: Any, params: dict[str, Any], **_: Any
) -> tuple[AWSResponse, dict[str, Any]] | None:
    """What DynamoDB's emulator answers to a call; None if it refuses it, or is another's."""
    if model.service_model.service_name != "dynamodb":
        return None
    handler = DynamoHandler()
    handler.region = REGION
    handler.current_account = DEFAULT_ACCOUNT_ID
    handler.body = handler.params = json.loads(params["body"])
    try:
        with _ALONE:
            answered = getattr(handler, camelcase_to_underscores(model.name))().result
    except Exception:  # the long way says what is wrong, as AWS does
        return None
    found = {name: value for name, value in answered.items() if value is not None}
    return AWSResponse(params["url"], 200, {}, None), found


class _Left:
    """So many times, across threads."""

    def __init__(self, times: int) -> None:
        self._times = times
        self._lock = Lock()

    def take(self) -> bool:
        with self._lock:
            self._times -= 1
            return self._times >= 0


def one_at_a_time(session: boto3.Session) -> None:
    """Let DynamoDB and S3 calls through one by one; use it before the session's clients are made.

    The in-process AWS copies and puts back whole tables in its transactions, and looks before it
    writes, without a lock: with threads, it loses what others wrote. The real one makes each call
    happen at one moment.
    """
    mine = local()

    def enter(event_name: str, **_: Any) -> None:
        is_guarded = event_name.split(".")[1] in {"dynamodb", "s3"}
        if is_guarded and not getattr(mine, "held", False):
            assert _ALONE.acquire(timeout=PATIENCE)
            mine.held = True

    def leave(**_: Any) -> None:
        if getattr(mine, "held", False):
            mine.held = False
            _ALONE.release()

    # Hooks of a whole event run after those of one service, so around moto's own.
    session.events.register_first("before-send", enter)
    session.events.register_last("before-send", leave)
