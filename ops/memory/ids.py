"""Chance that is the same each time."""

import random
from threading import Lock

from ulid import ULID

from chalicelib.ports.platform import Clock


class SeededIds:
    """Ids from a seed, for replays and tests: nothing here is a secret."""

    def __init__(self, clock: Clock, seed: int = 1) -> None:
        self._clock = clock
        self._chance = random.Random(seed)
        self._lock = Lock()

    def request_id(self) -> str:
        """As the port says."""
        milliseconds = int(self._clock.now().timestamp() * 1000)
        with self._lock:
            return str(ULID(milliseconds.to_bytes(6) + self._chance.randbytes(10)))

    def secret(self) -> str:
        """As the port says, except that it can be guessed."""
        with self._lock:
            return self._chance.randbytes(32).hex()
