"""Whatever people, works, clocks and a lossy world do to cases, in whatever order."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases.moving.following import claims_of
from chalicelib.domain.cases.moving.steps import reads
from chalicelib.domain.cases.outcome import Done, Later
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.acting.act import Acting
from tests.support.any_order.flaky import Flaky
from tests.support.processes.pact import odd
from tests.support.requests import KORTRIJK
from tests.support.road import Citizen, World, ann, bob, scribe

FORMS = (
    {"topic": "Vrede", "with_bob": "ja", "bob_mail": "bob@example.org", "hour": "noon"},
    {"topic": "Rust@desk-1", "with_bob": "nee", "hour": "noon"},
    {"topic": "Strijd@desk-1", "with_bob": "nee"},
)
ACTIONS = (
    ("agree", ann(), {"sure": "ja"}),
    ("agree", bob(), {"sure": "ja"}),
    ("change", ann(), {"topic": "Vrede"}),
    ("change", bob(), {"topic": "Anders"}),
    ("decline", bob(), {}),
    ("withdraw", ann(), {}),
    ("ask", scribe(), {"whom": "ann", "question": "Waarom?"}),
    ("ask", scribe(), {"whom": "bob", "question": "Waarom?"}),
    ("answer", ann(), {"text": "Daarom."}),
    ("mark", scribe(), {}),
    ("approve", scribe(), {"ground": "custom"}),
    ("refuse", scribe(), {"reason": "forbidden", "text": "Neen."}),
    ("to_guild", scribe(), {}),
    ("send_watch", scribe(), {}),
    ("call_back", scribe(), {}),
    ("agree", scribe(role="bob", party=2, established="kaart"), {"sure": "ja"}),
)

type Step = Callable[["Life"], None]


class Life:
    """Some cases, and the messages that were ever sent."""

    def __init__(self) -> None:
        self.flaky = Flaky()
        self.world = World(self.flaky)
        self.ids: list[str] = []
        self.sent: list[object] = []
        self.accepted: Counter[str] = Counter()

    def open(self, form: int) -> None:
        key = self.world.a_key()
        with suppress(DomainError):
            case_id = self.again(lambda: self.world.open(FORMS[form], key=key)).case.id
            self.ids.extend([] if case_id in self.ids else [case_id])

    def act(self, which: int, action: int) -> None:
        if not self.ids:
            return
        case_id = self.ids[which % len(self.ids)]
        name, actor, raw = ACTIONS[action]
        plan, self.flaky.plan = self.flaky.plan, []
        if not isinstance(actor, Citizen):
            self.world.hold(case_id, actor.staff)
        self.flaky.plan = plan
        with suppress(DomainError):
            view, key = self.world.view(case_id, actor), self.world.a_key()
            asked = Acting(
                KORTRIJK, case_id, view.seen, name, actor, raw, key, shown=view.shown_hash
            )
            self.again(lambda: self.world.act_(asked))
            self.accepted[case_id] += 1

    def again(self, call: Callable[[], Any]) -> Any:
        """What somebody does who tries the same again until it is answered."""
        while True:
            with suppress(RetryableError):
                return call()

    def pump(self, times: int) -> None:
        lines = self.world.lines
        for _ in range(min(times, len(lines.messages))):
            message, _ = lines.messages.pop(0)
            self.sent.append(message)
            self.again(partial(self.world.run_work, message))

    def redeliver(self, which: int) -> None:
        if self.sent:
            self.again(lambda: self.world.run_work(self.sent[which % len(self.sent)]))

    def trouble(self, which: int) -> None:
        world = self.world
        world.works.weigh = (Done(("weighed",)), odd(), Later("x"), ValueError())[which % 4]
        world.works.seal = (None, Later("x"), ValueError())[which % 3]
        world.lines.lose = which % 5 == 1
        world.registers.away = which % 7 == 1
        world.post.fails = {"bob@example.org": RetryableError()} if which % 2 else {}

    def heal(self) -> None:
        self.flaky.plan = []
        self.world.works.weigh, self.world.works.seal = Done(("weighed",)), None
        self.world.lines.lose = self.world.registers.away = False
        self.world.post.fails.clear()
        self.world.registers.answer = Found("somebody")


STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda n: lambda life: life.open(n), st.integers(0, len(FORMS) - 1)),
    st.builds(
        lambda n, a: lambda life: life.act(n, a),
        st.integers(0, 2),
        st.integers(0, len(ACTIONS) - 1),
    ),
    st.builds(
        lambda n, a: lambda life: life.act(n, a),
        st.integers(0, 2),
        st.integers(0, len(ACTIONS) - 1),
    ),
    st.builds(lambda n: lambda life: life.pump(n), st.integers(1, 4)),
    st.builds(lambda n: lambda life: life.redeliver(n), st.integers(0, 9)),
    st.builds(lambda n: lambda life: life.trouble(n), st.integers(0, 60)),
    st.builds(lambda h: lambda life: life.world.hands.go(hours=h), st.sampled_from([1, 30, 200])),
    st.just(lambda life: life.world.tick()),
    st.builds(
        lambda plan: lambda life: life.flaky.plan.extend(plan),
        st.lists(st.sampled_from(["before", "after", ""]), min_size=1, max_size=5),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=5, max_size=40))
def test_events_replay_nothing_accepted_is_lost_and_no_claim_is_held_twice(
    steps: list[Step],
) -> None:
    life = Life()
    for step in steps:
        step(life)
        _check(life)
    life.heal()
    for _ in range(4):
        life.world.hands.go(hours=7)
        life.world.tick()
        life.world.pump()
    _check(life)
    for case_id in life.ids:
        _check_not_lost(life.world, case_id)


def _check(life: Life) -> None:
    world = life.world
    held: list[object] = []
    for case_id in life.ids:
        case = world.case(case_id)
        frame = world.frames.of(case)
        events = world.cases.events(KORTRIJK, case_id)
        assert world.is_replayed(case_id)
        assert sum(e.role in ("ann", "bob", "scribe") for e in events) == (
            1 + life.accepted[case_id]
        )
        for party in case.parties:
            assert party.seen == sum(reads(e, party, frame.definition) for e in events)
        held.extend(claims_of(case, frame))
    assert len(held) == len(set(held))


def _check_not_lost(world: World, case_id: str) -> None:
    """It ended, waits for somebody who was told, or stands before people."""
    case = world.case(case_id)
    state = world.types.definition("pact").state(case.instance.state)
    assert state.kind is not StateKind.AUTO or case.tasks
    assert not world.outgoing(case_id)
    if state.kind is StateKind.DESK:
        listing = world.cases.worklist(KORTRIJK, *_list_of(world, case_id), 9)
        assert case_id in [line.case.id for line in listing]
    elif state.kind in (StateKind.PARTY, StateKind.AWAIT):
        assert case.clock_at is not None


def _list_of(world: World, case_id: str) -> tuple[str, str]:
    state = world.state(case_id)
    return ("warden", "wacht") if state == "visiting" else ("scribe", "noord")
