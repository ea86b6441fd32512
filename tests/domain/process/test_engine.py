"""What the engine promises for every process, and the faults of the one before it."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.files.process_format.whole import read
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import STARTED, advance, possible, replay, start
from chalicelib.domain.process.instance import Cause, ClockState, ClockStatus, Instance
from chalicelib.domain.process.judging import Answer, CantSayError, GuardContext, GuardNotMetError
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.states import SAME, Transition
from chalicelib.domain.process.ticking import MOST_AT_ONCE, due_at, tick
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.domain.tenants.workdays import Calendar
from tests.support.processes.lives import NEWEST, TERMS, Life, the, wall

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Says:
    """A judge by name: these guards hold, of those nothing can be said, all others don't."""

    def __init__(self, *holds: str, unknown: Iterable[str] = (), day: date | None = None) -> None:
        self._holds, self._unknown, self._day = holds, frozenset(unknown), day
        self.seen: list[GuardContext] = []

    def holds(self, guard: str, situation: GuardContext) -> Answer:
        self.seen.append(situation)
        return Answer.UNKNOWN if guard in self._unknown else Answer.of(holds=guard in self._holds)

    def day(self, name: str) -> date | None:
        return self._day


def standing(definition: Definition, state: str, *clocks: ClockState) -> Instance:
    return Instance(definition.id, definition.version, state, 3, AT, AT, clocks)


def every_target() -> list[tuple[str, Transition, int, str]]:
    return [
        (process_id, transition, index, source)
        for process_id in NEWEST
        for transition in the(process_id).transitions
        for index in range(len(transition.targets))
        for source in transition.sources
    ]


@pytest.mark.parametrize(("process_id", "transition", "index", "source"), every_target())
def test_every_transition_leads_where_its_guards_say(
    process_id: str, transition: Transition, index: int, source: str
):
    definition, target = the(process_id), transition.targets[index]
    later = AT + timedelta(days=9)
    named = [target.guard.removeprefix("clock:")] if target.guard.startswith("clock:") else []
    clocks = (ClockState(name, ClockStatus.RUNNING, AT, ends_at=later) for name in named)
    before = standing(definition, source, *clocks)
    judge = Says(*transition.needs, target.guard)
    cause = Cause(transition.event, transition.by[-1], AT)
    step = advance(definition, before, cause, judge, TERMS)
    reached = source if target.state == SAME else target.state
    assert (step.instance.state, step.event.source, step.event.target) == (reached, source, reached)
    assert set(step.tells) == {*transition.tell, *target.tell}
    assert step.is_entry == (reached != source)


@pytest.mark.parametrize("process_id", NEWEST)
def test_nobody_else_causes_an_event(process_id: str):
    definition = the(process_id)
    for transition in definition.transitions:
        before = standing(definition, transition.sources[0])
        for role in {*definition.roles, CLOCK} - {*transition.by}:
            with pytest.raises(ConflictError) as caught:
                advance(definition, before, Cause(transition.event, role, AT), Says(), TERMS)
            assert caught.value.code == "actor_not_allowed"


@pytest.mark.parametrize("process_id", NEWEST)
def test_a_need_that_does_not_hold_is_named_in_words_that_people_read(process_id: str):
    definition = the(process_id)
    for transition in definition.transitions:
        before = standing(definition, transition.sources[0])
        for need in transition.needs:
            judge = Says(*(guard for guard in transition.needs if guard != need))
            cause = Cause(transition.event, transition.by[0], AT)
            with pytest.raises(GuardNotMetError) as caught:
                advance(definition, before, cause, judge, TERMS)
            assert caught.value.guards == (need,)
            assert caught.value.public == definition.guards[need].words


def test_nothing_happens_any_more_in_a_final_state():
    definition = the("certificate_request")
    with pytest.raises(ConflictError) as caught:
        advance(
            definition,
            standing(definition, "delivered"),
            Cause("withdraw", "applicant", AT),
            Says(),
            TERMS,
        )
    assert caught.value.code == "process_ended"


