"""Where a case stands in its process, and what happened to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.process.messages import Tell

type Data = tuple[tuple[str, str], ...]
"""Codes and ids that go with an event; no personal data."""


class ClockStatus(StrEnum):
    """How a clock that was started stands; one that never was isn't there at all."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


ALIVE = (ClockStatus.WAITING, ClockStatus.RUNNING, ClockStatus.PAUSED)
"""A clock that hasn't come to its end."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """How one clock of a case stands.

    `from_day` and `until_day` are the dates of the payload that it was reckoned with, None while
    unknown; until the first is known, a clock that counts from it waits and has no `ends_at`.
    `reminders` are moments, in the order of the definition; None is one that isn't to go out.
    `moved_by` are the days, or for a term in minutes or hours the seconds, that pauses added.
    """

    name: str
    status: ClockStatus
    started_at: datetime
    from_day: date | None = None
    until_day: date | None = None
    ends_at: datetime | None = None
    reminders: tuple[datetime | None, ...] = ()
    paused_at: datetime | None = None
    moved_by: int = 0

    @property
    def is_alive(self) -> bool:
        """Whether it runs, waits for its date, or is paused."""
        return self.status in ALIVE


@dataclass(frozen=True, slots=True)
class ClockMark:
    """What ticks noted about a clock without an event; the history doesn't hold it.

    It is about the end `ends_at`: a mark about another end counts no more, but for
    `reminded_at`, up to which reminders went out. `tried` is the version of the case at which its
    event was last tried, `looks` how often in a row a guard couldn't be judged, `look_at` when to
    look again.
    """

    clock: str
    ends_at: datetime | None = None
    reminded_at: datetime | None = None
    tried: int = 0
    is_task_made: bool = False
    looks: int = 0
    look_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """Where one case stands. `version` counts its events.

    `entered_at` is when it came into its state, `changed_at` when its last event happened.
    """

    process: str
    process_version: int
    state: str
    version: int
    entered_at: datetime
    changed_at: datetime
    clocks: tuple[ClockState, ...] = ()
    marks: tuple[ClockMark, ...] = ()

    def clock(self, name: str) -> ClockState | None:
        """How a clock stands; None when it was never started."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    def mark(self, name: str) -> ClockMark:
        """What was noted about a clock; an empty mark when nothing was."""
        return next((mark for mark in self.marks if mark.clock == name), ClockMark(name))

    def marked(self, mark: ClockMark) -> "Instance":
        """With one mark in place of the earlier one about the same clock."""
        others = (other for other in self.marks if other.clock != mark.clock)
        return replace(self, marks=(*others, mark))

    def unmarked(self) -> "Instance":
        """What follows from the events alone."""
        return replace(self, marks=())


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in the past; immutable.

    `role` is in which it was caused, `actor` who did so (an id). `source` is empty for the first.
    `clocks` are those that it changed, as they stood after it, so that replay needs no settings.
    """

    version: int
    name: str
    source: str
    target: str
    role: str
    actor: str
    at: datetime
    data: Data = ()
    clocks: tuple[ClockState, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Who wants to cause which event, and when."""

    event: str
    role: str
    at: datetime
    actor: str = ""
    data: Data = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The result of one event: the new instance, the event, and what is to be told."""

    instance: Instance
    event: Event
    tells: tuple[Tell, ...]

    @property
    def is_entry(self) -> bool:
        """Whether the case came into another state, or into its first."""
        return self.event.source != self.event.target
