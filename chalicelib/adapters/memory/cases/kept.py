"""Cases in memory, each with all that hangs on it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chalicelib.domain.cases.change import Listing
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.cases.storing import all_of, as_listed
from chalicelib.domain.process.instance import Event
from chalicelib.ports.cases import AnyCase, Unreadable, Waiting

type Place = tuple[str, str]
"""Tenant and id."""

FIRST = datetime.min.replace(tzinfo=UTC)
"""Before everything."""


@dataclass(slots=True)
class StoredCase:
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
    def is_open(self) -> bool:
        """Whether anything is to be done about it."""
        return bool(self.listed or self.case.tasks or self.due_at)

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


class Shelves:
    """All cases, found by place; what is open and what began on a day without reading the rest."""

    def __init__(self) -> None:
        self._all: dict[Place, StoredCase] = {}
        self._open: dict[str, dict[str, StoredCase]] = defaultdict(dict)
        self._begun: dict[tuple[str, date], list[StoredCase]] = defaultdict(list)

    def __getitem__(self, place: Place) -> StoredCase:
        return self._all[place]

    def get(self, place: Place) -> StoredCase | None:
        """A case; None when it isn't there."""
        return self._all.get(place)

    def put(self, case: AnyCase) -> None:
        """A new case, with nothing hanging on it yet."""
        kept = self._all[case.tenant, case.id] = StoredCase(case)
        self._begun[case.tenant, kept.day].append(kept)

    def changed(self, place: Place) -> None:
        """To be told of each change of what is to be done about a case."""
        kept, open_ = self._all[place], self._open[place[0]]
        if kept.is_open:
            open_[place[1]] = kept
        else:
            open_.pop(place[1], None)

    def of(self, tenant: str) -> list[StoredCase]:
        """All cases of a municipality."""
        return [kept for (nis, _), kept in list(self._all.items()) if nis == tenant]

    def referred(self, tenant: str, reference: str) -> AnyCase | Unreadable | None:
        """The case with a reference."""
        found = (kept for kept in self.of(tenant) if kept.case.reference == reference)
        return next((kept.read() for kept in found), None)

    def open(self, tenant: str) -> list[StoredCase]:
        """Those about which something is to be done."""
        return list(self._open[tenant].values())

    def begun(self, tenant: str, day: date) -> list[StoredCase]:
        """Those received on a day in UTC."""
        return list(self._begun.get((tenant, day), ()))


def place_of(case: AnyCase) -> Place:
    """Where a case lies."""
    return case.tenant, case.id


def waiting(kept: StoredCase, role: str, team: str) -> Waiting | None:
    """The line of a case in a worklist, if it has one."""
    tasks = all_of(kept.case.tasks, role, team)
    listed = [kept.listed] if kept.listed else []
    times = [here.by for here in listed if (here.role, here.team) == (role, team)]
    times += [task.at for task in tasks]
    if not times:
        return None
    case = kept.read()
    told = case if isinstance(case, Unreadable) else as_listed(case)
    return Waiting(told, min(times), tasks)
