"""Makes one call of a scenario go wrong: before AWS acts, after it, twice, or much later."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, ReadTimeoutError

from tests.support.stages.aws import ADDRESS
from tests.support.stages.emulator import answer_directly


class Kind(StrEnum):
    """How a call goes wrong."""

    FAILS = "fails before acting"
    LOST = "acts, answer lost"
    THROTTLED = "throttled"
    TIMES_OUT = "times out"
    LATE = "acts after everybody gave up"
    CONFLICT = "conflict"
    REPEATED = "acts twice: condition fails"
    DIES_BEFORE = "process dies before"
    DIES_AFTER = "process dies after"


class DiedError(BaseException):
    """The process is gone: nothing of ours catches it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The call with a number, counted from 0 in a scenario, goes wrong in a way."""

    call: int
    kind: Kind


CONFLICTS = {
    "TransactWriteItems": "TransactionCanceledException",
    "PutItem": "TransactionConflictException",
    "UpdateItem": "TransactionConflictException",
    "DeleteItem": "TransactionConflictException",
    "PutObject": "ConditionalRequestConflict",
}
THROTTLES = {"dynamodb": "ThrottlingException", "sesv2": "TooManyRequestsException"}
WRITES = {"SendMessage", *CONFLICTS}


def kinds_for(call: str) -> Iterator[Kind]:
    """The ways in which a call (`dynamodb.PutItem`) can go wrong that differ from each other."""
    operation = call.partition(".")[2]
    yield from (Kind.FAILS, Kind.THROTTLED, Kind.TIMES_OUT, Kind.DIES_BEFORE, Kind.DIES_AFTER)
    if operation in WRITES or operation == "SendEmail":
        yield from (Kind.LOST, Kind.LATE)
    if operation in WRITES:
        yield Kind.REPEATED
    if operation in CONFLICTS:
        yield Kind.CONFLICT


type Listener = Callable[[str, dict[str, Any]], None]


@dataclass
class Injector:
    """Counts the calls of a session while it watches, and has the planned ones go wrong.

    `plan` is by the number of a call, `next` by its name, for the first of that name.

    Make it before the session's clients. `listeners` hear of every call that AWS acted on and that
    was answered, whether watched or not; `acted` of every one that AWS acted on.
    """

    session: boto3.Session
    plan: dict[int, Kind] = field(default_factory=dict)
    next: dict[str, Kind] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    hit: list[tuple[str, Kind]] = field(default_factory=list)
    answered: list[Listener] = field(default_factory=list)
    acted: list[Listener] = field(default_factory=list)
    is_watching: bool = False

    def __post_init__(self) -> None:
        self._now: Kind | None = None
        self._params: dict[str, Any] = {}
        self._late: list[Callable[[], Any]] = []
        self._raw = boto3.Session(
            aws_access_key_id="testing", aws_secret_access_key="testing", region_name="eu-west-1"
        )
        answer_directly(self._raw)
        self._clients: dict[str, Any] = {}
        events = self.session.events
        events.register("before-parameter-build", self._built)
        events.register("before-call", self._before)
        events.register("after-call", self._after)
        answer_directly(self.session)

    def arm(self, faults: Iterable[Fault]) -> None:
        """Count from here, with some calls that go wrong."""
        self.plan = {fault.call: fault.kind for fault in faults}
        self.next.clear()
        self.calls.clear()
        self.hit.clear()
        self._late.clear()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count the calls made meanwhile."""
        was, self.is_watching = self.is_watching, True
        try:
            yield
        finally:
            self.is_watching = was

    def arrive(self) -> None:
        """What was on its way when everybody gave up acts now."""
        waiting, self._late = self._late, []
        for call in waiting:
            with suppress(ClientError):
                call()

    def client(self, service: str) -> Any:
        """A client that nobody watches."""
        if service not in self._clients:
            self._clients[service] = self._raw.client(service)
        return self._clients[service]

    def _built(self, params: dict[str, Any], model: Any, context: Any, **_: Any) -> None:
        self._now = None
        self._params = params
        if not self.is_watching or context.get("is_presign_request"):
            return
        name = _name(model)
        self._now = self.plan.get(len(self.calls)) or self.next.pop(name, None)
        self.calls.append(name)
        if self._now:
            self._params = deepcopy(params)
            self.hit.append((name, self._now))

    def _before(self, model: Any, **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        match self._now:
            case Kind.FAILS:
                return _answer("InternalServerError", 500)
            case Kind.THROTTLED:
                service = model.service_model.service_name
                return _answer(THROTTLES.get(service, "Throttling"), 400)
            case Kind.CONFLICT:
                return _answer(CONFLICTS[model.name], 400, **self._reasons(model))
            case Kind.TIMES_OUT:
                raise ReadTimeoutError(endpoint_url=ADDRESS)
            case Kind.LATE:
                self._late.append(self._again(model, self._params))
                raise ReadTimeoutError(endpoint_url=ADDRESS)
            case Kind.DIES_BEFORE:
                raise DiedError
        return None

    def _after(self, model: Any, http_response: Any, **_: Any) -> None:
        kind, params, self._now = self._now, self._params, None
        if http_response.status_code >= 300 or kind in (
            Kind.FAILS,
            Kind.THROTTLED,
            Kind.CONFLICT,
        ):
            return
        self._tell(self.acted, model, params)
        match kind:
            case Kind.LOST:
                raise ReadTimeoutError(endpoint_url=ADDRESS)
            case Kind.DIES_AFTER:
                raise DiedError
        self._tell(self.answered, model, params)
        if kind is Kind.REPEATED:
            self._again(model, params)()

    def _again(self, model: Any, params: dict[str, Any]) -> Callable[[], Any]:
        """The same call once more, unwatched."""
        service = model.service_model.service_name
        method = getattr(self.client(service), _method(model.name))

        def call() -> Any:
            answer = method(**params)
            for listener in self.acted:
                listener(_name(model), params)
            return answer

        return call

    def _reasons(self, model: Any) -> dict[str, Any]:
        if model.name != "TransactWriteItems":
            return {}
        reasons = [{"Code": "None"} for _ in self._params["TransactItems"]]
        reasons[0] = {"Code": "TransactionConflict", "Message": "another one"}
        return {"CancellationReasons": reasons}

    def _tell(self, listeners: list[Listener], model: Any, params: dict[str, Any]) -> None:
        for listener in listeners:
            listener(_name(model), params)


def _name(model: Any) -> str:
    return f"{model.service_model.service_name}.{model.name}"


def _method(operation: str) -> str:
    words = "".join(f"_{c.lower()}" if c.isupper() else c for c in operation)
    return words.lstrip("_")


def _answer(code: str, status: int, **more: Any) -> tuple[AWSResponse, dict[str, Any]]:
    parsed = {
        "Error": {"Code": code, "Message": "not now"},
        "ResponseMetadata": {"HTTPStatusCode": status},
        **more,
    }
    return AWSResponse(ADDRESS, status, {}, None), parsed
