"""Queues in memory: the way to the issuance function, the bells, what couldn't be handled."""

from collections import deque
from collections.abc import Iterator

from chalicelib.ports.case_messages import CaseMessage


class MemoryQueue:
    """CaseQueue; `messages` are those not yet taken, each with its delay in seconds."""

    def __init__(self) -> None:
        self.messages: deque[tuple[CaseMessage, int]] = deque()

    def send(self, message: CaseMessage, delay: int = 0) -> None:
        """As the port says."""
        self.messages.append((message, delay))

    def take(self) -> Iterator[CaseMessage]:
        """Every message, also those that are sent meanwhile; delays count for nothing."""
        while self.messages:
            yield self.messages.popleft()[0]


class MemoryBells:
    """Bells; `rung` are role and message of each ring, in order."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, CaseMessage]] = []

    def ring(self, role: str, message: CaseMessage) -> None:
        """As the port says."""
        self.rung.append((role, message))


class MemoryBacklog:
    """Backlog; `messages` are the numbers it tells."""

    def __init__(self) -> None:
        self.messages = {"issue": 0, "review": 0}

    def parked(self, tenant: str) -> dict[str, int]:  # noqa: ARG002 - the port's signature
        """As the port says."""
        return dict(self.messages)
