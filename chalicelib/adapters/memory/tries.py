"""Counters of tries in memory."""

from datetime import datetime
from threading import Lock
from typing import override

from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import Tries


class MemoryTries(Tries):
    """Tries; a count begins anew when its time is over by the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: dict[str, tuple[int, datetime]] = {}

    @override
    def take(self, what: str, limit: int, until: datetime) -> bool:
        with self._lock:
            count, end = self._counts.get(what, (0, until))
            if count and end <= self._clock.now():
                count, end = 0, until
            if count >= limit:
                return False
            self._counts[what] = (count + 1, end)
            return True

    @override
    def give_back(self, what: str) -> None:
        with self._lock:
            count, end = self._counts[what]
            self._counts[what] = (max(count - 1, 0), end)
