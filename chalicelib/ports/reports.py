"""What operators must hear of, by id only."""

from typing import Protocol


class Report(Protocol):
    """A line in the log and a count for the alarms."""

    def __call__(self, what: str, tenant: str, case_id: str, error: str) -> None:
        """Say what failed (`work`, `tick`, `outgoing`) for which case; `error` is a type's name."""
