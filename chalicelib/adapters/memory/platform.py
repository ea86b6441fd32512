"""A clock that stands still until it is moved, chance that is the same each time, known keys."""

import random
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import override

from ulid import ULID

from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.ports.platform import Clock, Ids

A_TUESDAY = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


class MemoryClock(Clock):
    """Clock that a test moves; at A_TUESDAY when nothing else is said."""

    def __init__(self, now: datetime = A_TUESDAY) -> None:
        self._now = now

    @override
    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by

    def set(self, to: datetime) -> None:
        """Be at a moment."""
        self._now = to


class SeededIds(Ids):
    """Ids from a seed, for replays and tests: nothing here is a secret."""

    def __init__(self, clock: Clock, seed: int = 1) -> None:
        self._clock = clock
        self._chance = random.Random(seed)
        self._lock = Lock()

    @override
    def request_id(self) -> str:
        milliseconds = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            return str(ULID(milliseconds.to_bytes(6) + self._chance.randbytes(10)))

    @override
    def secret(self) -> str:
        """Except that it can be guessed."""
        with self._lock:
            return self._chance.randbytes(32).hex()


def known_keys() -> HmacKeys:
    """Keys that everybody knows, for synthetic people only."""
    return HmacKeys.of(b"synthetic people only, no secret")
