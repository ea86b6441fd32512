"""Requests as they come together at a counter, several at once, each timed."""

import itertools
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil
from uuid import uuid4

import urllib3

DOCUMENT = "attest-hoofdverblijfplaats"
MIX: Mapping[str, int] = {
    "home": 2,
    "a document's page": 1,
    "ask": 1,
    "status": 4,
    "my cases": 1,
    "worklists": 1,
}
"""How often each comes, beside one that asks for a document."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who signed in."""

    token: str
    email: str


@dataclass(frozen=True, slots=True)
class Shot:
    """One request: what for, how long until the answer in milliseconds, and whether it failed."""

    what: str
    ms: float
    failed: bool


@dataclass
class Gun:
    """A counter at an address, with citizens who each ask once, and a clerk."""

    web: str
    citizens: Sequence[Visitor]
    clerk: Visitor
    at_once: int
    asked: list[tuple[Visitor, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._http = urllib3.PoolManager(maxsize=self.at_once, retries=False, timeout=30)
        self._next = itertools.cycle(self.citizens)

    def fire(self, requests: int) -> list[Shot]:
        """So many requests in the usual mix."""
        with ThreadPoolExecutor(self.at_once) as several:
            return list(several.map(self.one, itertools.islice(_mixed(), requests)))

    def one(self, what: str) -> Shot:
        """One request."""
        started = time.perf_counter()
        try:
            failed = self._send(what) >= 400
        except urllib3.exceptions.HTTPError:
            failed = True
        return Shot(what, (time.perf_counter() - started) * 1000, failed)

    def _send(self, what: str) -> int:
        match what:
            case "ask":
                return self._ask(next(self._next))
            case "worklists":
                return self._get("/api/v1/worklists", self.clerk)
            case "status" if self.asked:
                visitor, case_id = self.asked[-1]
                return self._get(f"/api/v1/requests/{case_id}", visitor)
            case "my cases":
                return self._get("/api/v1/cases", self.citizens[0])
            case "a document's page":
                return self._get(f"/documenten/{DOCUMENT}")
            case _:
                return self._get("/")

    def _get(self, path: str, visitor: Visitor | None = None) -> int:
        headers = {"Authorization": f"Bearer {visitor.token}"} if visitor else {}
        return self._http.request("GET", f"{self.web}{path}", headers=headers).status

    def _ask(self, visitor: Visitor) -> int:
        answer = self._http.request(
            "POST",
            f"{self.web}/api/v1/requests",
            body=json.dumps({"document": DOCUMENT, "email": visitor.email}).encode(),
            headers={
                "Authorization": f"Bearer {visitor.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid4()),
            },
        )
        if answer.status == 202:
            self.asked.append((visitor, answer.json()["id"]))
        return answer.status


def _mixed() -> Iterator[str]:
    """The mix, over and over."""
    every = [what for what, times in MIX.items() for _ in range(times)]
    return itertools.cycle(every)


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What came of one kind of request: how many, how many failed, and percentiles in ms."""

    what: str
    count: int
    failed: int
    p50: float
    p95: float
    p99: float


def summed(shots: Sequence[Shot]) -> Iterator[LoadLine]:
    """A line for each kind, and one for all."""
    for what in (*Counter(shot.what for shot in shots), "together"):
        those = [shot for shot in shots if what in (shot.what, "together")]
        took = sorted(shot.ms for shot in those)
        places = (_at(took, share) for share in (0.5, 0.95, 0.99))
        yield LoadLine(what, len(those), sum(shot.failed for shot in those), *places)


def _at(took: Sequence[float], share: float) -> float:
    """The nearest rank."""
    return took[max(0, ceil(len(took) * share) - 1)]
