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


@dataclass(frozen=True, slots=True)
class Rung:
    """A bell that was heard, and is hidden from others for a while; `receipt` is its handle."""

    role: str
    message: CaseMessage
    receipt: str


class Bells(Protocol):
    """One bell a municipality and staff role: something came before them."""

    def ring(self, role: str, message: CaseMessage) -> None:
        """Tell that a case waits; twice is harmless, for the worklist is the truth.

        Raises RetryableError.
        """

    def hear(self, tenant: str, role: str) -> Rung | None:
        """The next ring for those of a role, hidden from others meanwhile; None when there is none.

        Raises RetryableError.
        """

    def give_back(self, rung: Rung) -> None:
        """Let others hear it at once; one that is heard by others already does nothing.

        Raises RetryableError.
        """

    def forget(self, rung: Rung) -> None:
        """It was followed, or means nothing any more. Raises RetryableError."""


class Backlog(Protocol):
    """How many messages couldn't be handled."""

    def parked(self, tenant: str) -> dict[str, int]:
        """How many lie in the dead-letter queues, by queue (`issue`, `review`)."""
