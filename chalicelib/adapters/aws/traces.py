"""The parts of an invocation, told to X-Ray: of itself Lambda shows only the whole.

X-Ray's daemon beside a function takes subsegments as datagrams, and that is all that is used of it:
AWS's SDK for it is imported too slowly (docs/decisions/0012). Where there is no daemon, or a trace
isn't sampled, nothing is told. What is told are names of parts, ids and whether it failed; never an
error's text, which may hold an address (promise 5).
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from secrets import token_hex
from socket import AF_INET, SOCK_DGRAM, socket
from threading import local
from typing import Any, cast

DAEMON, HEADER = "AWS_XRAY_DAEMON_ADDRESS", "_X_AMZN_TRACE_ID"
_FORMAT = b'{"format": "json", "version": 1}\n'
_FAILED = 300

type Send = Callable[[bytes], None]


@dataclass(slots=True)
class Part:
    """A part that is going on."""

    name: str
    trace_id: str
    parent_id: str
    annotations: dict[str, str]
    id: str = field(default_factory=lambda: token_hex(8))
    started: float = field(default_factory=time.time)

    def told(self, *, failed: bool) -> dict[str, object]:
        """As X-Ray reads it."""
        return {
            "type": "subsegment",
            "id": self.id,
            "trace_id": self.trace_id,
            "parent_id": self.parent_id,
            "name": self.name,
            "start_time": self.started,
            "end_time": time.time(),
            "fault": failed,
            "annotations": self.annotations,
        }


class _Going(local):
    """What is going on in a thread: the parts that are open, and the calls that were begun."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.calls: list[Part | None] = []


class Traces:
    """What a process tells of its parts; each thread has its own, one in the other."""

    def __init__(self, environ: Mapping[str, str] = os.environ, send: Send | None = None) -> None:
        self._environ = environ
        self._daemon = environ.get(DAEMON, "")
        self._send = send or _to(self._daemon)
        self._going = _Going()

    @property
    def is_on(self) -> bool:
        """Whether anybody listens."""
        return bool(self._daemon)

    @contextmanager
    def part(self, name: str, **annotations: str) -> Iterator[None]:
        """A part of the work; traces are found by its annotations."""
        began = self.begin(name, **annotations)
        try:
            yield
        except BaseException:
            self.end(began, failed=True)
            raise
        self.end(began)

    def begin(self, name: str, **annotations: str) -> Part | None:
        """Begin a part below the one that is going on; None when nothing is told."""
        trace = _sampled(self._environ.get(HEADER, "")) if self._daemon else None
        if trace is None:
            return None
        trace_id, segment_id = trace
        parts = self._going.parts
        parent_id = parts[-1].id if parts else segment_id
        part = Part(name, trace_id, parent_id, annotations)
        parts.append(part)
        return part

    def end(self, part: Part | None, *, failed: bool = False) -> None:
        """End a part, and whatever is still going on below it."""
        parts = self._going.parts
        if part is None or part not in parts:
            return
        del parts[parts.index(part) :]
        self._send(_FORMAT + json.dumps(part.told(failed=failed)).encode())

    def watch(self, events: Any) -> None:  # noqa: ANN401 - botocore's hooks, of a session
        """Tell every call to AWS that a session makes, tries together."""
        events.register("before-call", lambda model, **_: self._calls(_call(model)))
        events.register("after-call", lambda http_response, **_: self._called(http_response))
        events.register("after-call-error", lambda **_: self._called(None))

    def _calls(self, name: str) -> None:
        self._going.calls.append(self.begin(name))

    def _called(self, response: Any) -> None:  # noqa: ANN401
        failed, calls = response is None or response.status_code >= _FAILED, self._going.calls
        self.end(calls.pop() if calls else None, failed=failed)

    def told_of[P](self, part: P, name: str, request_id: Callable[[Any], str] = lambda _: "") -> P:
        """Something whose calls are parts; itself where nobody listens.

        `request_id` gives the id of the request that a call's first argument is about.
        """
        return cast("P", _Told(part, name, self, request_id)) if self.is_on else part


class _Told:
    """Stands before something, and tells each call on it."""

    def __init__(
        self, part: object, name: str, traces: Traces, request_id: Callable[[Any], str]
    ) -> None:
        self._part, self._name, self._traces, self._request_id = part, name, traces, request_id

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever it has
        found = getattr(self._part, attribute)
        return self._telling(found, attribute) if callable(found) else found

    def _telling(self, method: Callable[..., Any], attribute: str) -> Callable[..., Any]:
        def told(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            about = self._request_id(given[0]) if given else ""
            annotations = {"request_id": about} if about else {}
            with self._traces.part(f"{self._name}: {attribute}", **annotations):
                return method(*given, **named)

        return told


def _call(model: Any) -> str:  # noqa: ANN401 - of botocore
    return f"{model.service_model.service_name}.{model.name}"


def _sampled(header: str) -> tuple[str, str] | None:
    """The ids of the trace and of Lambda's segment; None when nobody wants to know."""
    fields = dict(part.partition("=")[::2] for part in header.split(";"))
    if fields.get("Sampled") != "1" or not {"Root", "Parent"} <= fields.keys():
        return None
    return fields["Root"], fields["Parent"]


def _to(daemon: str) -> Send:
    """Send and forget: a trace is never worth a failure or a wait."""
    host, _, port = daemon.rpartition(":")

    def send(datagram: bytes) -> None:
        with suppress(OSError), socket(AF_INET, SOCK_DGRAM) as sender:
            sender.sendto(datagram, (host, int(port)))

    return send
