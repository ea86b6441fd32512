"""The terms of a process: what starts, pauses and stops them, and what their end means."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.process.messages import Tell

CLOCK_GUARD = "clock:"
"""What stands before a clock's id in the engine's own guard: that clock hasn't ended."""


class Unit(StrEnum):
    """In what a term is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


BY_THE_MINUTE = (Unit.MINUTES, Unit.HOURS)
"""Units that count from a moment, not from a day."""


@dataclass(frozen=True, slots=True)
class TermStep:
    """So many units; a municipality may set its own number under `setting`."""

    value: int
    unit: Unit
    setting: str = ""


class TriggerKind(StrEnum):
    """An event, coming into a state or group from outside, or leaving it to outside."""

    EVENT = "event"
    ENTER = "enter"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts, stops, pauses or resumes a clock: an event by name, or a set of states."""

    on: TriggerKind
    event: str = ""
    states: frozenset[str] = frozenset()

    def fires(self, event: str, source: str, target: str) -> bool:
        """Whether an event that led from source to target is it; `source` is empty at first."""
        match self.on:
            case TriggerKind.EVENT:
                return event == self.event
            case TriggerKind.ENTER:
                return source not in self.states and target in self.states
            case TriggerKind.LEAVE:
                return source in self.states and target not in self.states


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to tell so many units after a clock's start, or before its end."""

    value: int
    unit: Unit
    is_before: bool
    tell: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """The task that a clock makes once, on a worklist."""

    code: str
    worklist: str
    words: str


OWN_CHOICE = "Eigen keuze"
"""How the basis of a term begins that no law sets."""


@dataclass(frozen=True, slots=True)
class ClockDefinition:
    """A term of the case. `term` is steps, one added after the other.

    It counts from the date in `from_field` of the payload, or from the event that started it when
    that is empty; an authority's date in `until_field` replaces the term. `runs_on`: a last day
    that is no working day moves on to the next. `at_start`: a waiting period, over when its last
    day begins; otherwise a term ends with its last day. `then` is the event at its end; `task` is
    made when there is none, or it isn't possible. `audience` reads its dates; empty means all.
    `certainty` says how sure the basis is: for staff, never for citizens.
    """

    id: str
    words: str
    basis: str
    term: tuple[TermStep, ...]
    starts: tuple[Trigger, ...]
    stops: tuple[Trigger, ...] = ()
    pauses: tuple[Trigger, ...] = ()
    resumes: tuple[Trigger, ...] = ()
    from_field: str = ""
    until_field: str = ""
    runs_on: bool = False
    at_start: bool = False
    reminders: tuple[Reminder, ...] = ()
    then: str = ""
    task: TaskSpec | None = None
    audience: tuple[str, ...] = ()
    certainty: str = ""

    @property
    def known(self) -> str:
        """What it rests on and how sure that is, for who works with it."""
        return f"{self.basis} ({self.certainty})" if self.certainty else self.basis

    @property
    def law(self) -> str:
        """The provision it rests on; empty where we chose it ourselves."""
        return "" if self.basis.startswith(OWN_CHOICE) else self.basis

    @property
    def is_by_the_minute(self) -> bool:
        """Whether it counts from a moment to a moment, not in days."""
        return any(step.unit in BY_THE_MINUTE for step in self.term)
