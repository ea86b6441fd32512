"""Messages between functions, and to clerks."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WorkMessage:
    """What queues carry: ids and a version, nothing else."""

    tenant: str
    request_id: str
    version: int


class WorkQueue(Protocol):
    """A queue of work."""

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """Send, to arrive after `delay` seconds (at most 900); twice is harmless.

        Raises RetryableError.
        """


@dataclass(frozen=True, slots=True)
class Held:
    """A message that was received and is hidden for a while; `receipt` is its handle."""

    message: WorkMessage
    receipt: str


class ReviewQueue(WorkQueue, Protocol):
    """The clerks' queues, one a municipality: a message goes to that of its tenant."""

    def receive(self, tenant: str, seconds: int) -> Held | None:
        """The next message, hidden for so long; None when there is none now.

        Raises RetryableError.
        """

    def hide(self, tenant: str, receipt: str, seconds: int) -> None:
        """Hide it for so long from now; 0 gives it back. A handle that is over does nothing."""

    def delete(self, tenant: str, receipt: str) -> None:
        """Forget it; a handle that is over does nothing. Raises RetryableError."""


class Backlog(Protocol):
    """How many messages couldn't be handled."""

    def parked(self, tenant: str) -> dict[str, int]:
        """How many lie in the dead-letter queues, by queue (`issue`, `review`)."""
