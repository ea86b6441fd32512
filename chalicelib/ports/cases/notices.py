"""What one municipality tells another: ids and a code, no right on the case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MunicipalNotice:
    """A word to municipality `to` about case `case_id` of municipality `tenant`.

    `id` is the same each time it is sent; `code` is the notice's id in the process.
    """

    id: str
    to: str
    tenant: str
    process: str
    case_id: str
    code: str
    at: datetime


class NoticeTray(Protocol):
    """Where notices become tasks of the municipality that gets them."""

    def put(self, notice: MunicipalNotice) -> None:
        """Make it a task there; twice is one. Raises RetryableError."""

    def waiting(self, tenant: str, limit: int) -> list[MunicipalNotice]:
        """What other municipalities told this one, until it was seen to. Raises RetryableError."""

    def close(self, tenant: str, notice_id: str) -> None:
        """It was seen to; what isn't there is no mistake. Raises RetryableError."""
