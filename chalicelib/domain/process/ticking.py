"""What time asks of a case: ends of terms, reminders, tasks, and looking again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.process.clocks import ClockDefinition, TaskSpec
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import Foresee, advance_clock
from chalicelib.domain.process.instance import (
    Cause,
    ClockMark,
    ClockState,
    ClockStatus,
    Instance,
    Step,
)
from chalicelib.domain.process.judging import CantSayError
from chalicelib.domain.process.messages import Tell
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.errors import ConflictError

MOST_AT_ONCE = 50
"""How many things one tick of a case does; what is left waits for the next."""
_FIRST_LOOK = timedelta(minutes=5)
_LAST_LOOK = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Happened:
    """The event of a term that ended, reckoned at the moment it did."""

    step: Step
    clock: str

    @property
    def instance(self) -> Instance:
        """What to store."""
        return self.step.instance


@dataclass(frozen=True, slots=True)
class Reminded:
    """What is to be told before a term ends; no event."""

    instance: Instance
    clock: str
    tells: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class TaskDue:
    """A term ended without an event: the task for it, once."""

    instance: Instance
    clock: str
    task: TaskSpec


@dataclass(frozen=True, slots=True)
class Noted:
    """Nothing for anybody: a guard couldn't be judged, or still doesn't hold after an event."""

    instance: Instance
    clock: str


type Due = Happened | Reminded | TaskDue | Noted
"""One thing that is due; `instance` is what to store with it."""


def tick(
    definition: Definition, instance: Instance, now: datetime, foresee: Foresee, terms: Terms
) -> Iterator[Due]:
    """Everything that is due, one after the other, each with the case as it is after it."""
    for _ in range(MOST_AT_ONCE):
        due = _first(definition, instance)
        if due is None or due.at > now:
            return
        result = _Ticked(definition, instance, now, foresee, terms).do(due)
        yield result
        instance = result.instance


def due_at(definition: Definition, instance: Instance) -> datetime | None:
    """The first moment at which a clock asks for something; None when none will."""
    due = _first(definition, instance)
    return due.at if due else None


@dataclass(frozen=True, slots=True)
class _Look:
    at: datetime
    clock: ClockDefinition
    state: ClockState
    ends_at: datetime
    is_reminder: bool = False


def _first(definition: Definition, instance: Instance) -> _Look | None:
    looks = [look for state in instance.clocks for look in _looks(definition, instance, state)]
    return min(looks, key=lambda look: (look.at, not look.is_reminder), default=None)


def _looks(definition: Definition, instance: Instance, state: ClockState) -> Iterator[_Look]:
    clock = definition.clocks.get(state.name)
    if clock is None or state.status is not ClockStatus.RUNNING or state.ends_at is None:
        return
    mark = instance.mark(state.name)
    for at in state.reminders:
        if at is not None and (mark.reminded_at is None or at > mark.reminded_at):
            yield _Look(at, clock, state, state.ends_at, is_reminder=True)
    end = _end_look(clock, state.ends_at, mark, instance)
    if end is not None:
        yield _Look(end, clock, state, state.ends_at)


def _end_look(
    clock: ClockDefinition, ends_at: datetime, mark: ClockMark, instance: Instance
) -> datetime | None:
    if mark.ends_at != ends_at or not mark.tried:
        return ends_at
    if clock.then and mark.tried < instance.version:
        return max(ends_at, instance.changed_at)
    return mark.look_at


@dataclass(frozen=True, slots=True)
class _Ticked:
    definition: Definition
    instance: Instance
    now: datetime
    foresee: Foresee
    terms: Terms

    def do(self, look: _Look) -> Due:
        if look.is_reminder:
            return self._remind(look)
        return self._end(look) if look.clock.then else self._task(look)

    def _remind(self, look: _Look) -> Due:
        """Of several that passed the last is told, and none when the term is over too."""
        moments = zip(look.state.reminders, look.clock.reminders, strict=True)
        passed = [(at, reminder) for at, reminder in moments if at and at <= self.now]
        latest, reminder = max(passed, key=lambda one: one[0])
        mark = replace(self.instance.mark(look.clock.id), reminded_at=latest)
        after = self.instance.marked(mark)
        if look.ends_at <= self.now:
            return Noted(after, look.clock.id)
        return Reminded(after, look.clock.id, reminder.tell)

    def _end(self, look: _Look) -> Due:
        cause = Cause(look.clock.then, CLOCK, max(look.ends_at, self.instance.changed_at))
        judge = self.foresee(self.instance, cause)
        try:
            step = advance_clock(
                self.definition, self.instance, cause, judge, self.terms, look.clock.id
            )
        except CantSayError:
            return self._look_again(look)
        except ConflictError:
            return self._task(look)
        return Happened(step, look.clock.id)

    def _task(self, look: _Look) -> Due:
        mark = self._tried(look)
        done = replace(mark, is_task_made=True, looks=0, look_at=None)
        after = self.instance.marked(done)
        if look.clock.task is None or mark.is_task_made:
            return Noted(after, look.clock.id)
        return TaskDue(after, look.clock.id, look.clock.task)

    def _look_again(self, look: _Look) -> Due:
        mark = self._tried(look)
        delay = min(_FIRST_LOOK * 2 ** min(mark.looks, 16), _LAST_LOOK)
        again = replace(mark, looks=mark.looks + 1, look_at=self.now + delay)
        return Noted(self.instance.marked(again), look.clock.id)

    def _tried(self, look: _Look) -> ClockMark:
        mark = self.instance.mark(look.clock.id)
        if mark.ends_at != look.ends_at:
            mark = ClockMark(look.clock.id, look.ends_at, mark.reminded_at)
        return replace(mark, tried=self.instance.version)
