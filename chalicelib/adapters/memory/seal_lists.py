"""Lists of revocations in memory."""

from chalicelib.ports.seals import RevocationList


class MemorySealLists:
    """SealLists."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], RevocationList] = {}

    def of(self, tenant: str) -> list[RevocationList]:
        """As the port says."""
        return [found for (nis, _), found in sorted(self._kept.items()) if nis == tenant]

    def put(self, tenant: str, found: RevocationList) -> None:
        """As the port says."""
        place = tenant, found.certificate
        there = self._kept.get(place)
        if there is None or there.issued_at <= found.issued_at:
            self._kept[place] = found
