"""A burst of one municipality, in the order in which SQS says that it hands out a fair queue.

No emulator has fair queues, so this follows what AWS documents of them. What is ours is real: the
groups that are sent along, and how many functions there are.
"""

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, cast

import pytest

from app import app
from chalicelib.adapters.aws.cases.messages import SqsCaseQueue
from chalicelib.ports.cases.messages import CaseMessage
from tests.support.requests import ELSEWHERE, KORTRIJK, an_id

BURST = 500
NOISY_SHARE = 0.1
"""Of the time that consumers spend, or of what is in flight if that is `NOISY_FLIGHT` or more."""
NOISY_FLIGHT = 30

(ISSUE,) = (source for source in app.event_sources if hasattr(source, "queue"))


@dataclass
class FairQueue:
    """What lies in a queue, who took what, and for how long: SQS's documented order.

    Groups are noisy by their share of the consumers' time, or of what is in flight. Others come
    first; among noisy ones that with the fewest in flight. A message without a group is one by
    itself. In a group, and while nobody is noisy, the oldest comes first.
    """

    waiting: list[str] = field(default_factory=list)
    in_flight: Counter[str] = field(default_factory=Counter)
    spent: Counter[str] = field(default_factory=Counter)
    sent: int = 0

    def send_message(self, **message: Any) -> None:
        self.sent += 1
        self.waiting.append(message.get("MessageGroupId", f"alone-{self.sent}"))

    def receive(self) -> str:
        first = min(self.waiting, key=self._rank)  # of several, the first: the oldest
        self.waiting.remove(first)
        self.in_flight[first] += 1
        return first

    def done(self, group: str, seconds: float) -> None:
        self.in_flight[group] -= 1
        self.spent[group] += seconds  # type: ignore[assignment]

    def _rank(self, group: str) -> tuple[bool, int]:
        flying, noisy = self.in_flight[group], self._is_noisy(group)
        return noisy, flying if noisy else 0

    def _is_noisy(self, group: str) -> bool:
        is_slow = self.spent[group] > NOISY_SHARE * self.spent.total()
        flying = self.in_flight[group]
        share = NOISY_SHARE * self.in_flight.total()
        return is_slow or (flying >= NOISY_FLIGHT and flying > share)


def begun(queue: FairQueue, arrives_after: int, one_more: Any) -> list[str]:
    """Whose cases the functions begin after another's arrived, until none waits."""
    busy: list[tuple[float, str]] = []
    order: list[str] = []
    now, handled = 0.0, 0
    while queue.waiting or busy:
        while queue.waiting and len(busy) < ISSUE.maximum_concurrency:
            order.append(taken := queue.receive())
            heappush(busy, (now + 0.4 + len(order) % 7 / 100, taken))
        if handled == arrives_after:
            one_more()
            order = []
        now, whose = heappop(busy)
        queue.done(whose, 0.4)
        handled += 1
    return order


@pytest.mark.parametrize("arrives_after", [0, 1, 8, 200, BURST - 9])
@pytest.mark.parametrize("burst_of", [KORTRIJK, ELSEWHERE])
def test_behind_a_burst_of_one_municipality_the_next_of_another_is_at_most_the_fifth(
    arrives_after: int, burst_of: str
) -> None:
    queue = FairQueue()
    road = SqsCaseQueue(cast("Any", queue), "issue")
    quiet = ({KORTRIJK, ELSEWHERE} - {burst_of}).pop()
    for serial in range(BURST):
        road.send(CaseMessage(burst_of, an_id(serial), 1))
    order = begun(queue, arrives_after, lambda: road.send(CaseMessage(quiet, an_id(), 1)))
    assert order.index(quiet) < 5
    assert order.count(burst_of) == max(BURST - ISSUE.maximum_concurrency - arrives_after, 0)
