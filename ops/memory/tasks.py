"""What is left to do, blocked addresses and early feedback, in memory."""

from datetime import datetime

from chalicelib.domain.tasks import Notice, Task, TaskKind
from chalicelib.ports.machine import Keys


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

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._blocked: dict[str, datetime] = {}

    def block(self, tenant: str, address: str, at: datetime) -> None:
        """As the port says."""
        self._blocked[self._keys.address(tenant, address)] = at

    def unblock(self, tenant: str, address: str) -> None:
        """As the port says."""
        for keys in self._keys.versions():
            self._blocked.pop(keys.address(tenant, address), None)

    def is_blocked(self, tenant: str, address: str) -> bool:
        """As the port says."""
        return any(k.address(tenant, address) in self._blocked for k in self._keys.versions())


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
