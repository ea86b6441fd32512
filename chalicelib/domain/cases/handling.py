"""Who of ours has a case in hand; no state of the process, and no event."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a case, and until when."""

    staff: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Handling:
    """The human side of a case in a desk state.

    `since` is when it came before people, `reason` the event that put it there. `assigned` is the
    colleague for whom it is meant, empty for everybody of the worklist. `touched` tells that staff
    acted, claimed or corrected: such a case isn't automatic any more.
    """

    since: datetime | None = None
    reason: str = ""
    lease: Lease | None = None
    assigned: str = ""
    is_escalated: bool = False
    touched: bool = False

    def holder(self, now: datetime) -> str:
        """Who holds it now; empty when nobody does."""
        return self.lease.staff if self.lease and self.lease.until > now else ""

    def is_abandoned(self, now: datetime) -> bool:
        """Whether the time of who held it is over."""
        return self.lease is not None and self.lease.until <= now


def entered_desk(handling: Handling, at: datetime, event: str) -> Handling:
    """The human side when a case comes before people, from elsewhere.

    What took somebody with more powers before still does.
    """
    return replace(left_desk(handling), since=at, reason=event)


def left_desk(handling: Handling) -> Handling:
    """The human side when a case goes on."""
    return Handling(is_escalated=handling.is_escalated, touched=handling.touched)


def held_by(handling: Handling, lease: Lease) -> Handling:
    """The human side when somebody takes a case, or keeps it longer."""
    return replace(handling, lease=lease, touched=True)


def released(handling: Handling) -> Handling:
    """The human side when it is given back, to everybody: what was promised stays."""
    return replace(handling, lease=None, assigned="")


def assigned_to(handling: Handling, staff: str) -> Handling:
    """The human side when it is meant for a colleague, or with an empty id for everybody again.

    Whoever assigns it saw to what it was escalated for.
    """
    return replace(handling, lease=None, assigned=staff, is_escalated=False, touched=True)


def escalated(handling: Handling) -> Handling:
    """The human side when it waits for somebody with more powers."""
    return replace(released(handling), is_escalated=True, touched=True)
