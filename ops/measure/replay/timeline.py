"""What happens when: a heap of moments, and a clock that follows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count

from chalicelib.adapters.memory.platform import MemoryClock


class Timeline:
    """Things to happen, in the order of time; what happens may add more."""

    def __init__(self, clock: MemoryClock) -> None:
        self._clock = clock
        self._heap: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, at: datetime, act: Callable[[], None]) -> None:
        """Let something happen at a moment."""
        heappush(self._heap, (at.astimezone(UTC), next(self._order), act))

    def run(self, after_each: Callable[[], None]) -> None:
        """Let everything happen."""
        while self._heap:
            at, _, act = heappop(self._heap)
            self._clock.set(max(at, self._clock.now()))
            act()
            after_each()