def test_a_need_that_does_not_hold_is_said_before_one_that_cannot_be_judged():
    definition = the("marriage")
    before = standing(definition, "ready_to_draw")
    cause = Cause("draw", "registrar", AT)
    with pytest.raises(GuardNotMetError):
        advance(definition, before, cause, Says(unknown=["may_make_acts"]), TERMS)
    judge = Says("all_confirmed", unknown=["may_make_acts"])
    with pytest.raises(CantSayError) as caught:
        advance(definition, before, cause, judge, TERMS)
    assert caught.value.guards == ("may_make_acts",)


def test_a_target_after_one_that_cannot_be_judged_is_not_taken():
    definition = the("address_change")
    before = standing(definition, "opening")
    judge = Says("simple", unknown=["asks_by_letter"])
    with pytest.raises(CantSayError):
        advance(definition, before, Cause("opened", "work", AT), judge, TERMS)


def test_a_guard_sees_actor_day_data_and_clocks_with_their_changed_dates():
    life = Life(
        the("address_change"), wall(2026, 3, 2, 10), "declarant", declared_on=date(2026, 3, 2)
    )
    judge = Says(day=date(2026, 3, 9))
    at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    cause = Cause("corrected", "declarant", at, "party-1", (("why", "wrong_day"),))
    life.do("work", "opened", "simple")
    step = advance(life.definition, life.instance, cause, judge, TERMS)
    (seen,) = judge.seen
    assert (seen.role, seen.actor, seen.day) == ("declarant", "party-1", date(2026, 3, 3))
    assert seen.data == (("why", "wrong_day"),)
    assert seen.clocks["inquiry"].from_day == date(2026, 3, 9)
    assert seen.instance.state == "visiting"
    assert {clock.name for clock in step.event.clocks} == {"inquiry", "former_notice"}


def test_who_may_not_begin_a_case_does_not():
    definition = the("marriage")
    with pytest.raises(ConflictError):
        start(definition, Cause(STARTED, "partner_b", AT), Says(), TERMS)
    begun = start(definition, Cause(STARTED, "registrar", AT, "s1"), Says(), TERMS)
    assert (begun.event.version, begun.event.source, begun.event.target) == (1, "", "inviting")
    assert begun.event.actor == "s1"


def test_what_is_possible_is_told_by_role():
    definition = the("certificate_request")
    before = standing(definition, "waiting_applicant")
    assert possible(definition, before, "applicant") == ("answered", "withdraw")
    assert possible(definition, before, "clerk") == ("resume",)


@pytest.mark.parametrize("kept", [(1, 2), (0, 2), ()])
def test_a_history_that_lacks_events_is_broken(kept: tuple[int, ...]):
    life = Life(the("certificate_request"), wall(2026, 3, 2, 9), "applicant")
    life.do("work", "evaluate").do("work", "condition_failed")
    with pytest.raises(ConflictError) as caught:
        replay(life.definition, [life.events[index] for index in kept])
    assert caught.value.code == "history_broken"


def test_replay_needs_no_settings():
    ours = Terms(TERMS.calendar, lambda setting, _: 3 if setting == "inquiry_term" else None)
    begun = wall(2026, 3, 2, 10)
    dates = dict.fromkeys(("declared_on", "former_waits_from"), begun.date())
    life = Life(the("address_change"), begun, "declarant", terms=ours, **dates)
    assert life.last_day("inquiry") == date(2026, 3, 5)
    assert life.last_day("former_notice") == date(2026, 3, 22)
    assert replay(life.definition, life.events).clock("inquiry") == life.clock("inquiry")


def test_a_setting_counts_from_the_day_from_which_it_is_valid():
    newer = date(2026, 3, 2)
    ours = Terms(TERMS.calendar, lambda _, day: 10 if day >= newer else None)
    before, after = (
        Life(the("address_change"), at, "declarant", terms=ours, declared_on=at.date())
        for at in (wall(2026, 2, 27, 10), wall(2026, 3, 2, 10))
    )
    assert before.last_day("inquiry") == date(2026, 3, 20)
    assert after.last_day("inquiry") == date(2026, 3, 16)


def test_the_municipalitys_own_closing_days_are_no_working_days():
    closed = Terms(Calendar("Europe/Brussels", frozenset({date(2026, 3, 4)})))
    life = Life(the("certificate_request"), wall(2026, 3, 2, 9), "applicant", terms=closed)
    life.do("work", "evaluate").do("work", "condition_failed")
    assert life.last_day("promise") == date(2026, 3, 10)


