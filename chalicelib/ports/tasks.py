"""What is left to do beside the queue."""

from typing import Protocol

from chalicelib.domain.former_cases.tasks import Task, TaskKind


class Tasks(Protocol):
    """What is left to do beside the queue; at most one of a kind for a request."""

    def open(self, task: Task) -> None:
        """Note it, or replace the one of its kind."""

    def get(self, tenant: str, request_id: str, kind: TaskKind) -> Task | None:
        """The open one of a kind for a request."""

    def close(self, tenant: str, request_id: str, kind: TaskKind) -> None:
        """Strike it off; what isn't open is no mistake."""

    def of(self, tenant: str, kind: TaskKind, limit: int) -> list[Task]:
        """The open ones of a kind, the oldest request first."""
