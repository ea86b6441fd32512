"""Time, ids and queues that stand still until a test moves them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chalicelib.adapters.memory.queues import MemoryBells
from chalicelib.ports.cases.messages import CaseMessage, Rung
from chalicelib.ports.errors import RetryableError
from tests.support.requests import an_id

START = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


@dataclass(slots=True)
class Hands:
    """Clock: stands still until it is moved."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(slots=True)
class Counting:
    """Ids: one after the other."""

    last: int = 0

    def request_id(self) -> str:
        self.last += 1
        return an_id(self.last)

    def secret(self) -> str:
        return f"secret-{self.request_id()}"


@dataclass(slots=True)
class Lines:
    """Queue and bells; `lose` makes both silent, as a failing send does."""

    messages: list[tuple[CaseMessage, int]] = field(default_factory=list)
    bells: MemoryBells = field(default_factory=MemoryBells)
    lose: bool = False

    @property
    def rung(self) -> list[tuple[str, CaseMessage]]:
        return self.bells.rung

    def send(self, message: CaseMessage, delay: int = 0) -> None:
        if self.lose:
            raise RetryableError
        self.messages.append((message, delay))

    def ring(self, role: str, message: CaseMessage) -> None:
        if self.lose:
            raise RetryableError
        self.bells.ring(role, message)

    def hear(self, tenant: str, role: str) -> Rung | None:
        if self.lose:
            raise RetryableError
        return self.bells.hear(tenant, role)

    def give_back(self, rung: Rung) -> None:
        self.bells.give_back(rung)

    def forget(self, rung: Rung) -> None:
        self.bells.forget(rung)
