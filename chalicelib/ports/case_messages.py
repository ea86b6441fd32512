"""Messages about cases: to the issuance function, and bells for those who work through a list."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """What queues carry: ids and a version, nothing else."""

    tenant: str
    case_id: str
    version: int


class CaseQueue(Protocol):
    """The way to the issuance function."""

    def send(self, message: CaseMessage, delay: int = 0) -> None:
        """Send, to arrive after `delay` seconds (at most 900); twice is harmless.

        Raises RetryableError.
        """


class Bells(Protocol):
    """One bell a municipality and staff role: something came before them."""

    def ring(self, role: str, message: CaseMessage) -> None:
        """Tell that a case waits; twice is harmless, for the worklist is the truth.

        Raises RetryableError.
        """
