"""Whatever happens in whatever order: the promises of the engine, over every process."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.former_process import due
from chalicelib.domain.shared.errors import ConflictError
from tests.support.processes import BRUSSELS, Case, all_definitions

DEFINITIONS = all_definitions()
EVENTS = sorted({t.event for definition in DEFINITIONS for t in definition.transitions})
ACTORS = sorted({t.actor for definition in DEFINITIONS for t in definition.transitions})


class Walk(RuleBasedStateMachine):
    """A case to which anything happens that can, and everything is tried that can't."""

    @initialize(definition=st.sampled_from(DEFINITIONS))
    def begin(self, definition):
        self.case = Case(definition)
        self.moved_by_tick = False

    def exits(self):
        return self.case.definition.exits(self.case.state)

    @precondition(lambda self: self.exits())
    @rule(data=st.data(), minutes=st.integers(0, 60 * 24 * 40))
    def something_happens(self, data, minutes):
        transition = data.draw(st.sampled_from(self.exits()))
        self.case.now += timedelta(minutes=minutes)
        self.case.happens(transition.event, transition.actor)
        self.moved_by_tick = False
        assert self.case.state == transition.target

    @rule(event=st.sampled_from(EVENTS), actor=st.sampled_from(ACTORS))
    def what_is_not_allowed_changes_nothing(self, event, actor):
        if any((t.event, t.actor) == (event, actor) for t in self.exits()):
            return
        before = self.case.instance
        with pytest.raises(ConflictError):
            self.case.happens(event, actor)
        assert self.case.instance is before

    @precondition(lambda self: self.case.instance.due_at is not None)
    @rule()
    def time_passes_up_to_the_deadline(self):
        events = len(self.case.events)
        self.case.until_due()
        self.moved_by_tick = len(self.case.events) == events

    @invariant()
    def the_version_counts_the_events(self):
        assert self.case.instance.version == len(self.case.events)

    @invariant()
    def the_events_replay_to_the_state(self):
        instance, replayed = self.case.instance, self.case.replayed
        if self.moved_by_tick:
            replayed = replace(replayed, due_at=instance.due_at)
        assert replayed == instance

    @invariant()
    def something_is_due_exactly_where_a_timer_runs_and_it_lies_ahead(self):
        state = self.case.definition.state(self.case.state)
        due_at = self.case.instance.due_at
        assert (due_at is not None) == bool(state.timer)
        assert due_at is None or due_at > self.case.now
        assert due(self.case.definition, self.case.instance, self.case.now, BRUSSELS) is None

    @invariant()
    def what_is_automatic_is_always_due(self):
        state = self.case.definition.state(self.case.state)
        assert not state.is_automatic or self.case.instance.due_at is not None

    @invariant()
    def an_end_is_an_end(self):
        if self.case.definition.state(self.case.state).is_final:
            for event in EVENTS:
                with pytest.raises(ConflictError) as caught:
                    self.case.happens(event, "system")
                assert caught.value.code == "process_ended"


TestAnyWalk = Walk.TestCase
TestAnyWalk.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
