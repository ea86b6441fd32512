"""How much each colleague has in hand, and for how long it waits: for who is in charge."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.moving.urgency import Urgency
from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.ports.platform import Clock
from chalicelib.usecases.handling.at_hand import allow
from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.usecases.handling.lists.worklists import Worklists

AGES = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""Up to a day, up to three, up to a week, and longer."""


@dataclass(frozen=True, slots=True)
class StaffLoad:
    """What somebody has; an empty id is for what nobody has. `ages` counts by AGES and beyond."""

    staff: str
    held: int
    meant: int
    late: int
    ages: tuple[int, ...]
    oldest: datetime

    @property
    def total(self) -> int:
        """All that is theirs."""
        return sum(self.ages)


@dataclass(frozen=True, slots=True)
class LoadOfStaff:
    """Counted from the worklists of who asks: reads nothing of people, and logs nothing."""

    worklists: Worklists
    clock: Clock

    def __call__(self, staff: Staff) -> list[StaffLoad]:
        """The most loaded first, then what nobody has. Raises NotThereError, RetryableError."""
        allow(staff, StaffAction.TAKE_OVER)
        of: dict[str, list[WorklistLine]] = {}
        for line in self.worklists.waiting(staff):
            of.setdefault(line.holder or line.assigned, []).append(line)
        loads = [self._load(known, lines) for known, lines in of.items()]
        return sorted(loads, key=lambda load: (not load.staff, -load.total, load.staff))

    def _load(self, staff: str, lines: list[WorklistLine]) -> StaffLoad:
        since = [line.since or line.by for line in lines]
        held = sum(bool(line.holder) for line in lines)
        return StaffLoad(
            staff=staff,
            held=held,
            meant=len(lines) - held if staff else 0,
            late=sum(line.urgency is Urgency.LATE for line in lines),
            ages=_ages(self.clock.now(), since),
            oldest=min(since),
        )


def _ages(now: datetime, since: Iterable[datetime]) -> tuple[int, ...]:
    places = [bisect(AGES, now - one) for one in since]
    return tuple(places.count(place) for place in range(len(AGES) + 1))
