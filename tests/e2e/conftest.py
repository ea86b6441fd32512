"""One counter a test: what one does isn't seen by another."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.memory.platform import MemoryClock
from tests.support.counter import Counter, a_counter


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock()


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    with a_counter(clock=clock) as made:
        yield made
