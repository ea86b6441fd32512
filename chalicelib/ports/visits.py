"""The counter from outside: what a program meets that asks it for a document."""

from typing import Protocol


class CounterVisit(Protocol):
    """Somebody signed in, over HTTP. What isn't as it should be is a RetryableError."""

    def ask(self, document: str) -> str:
        """Ask for a document about oneself; the id of the request."""

    def is_there(self, request: str) -> bool:
        """Whether the document of a request can be fetched."""

    def fetch(self, request: str) -> bytes:
        """The document."""

    def verdict(self, file: bytes) -> str:
        """What the counter says to who shows it a file; a code."""

    def withdraw(self, request: str) -> None:
        """Take a request back."""
