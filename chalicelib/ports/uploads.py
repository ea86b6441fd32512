"""Files that people put into the archive themselves, without passing through us."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.cases.forms.basket import Basket


@dataclass(frozen=True, slots=True)
class UploadForm:
    """What a browser or program sends a file to, and the fields that must come before it."""

    address: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it lies there; `version` names these bytes among others under the key."""

    key: str
    version: str
    content: bytes


class Scan(StrEnum):
    """What is known of a file: nothing yet, that it is clean or harmful, or that nobody can say."""

    PENDING = "pending"
    CLEAN = "clean"
    HARMFUL = "harmful"
    FAILED = "failed"


class Incoming(Protocol):
    """Where files are put."""

    @property
    def address(self) -> str:
        """What a form is sent to, and nothing else of ours."""

    def form(self, key: str, back: str) -> UploadForm:
        """What lets somebody put one file under a key, for a short time.

        `back` is where a browser without scripts goes on; empty for a program.
        """

    def fetch(self, key: str) -> Arrived | None:
        """What lies there; None when nothing came (or it was removed). Raises RetryableError."""


class Scanner(Protocol):
    """Looks for malware."""

    def scan(self, file: Arrived) -> Scan:
        """What is known of a file by now. Raises RetryableError."""


class Baskets(Protocol):
    """What is put ready; found by the hash of an unguessable id."""

    def get(self, basket_id: str) -> Basket | None:
        """What is there; None when it isn't known, or over its time."""

    def put(self, basket: Basket) -> None:
        """Keep it in the place of what was there."""
