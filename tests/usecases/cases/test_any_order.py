"""Citizens, partners, clerks, functions and clocks, in whatever order: the promises stand."""

import os
from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.domain.cases.moving.following import claims_of, listing_of
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.keyed import KEPT_DAYS
from tests.support.any_order.crossroads import ROADS, TENANT, Road, crossroads

ASKED = int(os.environ.get("ORDERS", "0"))
ORDERS = settings(
    max_examples=ASKED or 12,
    stateful_step_count=40,
    derandomize=not ASKED,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
"""The same few each time; `make orders` tries others. What fails is told as it was found."""

MOST_CASES = 4
WAITS = {
    "moment": timedelta(seconds=30),
    "resend": timedelta(minutes=4),
    "lease": timedelta(minutes=31),
    "night": timedelta(hours=15),
    "weekend": timedelta(days=3),
    "month": timedelta(days=31),
    "half a year": timedelta(days=183),
}
A_YEAR_OF_DUES = 120
GUARDED = timedelta(days=KEPT_DAYS)
"""So long the same key gives the same answer."""

INDEX, SEED = st.integers(0, 30), st.integers(0, 10_000)


class AnyOrder(RuleBasedStateMachine):
    """Some cases of one process, or of all, at one counter."""

    roads: tuple[Road, ...] = ROADS

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.world = self._open.enter_context(crossroads())

    def _some(self, which: int) -> str:
        return list(self.world.ids)[which % len(self.world.ids)]

    def _is_begun(self) -> bool:
        return bool(self.world.ids)

    @initialize(which=INDEX)
    def a_couple_begins(self, which: int) -> None:
        self.somebody_begins(which, 0)
        self.the_queue_runs_dry()
        self.a_partner_follows_the_invitation(0)

    @precondition(lambda self: len(self.world.ids) < MOST_CASES)
    @rule(which=INDEX, form=INDEX)
    def somebody_begins(self, which: int, form: int) -> None:
        road = self.roads[which % len(self.roads)]
        self.world.begin(road, road.raws[form % len(road.raws)])

    @precondition(lambda self: self.world.commands)
    @rule(which=INDEX)
    def the_same_is_sent_again(self, which: int) -> None:
        command, case_id = self.world.commands[which % len(self.world.commands)]
        try:
            opened = self.world.again(lambda: self.world.wiring.road.open_case(command)).case
        except (DomainError, RetryableError):
            return
        age = self.world.clock.now() - self.world.case(case_id).intake.received_at
        assert opened.id == case_id or age >= GUARDED
        self.world.ids[opened.id] = self.world.ids[case_id]

    @precondition(_is_begun)
    @rule(which=INDEX)
    def a_partner_follows_the_invitation(self, which: int) -> None:
        case_id = self._some(which)
        if self.world.ids[case_id].partner:
            self.world.accept(case_id, self.world.ids[case_id])

    @precondition(_is_begun)
    @rule(which=INDEX, who=INDEX, seed=SEED, later=st.booleans())
    def somebody_looks_and_acts(self, which: int, who: int, seed: int, later: bool) -> None:
        case_id = self._some(which)
        actors = self.world.ids[case_id].actors
        before = len(self.world.looked)
        self.world.look(case_id, actors[who % len(actors)], seed)
        if len(self.world.looked) > before and not later:
            self.world.send(self.world.looked.pop())

    @precondition(lambda self: self.world.looked)
    @rule(which=INDEX)
    def somebody_acts_on_what_they_saw_before(self, which: int) -> None:
        self.world.send(self.world.looked.pop(which % len(self.world.looked)))

    @precondition(lambda self: self.world.acted)
    @rule(which=INDEX)
    def the_same_click_comes_again(self, which: int) -> None:
        asked = self.world.acted[which % len(self.world.acted)]
        before = self.world.case(asked.case_id).instance.version
        with suppress(DomainError, RetryableError):  # what was done once isn't remembered for ever
            self.world.again(lambda: self.world.wiring.road.act(asked))
        assert self.world.case(asked.case_id).instance.version == before

    @precondition(_is_begun)
    @rule(
        which=INDEX,
        who=INDEX,
        what=st.sampled_from(["claim", "claim", "claim", "release", "take_over"]),
    )
    def a_colleague_takes_or_gives(self, which: int, who: int, what: str) -> None:
        case_id = self._some(which)
        staff = self.world.ids[case_id].staff
        self.world.hand(what, case_id, staff[who % len(staff)])

    @precondition(lambda self: self.world.queue.waiting)
    @rule(which=INDEX, times=st.integers(1, 4))
    def messages_come_in_some_order(self, which: int, times: int) -> None:
        for _ in range(times):
            if waiting := self.world.queue.waiting:
                self.world.deliver(waiting.pop(which % len(waiting)))

    @rule()
    def the_queue_runs_dry(self) -> None:
        for message in list(self.world.queue.waiting):
            self.world.queue.waiting.remove(message)
            self.world.deliver(message)

    @precondition(lambda self: self.world.queue.ever)
    @rule(which=INDEX)
    def a_message_comes_once_more(self, which: int) -> None:
        self.world.deliver(self.world.queue.ever[which % len(self.world.queue.ever)])

    @precondition(lambda self: self.world.queue.waiting)
    @rule(which=INDEX)
    def a_message_is_lost(self, which: int) -> None:
        self.world.queue.waiting.pop(which % len(self.world.queue.waiting))

    @precondition(lambda self: self.world.post.sent)
    @rule(which=INDEX)
    def a_mail_comes_back(self, which: int) -> None:
        self.world.bounce(self.world.post.sent[which % len(self.world.post.sent)])

    @rule(how_long=st.sampled_from(sorted(WAITS)), ticks=st.booleans())
    def time_passes(self, how_long: str, ticks: bool) -> None:
        self.world.pass_time(WAITS[how_long])
        if ticks:
            self.world.tick()

    @rule()
    def the_clock_of_another_function_is_behind(self) -> None:
        self.world.clock.move(timedelta(milliseconds=-700))

    @rule()
    def the_schedule_comes(self) -> None:
        self.world.tick()

    @rule()
    def the_figures_are_counted(self) -> None:
        self.world.wiring.figures.count_days(TENANT)

    @rule(which=st.integers(0, 104))
    def something_is_away(self, which: int) -> None:
        self.world.trouble(which)

    @rule(plan=st.lists(st.sampled_from(["before", "after", ""]), min_size=1, max_size=4))
    def the_table_will_fail(self, plan: list[str]) -> None:
        self.world.flaky.plan.extend(plan)

    @invariant()
    def events_replay_to_the_state(self) -> None:
        for case in self.world.cases():
            events = self.world.store.events(TENANT, case.id)
            definition = self.world.wiring.road.frames.of(case).definition
            assert replay(definition, events) == case.instance.unmarked()
            assert [e.version for e in events] == list(range(1, case.instance.version + 1))

    @invariant()
    def each_slot_has_one_serial_and_the_bytes_that_the_ledger_names(self) -> None:
        lines = self.world.store.issued.lines
        replaced = self.world.store.issued.replaced_by
        standing = [(c, d.slot) for n, (c, d) in lines.items() if n not in replaced]
        assert len(standing) == len(set(standing))
        issued = {d.number: d for case in self.world.cases() for d in case.issued}
        assert issued.keys() == {n for (_, n) in lines if (TENANT, n) not in replaced}
        for document in issued.values():
            there = self.world.archive.put_once(document.object_key, None)  # type: ignore[arg-type]
            assert there.sha256 == document.sha256

    @invariant()
    def a_claim_is_held_once(self) -> None:
        frames = self.world.wiring.road.frames
        held = [key for case in self.world.cases() for key in claims_of(case, frames.of(case))]
        assert len(held) == len(set(held))

    def teardown(self) -> None:
        with self._open:
            self.world.heal()
            self.world.run_on(A_YEAR_OF_DUES)
            self.events_replay_to_the_state()
            self.each_slot_has_one_serial_and_the_bytes_that_the_ledger_names()
            for case in self.world.cases():
                self._is_over_or_before_somebody(case)
            self._figures_are_a_recount()

    def _is_over_or_before_somebody(self, case: AnyCase) -> None:
        definition = self.world.wiring.road.frames.of(case).definition
        kind = definition.state(case.instance.state).kind
        assert not self.world.store.outgoing(TENANT, case.id)
        if kind is StateKind.FINAL:
            return
        listed = listing_of(case, definition)
        lists = {(task.role, task.team) for task in case.tasks}
        lists |= {(listed.role, listed.team)} if listed else set()
        assert lists, f"{case.instance.state}: nobody is to do anything about it"
        for role, team in lists:
            found = self.world.store.worklist(TENANT, role, team, 99)
            assert case.id in [line.case.id for line in found if hasattr(line.case, "id")]

    def _figures_are_a_recount(self) -> None:
        world, recounted = self.world, MemoryFigures()
        days = {case.intake.received_at.date() for case in world.cases()}
        for _ in range(3):
            world.wiring.figures.count_days(TENANT)
            world.clock.move(timedelta(days=1))
        world.counting(recounted).days(TENANT, days)
        for year in {day.year for day in days}:
            anew = {d.day: d.tally for d in recounted.days(TENANT, year)}
            kept = {d.day: d.tally for d in world.figures.days(TENANT, year) if d.day in days}
            assert kept == anew


@pytest.mark.parametrize("road", [*ROADS, None], ids=lambda road: road.process if road else "all")
def test_whatever_comes_in_whatever_order_nothing_is_lost_and_nothing_twice(
    road: Road | None,
) -> None:
    machine = type("AnyOrderOf", (AnyOrder,), {"roads": (road,) if road else ROADS})
    run(machine, settings=ORDERS)
