"""The counter's own API, asked from outside as any program asks it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, override
from uuid import uuid4

import urllib3

from chalicelib.adapters.outside.http import PATIENCE
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.visits import CounterVisit

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class HttpVisit(CounterVisit):
    """CounterVisit at a municipality's address; `token` makes what one signs in with."""

    home: str
    token: Callable[[], str]
    pool: urllib3.PoolManager

    @override
    def ask(self, document: str) -> str:
        return str(self._json("POST", "requests", {"document": document}, 202)["id"])

    @override
    def is_there(self, request: str) -> bool:
        return bool(self._json("GET", f"requests/{request}")["links"]["document"])

    @override
    def fetch(self, request: str) -> bytes:
        there = self._asked("GET", self._at(f"requests/{request}/document"), 302, self._signed())
        return self._asked("GET", there.headers["Location"], 200, {}).data

    @override
    def verdict(self, file: bytes) -> str:
        return str(self._json("POST", "verify", {"sha256": sha256(file).hexdigest()})["status"])

    @override
    def withdraw(self, request: str) -> None:
        self._json("POST", f"requests/{request}/withdraw", {})

    def _json(self, method: str, path: str, body: object = None, status: int = 200) -> Any:  # noqa: ANN401 - JSON
        answer = self._asked(method, self._at(path), status, self._signed(), body)
        return json.loads(answer.data)

    def _at(self, path: str) -> str:
        return f"{self.home}/api/v1/{path}"

    def _signed(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token()}", "Idempotency-Key": str(uuid4())}

    def _asked(
        self,
        method: str,
        url: str,
        status: int,
        headers: Mapping[str, str],
        body: object = None,
    ) -> urllib3.BaseHTTPResponse:
        """An answer with the status that is due; no redirect is followed. Raises RetryableError."""
        sent = None if body is None else json.dumps(body).encode()
        typed = {**headers, "Content-Type": JSON} if sent is not None else dict(headers)
        try:
            answer = self.pool.request(
                method, url, body=sent, headers=typed, timeout=PATIENCE, retries=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise RetryableError(f"{method}: {type(error).__name__}") from None
        if answer.status != status:
            raise RetryableError(f"{method}: status {answer.status} where {status} is due")
        return answer
