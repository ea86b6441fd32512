"""The counter tries itself: it says what doesn't work, and leaves nothing lying for a clerk."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.certificates.ask_as_canary import PATIENCE, AskAsCanary, Tried


@dataclass
class Counter:
    """A counter that makes a document after so many looks, and fails at a step."""

    looks: int = 3
    says: str = "authentic"
    fails_at: str = ""
    withdrawn: list[str] = field(default_factory=list)

    def ask(self, document: str) -> str:
        return self._does("ask", "one")

    def is_there(self, request: str) -> bool:
        self.looks -= 1
        return self._does("look", self.looks < 0)

    def fetch(self, request: str) -> bytes:
        return self._does("fetch", request.encode())

    def verdict(self, file: bytes) -> str:
        return self._does("verdict", self.says)

    def withdraw(self, request: str) -> None:
        self.withdrawn.append(request)

    def _does[T](self, step: str, answer: T) -> T:
        if step == self.fails_at:
            raise RetryableError(f"{step}: status 503")
        return answer


def tried(counter: Counter) -> Tried:
    clock = MemoryClock()

    def pause(seconds: float) -> None:
        clock.move(timedelta(seconds=seconds))

    return AskAsCanary(clock, pause)(counter)


def test_a_document_that_comes_and_is_known_is_well_and_took_as_long_as_it_did() -> None:
    assert tried(Counter()) == Tried(3)


@pytest.mark.parametrize(
    ("counter", "says"),
    [
        (Counter(says="unknown"), "its own document is unknown"),
        (Counter(fails_at="ask"), "ask: status 503"),
        (Counter(fails_at="fetch"), "fetch: status 503"),
        (Counter(fails_at="verdict"), "verdict: status 503"),
    ],
)
def test_a_step_that_fails_is_told_and_what_was_made_stays(counter: Counter, says: str) -> None:
    counter.looks = 0
    assert tried(counter).trouble == says
    assert counter.withdrawn == []


def test_what_does_not_come_in_time_is_taken_back_so_that_no_clerk_finds_it() -> None:
    counter = Counter(looks=1_000)
    assert tried(counter) == Tried(PATIENCE.total_seconds(), "no document in time")
    assert counter.withdrawn == ["one"]
