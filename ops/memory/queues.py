"""A queue in memory."""

from collections import deque
from collections.abc import Iterator

from chalicelib.ports.queues import WorkMessage


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
