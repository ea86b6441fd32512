"""Queues in memory, with visibility as SQS has it."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import Held, WorkMessage


class MemoryQueue:
    """WorkQueue; `messages` are those not yet taken, each with its delay in seconds."""

    def __init__(self) -> None:
        self.messages: deque[tuple[WorkMessage, int]] = deque()

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """As the port says."""
        self.messages.append((message, delay))

    def take(self) -> Iterator[WorkMessage]:
        """Every message, also those that are sent meanwhile; delays count for nothing."""
        while self.messages:
            yield self.messages.popleft()[0]


@dataclass(slots=True)
class _Row:
    """One message: when it can be seen, and under which handle it was last received."""

    message: WorkMessage
    visible_at: datetime
    receipt: str = ""


class MemoryReviewQueue:
    """ReviewQueue; `rows` are the messages of each municipality, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._receipts = count(1)
        self.rows: dict[str, list[_Row]] = defaultdict(list)

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """As the port says."""
        visible_at = self._clock.now() + timedelta(seconds=delay)
        self.rows[message.tenant].append(_Row(message, visible_at))

    def receive(self, tenant: str, seconds: int) -> Held | None:
        """As the port says."""
        now = self._clock.now()
        row = next((row for row in self.rows[tenant] if row.visible_at <= now), None)
        if row is None:
            return None
        row.visible_at = now + timedelta(seconds=seconds)
        row.receipt = f"receipt-{next(self._receipts)}"
        return Held(row.message, row.receipt)

    def hide(self, tenant: str, receipt: str, seconds: int) -> None:
        """As the port says."""
        now = self._clock.now()
        for row in self._hidden(tenant, receipt):
            row.visible_at = now + timedelta(seconds=seconds)

    def delete(self, tenant: str, receipt: str) -> None:
        """As the port says."""
        for row in self._hidden(tenant, receipt):
            self.rows[tenant].remove(row)

    def _hidden(self, tenant: str, receipt: str) -> list[_Row]:
        return [row for row in self.rows[tenant] if receipt and row.receipt == receipt]


class MemoryBacklog:
    """Backlog; `messages` are the numbers it tells."""

    def __init__(self) -> None:
        self.messages = {"issue": 0, "review": 0}

    def parked(self, tenant: str) -> dict[str, int]:  # noqa: ARG002 - the port's signature
        """As the port says."""
        return dict(self.messages)
