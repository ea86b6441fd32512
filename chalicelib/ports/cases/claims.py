"""Keys that at most one holds: who has which now, and a draft that has one for minutes."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from chalicelib.domain.cases.change import ClaimKey


class Claims(Protocol):
    """What cases and drafts hold. All raise RetryableError."""

    def hold(
        self, tenant: str, claim: ClaimKey, holder: str, now: datetime, until: datetime
    ) -> None:
        """Hold a claim for a draft for a while. Raises ConflictError (`claimed`)."""

    def let_go(self, tenant: str, claim: ClaimKey, holder: str) -> None:
        """Give back what a draft holds; what somebody else has stays theirs."""

    def holders(
        self, tenant: str, claim: str, keys: Collection[str], now: datetime
    ) -> Mapping[str, str]:
        """Who holds which of a claim's keys now (`case:` with its id, or a draft); none is free."""
