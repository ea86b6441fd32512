"""Lists of revocations in memory."""

from typing import override

from chalicelib.ports.seals import RevocationList, SealLists


class MemorySealLists(SealLists):
    """SealLists: of each certificate the newest, whichever came last."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], RevocationList] = {}

    @override
    def of(self, tenant: str) -> list[RevocationList]:
        return [found for (nis, _), found in sorted(self._kept.items()) if nis == tenant]

    @override
    def put(self, tenant: str, found: RevocationList) -> None:
        place = tenant, found.certificate
        there = self._kept.get(place)
        if there is None or there.issued_at <= found.issued_at:
            self._kept[place] = found
