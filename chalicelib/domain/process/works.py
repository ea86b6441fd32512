"""What the automatic states of a process do, and how long it is tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class WorkSpec:
    """A work, by name: the states it runs in and the events it may yield.

    `done` are events of success, `human` those that hand over to people. `delays` are seconds
    between tries, the last repeats. After `cap` it yields `at_cap`; a work that only looks again
    has none. `documents` are, by event of success, the slots it may fill, and `refusals` the
    letter that turns down what was asked.
    """

    id: str
    states: frozenset[str]
    done: tuple[str, ...]
    delays: tuple[int, ...]
    human: tuple[str, ...] = ()
    cap: timedelta | None = None
    at_cap: str = ""
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)

    def delay(self, tries: int) -> timedelta:
        """How long to wait after so many tries, at least one, before the next."""
        return timedelta(seconds=self.delays[min(tries, len(self.delays)) - 1])

    def is_capped(self, entered_at: datetime, now: datetime) -> bool:
        """Whether it was tried for as long as it may be since its state was entered."""
        return self.cap is not None and now - entered_at >= self.cap

    def troubles(self) -> tuple[str, ...]:
        """Those of its events that hand over to people because it couldn't do what it is for."""
        return (*self.human, *((self.at_cap,) if self.at_cap else ()))

    def events(self) -> tuple[str, ...]:
        """Every event that it may cause."""
        return (*self.done, *self.troubles())

    def slots(self) -> tuple[str, ...]:
        """Every slot that it may fill."""
        return tuple(slot for slots in self.documents.values() for slot in slots)
