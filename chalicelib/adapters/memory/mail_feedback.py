"""Blocked addresses and early feedback, in memory."""

from datetime import datetime

from chalicelib.domain.mail.trouble import Notice


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
