"""Messages between functions."""

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
