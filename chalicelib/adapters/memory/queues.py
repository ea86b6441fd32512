"""Queues in memory: the way to the issuance function, the bells, what couldn't be handled."""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import override

from chalicelib.ports.cases.messages import Backlog, Bells, CaseMessage, CaseQueue, Rung


class MemoryQueue(CaseQueue):
    """CaseQueue; `messages` are those not yet taken, each with its delay in seconds."""

    def __init__(self) -> None:
        self.messages: deque[tuple[CaseMessage, int]] = deque()

    @override
    def send(self, message: CaseMessage, delay: int = 0) -> None:
        self.messages.append((message, delay))

    def take(self) -> Iterator[CaseMessage]:
        """Every message, also those that are sent meanwhile; delays count for nothing."""
        while self.messages:
            yield self.messages.popleft()[0]


class MemoryBells(Bells):
    """Bells; `rung` are role and message of each ring that nobody followed yet, in order."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, CaseMessage]] = []
        self._heard: list[Rung] = []

    @override
    def ring(self, role: str, message: CaseMessage) -> None:
        self.rung.append((role, message))

    @override
    def hear(self, tenant: str, role: str) -> Rung | None:
        """What was heard stays hidden until it is given back."""
        hidden = [(rung.role, rung.message) for rung in self._heard]
        for one in self.rung:
            if one in hidden:
                hidden.remove(one)
            elif one[0] == role and one[1].tenant == tenant:
                self._heard.append(Rung(*one, f"receipt-{len(self._heard)}"))
                return self._heard[-1]
        return None

    @override
    def give_back(self, rung: Rung) -> None:
        self._heard = [one for one in self._heard if one is not rung]

    @override
    def forget(self, rung: Rung) -> None:
        self.give_back(rung)
        with suppress(ValueError):
            self.rung.remove((rung.role, rung.message))


class MemoryBacklog(Backlog):
    """Backlog; `messages` are the numbers it tells."""

    def __init__(self) -> None:
        self.messages = {"issue": 0, "review": 0}

    @override
    def parked(self, tenant: str) -> dict[str, int]:
        return dict(self.messages)
