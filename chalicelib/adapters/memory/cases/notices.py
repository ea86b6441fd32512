"""What municipalities tell each other, in memory."""

from typing import override

from chalicelib.ports.cases.notices import MunicipalNotice, NoticeTray


class MemoryNoticeTray(NoticeTray):
    """NoticeTray that keeps a notice until it is closed."""

    def __init__(self) -> None:
        self._notices: dict[tuple[str, str], MunicipalNotice] = {}

    @override
    def put(self, notice: MunicipalNotice) -> None:
        self._notices[notice.to, notice.id] = notice

    @override
    def waiting(self, tenant: str, limit: int) -> list[MunicipalNotice]:
        found = [notice for (nis, _), notice in self._notices.items() if nis == tenant]
        return found[:limit]

    @override
    def close(self, tenant: str, notice_id: str) -> None:
        self._notices.pop((tenant, notice_id), None)
