"""What is left to do, blocked addresses and early feedback, in memory."""

from datetime import datetime

from chalicelib.domain.former_cases.tasks import Notice, Task, TaskKind


class MemoryTasks:
    """Tasks."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[str, TaskKind, str], Task] = {}

    def open(self, task: Task) -> None:
        """As the port says."""
        self._tasks[task.tenant, task.kind, task.request_id] = task

    def get(self, tenant: str, request_id: str, kind: TaskKind) -> Task | None:
        """As the port says."""
        return self._tasks.get((tenant, kind, request_id))

    def close(self, tenant: str, request_id: str, kind: TaskKind) -> None:
        """As the port says."""
        self._tasks.pop((tenant, kind, request_id), None)

    def of(self, tenant: str, kind: TaskKind, limit: int) -> list[Task]:
        """As the port says."""
        found = [t for t in self._tasks.values() if t.tenant == tenant and t.kind is kind]
        return sorted(found, key=lambda task: task.request_id)[: max(limit, 0)]


class MemorySuppressions:
    """Suppressions."""

    def __init__(self) -> None:
        self._blocked: dict[tuple[str, str], datetime] = {}

    def block(self, tenant: str, address: str, at: datetime) -> None:
        """As the port says."""
        self._blocked[_place(tenant, address)] = at

    def unblock(self, tenant: str, address: str) -> None:
        """As the port says."""
        self._blocked.pop(_place(tenant, address), None)

    def is_blocked(self, tenant: str, address: str) -> bool:
        """As the port says."""
        return _place(tenant, address) in self._blocked


class MemoryNotices:
    """Notices; they stay until they are forgotten."""

    def __init__(self) -> None:
        self._notices: dict[tuple[str, str], Notice] = {}

    def park(self, notice: Notice) -> None:
        """As the port says."""
        self._notices[notice.tenant, notice.id] = notice

    def parked(self, tenant: str, limit: int) -> list[Notice]:
        """As the port says."""
        found = [n for n in self._notices.values() if n.tenant == tenant]
        return sorted(found, key=lambda notice: notice.at)[: max(limit, 0)]

    def forget(self, notice: Notice) -> None:
        """As the port says."""
        self._notices.pop((notice.tenant, notice.id), None)


def _place(tenant: str, address: str) -> tuple[str, str]:
    return tenant, address.strip().lower()
