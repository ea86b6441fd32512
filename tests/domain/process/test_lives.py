"""Random lives: whatever people, works and time do, history and clocks stay in order."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED, advance, possible, replay, start
from chalicelib.domain.process.instance import Cause, Event, Instance, Step
from chalicelib.domain.process.judging import Answer, CantSayError, GuardContext, GuardNotMetError
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.states import StateKind, Target, Transition
from chalicelib.domain.process.ticking import MOST_AT_ONCE, Happened, TaskDue, due_at, tick
from tests.support.processes.lives import NEWEST, TERMS, the

BEGUN = datetime(2026, 1, 5, 9, tzinfo=UTC)


STATES = {process_id: sorted(the(process_id).states) for process_id in NEWEST}


def way(definition: Definition, goal: str) -> list[tuple[Transition, Target]]:
    """The transitions and targets of a shortest way from the initial state."""
    ways: dict[str, list[tuple[Transition, Target]]] = {definition.initial: []}
    for state in (queue := [definition.initial]):
        for transition in definition.exits(state):
            for target in transition.targets:
                reached = target.reached_from(state)
                if reached not in ways:
                    ways[reached] = [*ways[state], (transition, target)]
                    queue.append(reached)
    return ways[goal]


class Lives(RuleBasedStateMachine):
    """One case of one process; guards and dates change at will."""

    process_id = ""

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGUN
        self.yes: frozenset[str] = frozenset()
        self.away: frozenset[str] = frozenset()
        self.dates: dict[str, date] = {}
        self.tasks: list[tuple[str, int]] = []

    def holds(self, guard: str, situation: GuardContext) -> Answer:
        assert not self.definition.guards[guard].of_party
        return Answer.UNKNOWN if guard in self.away else Answer.of(holds=guard in self.yes)

    def day(self, name: str) -> date | None:
        return self.dates.get(name)

    @initialize(data=st.data())
    def begin(self, data: st.DataObject):
        """A case that came, by the shortest way, to any state."""
        self.definition = the(self.process_id)
        self.dates = {c.from_field: self.now.date() for c in self.definition.clocks.values()}
        role = self.definition.start.by[0]
        step = start(self.definition, Cause(STARTED, role, self.now), self, TERMS)
        self.instance: Instance = step.instance
        self.events: list[Event] = [step.event]
        goal = data.draw(st.sampled_from(STATES[self.process_id]))
        for transition, target in way(self.definition, goal):
            self.yes = frozenset({*transition.needs, target.guard})
            if CLOCK in transition.by:
                self.now = due_at(self.definition, self.instance) or self.now
                self.wait(0)
            elif transition.event in possible(self.definition, self.instance, transition.by[0]):
                self.caused(transition.event, transition.by[0])

    @rule(data=st.data())
    def judge(self, data: st.DataObject):
        guards = st.frozensets(st.sampled_from(sorted(self.definition.guards)))
        self.yes, self.away = (
            data.draw(guards),
            data.draw(guards) if data.draw(st.booleans()) else frozenset(),
        )

    @rule(data=st.data(), days=st.integers(-60, 60))
    def learn(self, data: st.DataObject, days: int):
        clocks = self.definition.clocks.values()
        names = sorted({n for c in clocks for n in (c.from_field, c.until_field) if n})
        if names:
            self.dates[data.draw(st.sampled_from(names))] = (self.now + timedelta(days=days)).date()

    @rule(data=st.data())
    def act(self, data: st.DataObject):
        outs = [(t.event, r) for t in self.definition.exits(self.instance.state) for r in t.by]
        outs = [(event, role) for event, role in outs if role != CLOCK]
        if outs:
            self.caused(*data.draw(st.sampled_from(outs)))

    def caused(self, event: str, role: str) -> None:
        with suppress(GuardNotMetError, CantSayError):
            cause = Cause(event, role, self.now)
            self.keep(advance(self.definition, self.instance, cause, self, TERMS))

    @rule(hours=st.one_of(st.integers(0, 24), st.integers(0, 24 * 120)))
    def wait(self, hours: int):
        self.now += timedelta(hours=hours)
        found = list(tick(self.definition, self.instance, self.now, lambda *_: self, TERMS))
        assert len(found) < MOST_AT_ONCE
        for due in found:
            match due:
                case Happened(step):
                    self.keep(step)
                    assert step.event.at <= self.now
                case TaskDue(_, clock, _):
                    self.tasks.append((clock, self.changed(clock)))
            self.instance = due.instance
        due = due_at(self.definition, self.instance)
        assert due is None or due > self.now

    def keep(self, step: Step) -> None:
        assert step.event.version == self.instance.version + 1
        assert step.event.at >= self.instance.changed_at
        self.instance = step.instance
        self.events.append(step.event)

    @invariant()
    def history_gives_the_case(self):
        assert replay(self.definition, self.events) == self.instance.unmarked()

    @invariant()
    def nothing_that_is_over_asks_for_anything(self):
        if self.definition.is_final(self.instance.state):
            assert due_at(self.definition, self.instance) is None
            assert not any(clock.is_alive for clock in self.instance.clocks)

    @invariant()
    def silence_comes_to_an_end(self):
        kind = self.definition.state(self.instance.state).kind
        if kind in (StateKind.PARTY, StateKind.AWAIT):
            assert any(clock.is_alive for clock in self.instance.clocks)

    @invariant()
    def a_task_is_made_once_for_each_end(self):
        assert len(self.tasks) == len(set(self.tasks))

    def changed(self, clock: str) -> int:
        """The version at which a clock last changed."""
        return max(e.version for e in self.events if clock in {c.name for c in e.clocks})


def lives_of(name: str) -> type[RuleBasedStateMachine]:
    return type(f"LivesOf_{name}", (Lives,), {"process_id": name})


@pytest.mark.parametrize("process_id", NEWEST)
def test_any_life_keeps_its_history_its_clocks_and_somebody_who_acts(process_id: str):
    machine = lives_of(process_id).TestCase
    machine.settings = settings(
        max_examples=40,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
