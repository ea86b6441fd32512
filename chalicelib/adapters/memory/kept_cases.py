"""One case in memory, with all that hangs on it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chalicelib.domain.cases.change import Listing
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.storing import all_of
from chalicelib.domain.process.instance import Event
from chalicelib.ports.cases import AnyCase, Unreadable, Waiting

FIRST = datetime.min.replace(tzinfo=UTC)
"""Before everything."""


@dataclass(slots=True)
class Kept:
    """One case with all that hangs on it.

    `reason` tells why it can't be read, `aside` that this is known.
    """

    case: AnyCase
    listed: Listing | None = None
    events: list[Event] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    outgoing: dict[str, Outgoing] = field(default_factory=dict)
    reason: str = ""
    is_newer: bool = False
    aside: bool = False

    @property
    def due_at(self) -> datetime | None:
        """When somebody must look: at the case, or at what is to go out."""
        times = [outgoing.due_at for outgoing in self.outgoing.values()]
        return min([*times, *([self.case.due_at] if self.case.due_at else ())], default=None)

    @property
    def day(self) -> date:
        """The day in UTC on which it was received."""
        return self.case.intake.received_at.astimezone(UTC).date()

    def put_aside(self) -> Unreadable:
        """What is told of a case that can't be read; the first who meets it sets it aside."""
        self.aside = not self.is_newer
        return Unreadable(self.case.tenant, self.case.id, self.reason, self.is_newer)

    def read(self) -> AnyCase | Unreadable:
        """The case."""
        return self.put_aside() if self.reason or self.aside else self.case


def waiting(kept: Kept, role: str, team: str) -> Waiting | None:
    """The line of a case in a worklist, if it has one."""
    tasks = all_of(kept.case.tasks, role, team)
    listed = [kept.listed] if kept.listed else []
    times = [here.by for here in listed if (here.role, here.team) == (role, team)]
    times += [task.at for task in tasks]
    return Waiting(kept.read(), min(times), tasks) if times else None
