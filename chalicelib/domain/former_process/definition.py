"""A process as data: what stands in `templates/processes/*.json`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

SYSTEM = "system"
"""The actor for whom jobs and the schedule act."""


class _FromFile:
    __pydantic_config__: ClassVar = {"extra": "forbid"}


class StateKind(StrEnum):
    """What a state waits for: nothing (auto), a message (wait), a person (task), or no more."""

    START = "start"
    AUTO = "auto"
    WAIT = "wait"
    TASK = "task"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class State(_FromFile):
    """One state; `label` and `explanation` are what the citizen reads.

    `owner` is who has to act. `timer` is the id of a deadline.
    """

    id: str
    kind: StateKind
    owner: str
    label: str
    explanation: str
    timer: str = ""

    @property
    def is_final(self) -> bool:
        """Whether nothing happens any more."""
        return self.kind is StateKind.FINAL

    @property
    def is_automatic(self) -> bool:
        """Whether the system has to go on by itself, so that a lost message must be sent again."""
        is_own_start = self.kind is StateKind.START and self.owner == SYSTEM
        return self.kind is StateKind.AUTO or is_own_start


@dataclass(frozen=True, slots=True)
class Transition(_FromFile):
    """From one state to the next on an event of an actor.

    `guard` names a predicate that must hold; `effects` name what the caller has to do after the
    change is stored, as `kind:code` (`email:cr_ready`, `queue:issue`, `alarm:clerk_sla`). A
    transition to its own source enters the state again: its deadline starts anew.
    """

    source: str
    event: str
    target: str
    actor: str
    guard: str = ""
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard(_FromFile):
    """A named predicate; callers judge it, and hand its id over when it holds."""

    id: str
    meaning: str


class Unit(StrEnum):
    """What a deadline counts in; all but seconds last to the end of a day."""

    SECONDS = "seconds"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Deadline(_FromFile):
    """How long a state may last, and what happens then.

    Either the event `on_expiry` occurs, or the state stays and `expiry_effects` are due: the work
    of an automatic state is sent again, anything else escalates. `reminders` are days after
    entering at which `reminder_effect` is due. The term counts from entering the state, or from
    the moment that the entering event carries in its data under the name `counts_from`. `waits`
    marks a waiting period, which doesn't run on to the next working day.
    """

    id: str
    value: int
    unit: Unit
    basis: str
    on_expiry: str = ""
    reminders: tuple[int, ...] = ()
    reminder_effect: str = ""
    expiry_effects: tuple[str, ...] = ()
    counts_from: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Definition(_FromFile):
    """A process as data."""

    id: str
    version: int
    title: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    deadlines: tuple[Deadline, ...]
    guards: tuple[Guard, ...]
    sources: tuple[str, ...]

    def state(self, state_id: str) -> State:
        """The state with an id. Raises LookupError."""
        return _with_id(self.states, state_id)

    def transition(self, state_id: str, event: str) -> Transition | None:
        """What an event leads to in a state; None when it can't happen there."""
        return next((t for t in self.exits(state_id) if t.event == event), None)

    def exits(self, state_id: str) -> tuple[Transition, ...]:
        """All transitions out of a state, self-loops included."""
        return tuple(t for t in self.transitions if t.source == state_id)

    def deadline(self, state_id: str) -> Deadline | None:
        """The deadline of a state. Raises LookupError for an unknown state or timer."""
        timer = self.state(state_id).timer
        return _with_id(self.deadlines, timer) if timer else None


def _with_id[T: (State, Deadline)](things: Iterable[T], wanted: str) -> T:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise LookupError(wanted)