def test_a_term_that_is_over_when_it_starts_ends_at_the_next_tick():
    begun = wall(2026, 3, 2, 10)
    dates = dict.fromkeys(("declared_on", "former_waits_from"), date(2026, 1, 5))
    life = Life(the("address_change"), begun, "declarant", **dates)
    assert due_at(life.definition, life.instance) <= begun
    life.tick()
    assert sorted(life.codes) == ["former_not_told", "inquiry_late"]


def test_a_timed_event_that_is_not_possible_is_one_task_and_tried_after_the_next_event():
    life = overdue_window()
    assert life.codes.count("must_celebrate") == 1
    assert due_at(life.definition, life.instance) is None
    life.do("prosecutor", "window_extended", without=("may_expire",))
    assert life.codes.count("must_celebrate") == 1
    life.do("prosecutor", "window_extended", "may_expire")
    assert life.state == "expired"
    assert life.events[-1].at >= life.events[-2].at


def overdue_window() -> Life:
    """Past the window, and yet it may not expire."""
    definition = the("marriage")
    life = Life(definition, wall(2026, 2, 2, 10), "partner_a", asked_on=date(2026, 2, 2))
    life.do("work", "invited").do("partner_a", "confirmed").do(
        "partner_b", "confirmed", "all_confirmed"
    )
    life.do("work", "checked").do("registrar", "complete", "papers_complete")
    life.do("work", "receipt_made").do("registrar", "draw", "may_make_acts")
    life.do("work", "drawn", act_on=life.today)
    return life.until(date(2027, 3, 1))


def test_an_end_that_moved_and_came_again_makes_its_task_again():
    life = overdue_window().do("prosecutor", "window_extended", window_until=date(2027, 4, 1))
    assert life.until(date(2027, 4, 2)).codes.count("must_celebrate") == 2


def test_two_clocks_that_chase_each_other_keep_no_tick_for_ever():
    content = json.loads(
        (NEWEST["certificate_request"] / "certificate_request/v2.json").read_text()
    )
    for clock, then in (("authority_reply", "timeout"), ("promise", "ask_authority")):
        content["clocks"][clock] |= {"from": "payload:long_ago", "then": then}
    asks = next(t for t in content["transitions"] if t["on"] == "ask_authority")
    asks["by"].append("clock")
    definition, _ = read(json.dumps(content))
    assert definition
    life = Life(definition, wall(2026, 3, 2, 9), "applicant", long_ago=date(2026, 1, 5))
    life.do("work", "evaluate")
    step = advance(definition, life.instance, Cause("condition_failed", "work", AT), life, TERMS)
    found = tick(definition, step.instance, AT, lambda *_: life, TERMS)
    assert len(list(found)) == MOST_AT_ONCE


@pytest.mark.parametrize(
    ("day", "reminders"), [(date(2026, 3, 16), 1), (date(2026, 3, 28), 1), (date(2026, 4, 8), 0)]
)
def test_a_late_tick_reminds_once_and_not_at_all_when_the_term_is_over(day: date, reminders: int):
    life = Life(the("certificate_request"), wall(2026, 3, 2, 9), "applicant")
    life.do("work", "evaluate").do("work", "condition_failed").do("clerk", "ask_applicant")
    before = life.told.count("mail:cr_question")
    life.wake(day)
    assert life.told.count("mail:cr_question") - before == reminders


def test_reminders_counted_in_days_go_out_in_the_morning():
    life = Life(the("certificate_request"), wall(2026, 3, 2, 3), "applicant")
    life.do("work", "evaluate").do("work", "condition_failed").do("clerk", "ask_applicant")
    assert due_at(life.definition, life.instance) == wall(2026, 3, 16, 9)


def test_a_final_state_stops_every_clock():
    life = Life(
        the("address_change"), wall(2026, 3, 2, 10), "declarant", declared_on=date(2026, 3, 2)
    )
    life.do("declarant", "withdraw", "was_withdrawn").do("work", "mark_cleared")
    assert life.running() == set()
    assert due_at(life.definition, life.instance) is None
