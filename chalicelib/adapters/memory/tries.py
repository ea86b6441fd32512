"""Counters of tries in memory."""

from datetime import datetime
from threading import Lock

from chalicelib.ports.platform import Clock


class MemoryTries:
    """Tries."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: dict[str, tuple[int, datetime]] = {}

    def take(self, what: str, limit: int, until: datetime) -> bool:
        """As the port says."""
        with self._lock:
            count, end = self._counts.get(what, (0, until))
            if count and end <= self._clock.now():
                count, end = 0, until
            if count >= limit:
                return False
            self._counts[what] = (count + 1, end)
            return True

    def give_back(self, what: str) -> None:
        """As the port says."""
        with self._lock:
            count, end = self._counts[what]
            self._counts[what] = (max(count - 1, 0), end)
