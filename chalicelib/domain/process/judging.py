"""How guards are asked, and what is said when they keep an event from happening."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from chalicelib.domain.process.clocks import CLOCK_GUARD
from chalicelib.domain.process.instance import ClockState, Data, Instance
from chalicelib.domain.shared.errors import ConflictError, DomainError


class Answer(Enum):
    """What a guard says. UNKNOWN: it can't be told now, because a register is away."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, *, holds: bool) -> "Answer":
        """The answer of a guard that needed nobody else."""
        return cls.YES if holds else cls.NO


@dataclass(frozen=True, slots=True)
class GuardContext:
    """What a guard may judge beside the case itself.

    `instance` stands as before the event, `clocks` as they will: with the dates of the payload as
    it will be, and the clock whose end is the event ended. `day` is the municipality's.
    """

    instance: Instance
    clocks: Mapping[str, ClockState]
    event: str
    role: str
    actor: str
    at: datetime
    day: date
    data: Data

    def runs(self, clock: str) -> bool:
        """Whether a clock was started and its end hasn't come."""
        state = self.clocks.get(clock)
        return state is not None and state.is_alive and not _is_over(state, self.at)


class Judge(Protocol):
    """The case as it will be: functions on the payload come before any guard."""

    def holds(self, guard: str, situation: GuardContext) -> Answer:
        """What a guard of the process says."""

    def day(self, name: str) -> date | None:
        """A date in the payload; None while it is unknown."""


class GuardNotMetError(ConflictError):
    """Guards that the event needs don't hold; `guards` are their ids."""

    def __init__(self, guards: tuple[str, ...], public: str) -> None:
        super().__init__(
            "guard_not_met", public or "Aan een voorwaarde voor deze stap is nog niet voldaan."
        )
        self.guards = guards


class CantSayError(DomainError):
    """A guard couldn't be judged now, because a register is away: neither yes nor no."""

    def __init__(self, guards: tuple[str, ...]) -> None:
        super().__init__(
            "cannot_say", "Wij kunnen dit nu niet nagaan. Probeer het over enkele minuten opnieuw."
        )
        self.guards = guards


def ask(judge: Judge, guard: str, situation: GuardContext) -> Answer:
    """The answer of a guard, of the process or the engine's own."""
    if guard.startswith(CLOCK_GUARD):
        return Answer.of(holds=situation.runs(guard.removeprefix(CLOCK_GUARD)))
    return judge.holds(guard, situation)


def _is_over(state: ClockState, at: datetime) -> bool:
    if state.paused_at is not None or state.ends_at is None:
        return False
    return state.ends_at <= at
