"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

A_TUESDAY = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


class MemoryClock:
    """Clock."""

    def __init__(self, now: datetime = A_TUESDAY) -> None:
        self._now = now

    def now(self) -> datetime:
        """As the port says."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by

    def set(self, to: datetime) -> None:
        """Be at a moment."""
        self._now = to
