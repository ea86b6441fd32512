"""How an event changes the clocks of a case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.process.clocks import ClockDefinition, Trigger
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import ClockState, ClockStatus
from chalicelib.domain.process.judging import Judge
from chalicelib.domain.process.timing.terms import Terms

type Clocks = Mapping[str, ClockState]


@dataclass(frozen=True, slots=True)
class StateChange:
    """An event and the states between which it led; `source` is empty for the first."""

    event: str
    source: str
    target: str

    def is_any(self, triggers: Iterable[Trigger]) -> bool:
        """Whether one of the triggers fires."""
        return any(t.fires(self.event, self.source, self.target) for t in triggers)


@dataclass(frozen=True, slots=True)
class Reckoner:
    """Reckons clocks at one moment, with the dates of the payload as they will be."""

    definition: Definition
    terms: Terms
    judge: Judge
    at: datetime

    def dated(self, clocks: Clocks) -> Clocks:
        """The clocks after the dates of the payload that changed."""
        return {
            name: self._dated(self.definition.clocks.get(name), s) for name, s in clocks.items()
        }

    def moved(self, clocks: Clocks, move: StateChange) -> Clocks:
        """The clocks after what the event stops, starts, pauses and resumes, in that order.

        A final state stops them all.
        """
        if self.definition.is_final(move.target):
            return {name: _stopped(state) for name, state in clocks.items()}
        after = dict(clocks)
        for clock in self.definition.clocks.values():
            state = self._moved(clock, clocks.get(clock.id), move)
            if state is not None:
                after[clock.id] = state
        return after

    def _moved(
        self, clock: ClockDefinition, state: ClockState | None, move: StateChange
    ) -> ClockState | None:
        if state is not None and move.is_any(clock.stops):
            state = _stopped(state)
        if (state is None or not state.is_alive) and move.is_any(clock.starts):
            state = self._started(clock)
        if state is None or not state.is_alive:
            return state
        if move.is_any(clock.pauses):
            return _paused(state, self.at)
        return self._resumed(clock, state) if move.is_any(clock.resumes) else state

    def _started(self, clock: ClockDefinition) -> ClockState:
        state = ClockState(clock.id, ClockStatus.WAITING, self.at)
        if not clock.from_field:
            state = self._counted(clock, state)
        return self._dated(clock, state)

    def _dated(self, clock: ClockDefinition | None, state: ClockState) -> ClockState:
        if clock is None or not state.is_alive:
            return state
        from_day, until_day = self._date(clock.from_field), self._date(clock.until_field)
        known = replace(state, from_day=from_day or state.from_day)
        if until_day is not None and until_day != state.until_day:
            return self._until(clock, known, until_day)
        if known == state or state.until_day:
            return known
        return self._counted(clock, known)

    def _until(self, clock: ClockDefinition, state: ClockState, until: date) -> ClockState:
        paused_at = self.at if state.paused_at else None
        state = replace(state, until_day=until, paused_at=paused_at)
        return self._ending(clock, state, self.terms.end_on(clock, until))

    def _counted(self, clock: ClockDefinition, state: ClockState) -> ClockState:
        today = self.terms.day_of(self.at)
        end = self.terms.end(clock, state.started_at, state.from_day, today)
        return self._ending(clock, state, self.terms.moved(clock, end, state.moved_by))

    def _ending(self, clock: ClockDefinition, state: ClockState, ends_at: datetime) -> ClockState:
        status = ClockStatus.PAUSED if state.paused_at else ClockStatus.RUNNING
        reminders = self._reminders(clock, state, ends_at)
        return replace(state, status=status, ends_at=ends_at, reminders=reminders)

    def _reminders(
        self, clock: ClockDefinition, state: ClockState, ends_at: datetime
    ) -> tuple[datetime | None, ...]:
        day = state.from_day
        start = self.terms.start_of(day) if day else state.started_at
        start = self.terms.delayed(clock, start, state.moved_by)
        moments = (self.terms.reminder(r, start, ends_at) for r in clock.reminders)
        return tuple(m if self.at < m < ends_at else None for m in moments)

    def _resumed(self, clock: ClockDefinition, state: ClockState) -> ClockState:
        if state.paused_at is None:
            return state
        pause = self.terms.paused_for(clock, state.paused_at, self.at)
        state = replace(state, paused_at=None, moved_by=state.moved_by + pause)
        if state.ends_at is None:
            return replace(state, status=ClockStatus.WAITING)
        return self._ending(clock, state, self.terms.moved(clock, state.ends_at, pause))

    def _date(self, name: str) -> date | None:
        return self.judge.day(name) if name else None


def _paused(state: ClockState, at: datetime) -> ClockState:
    if state.paused_at is not None:
        return state
    return replace(state, status=ClockStatus.PAUSED, paused_at=at)


def _stopped(state: ClockState) -> ClockState:
    if not state.is_alive:
        return state
    return replace(state, status=ClockStatus.STOPPED, reminders=(), paused_at=None)
