"""One clock by itself: what starts, moves, pauses and ends it. All begin on Monday 2 March 2026."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from chalicelib.domain.process.judging import Answer, GuardContext, ask
from chalicelib.domain.process.ticking import due_at
from tests.support.processes.lives import Life, wall
from tests.support.processes.toy_process import BEGUN, toy, toy_life


def test_a_self_loop_and_a_detour_start_no_clock_anew():
    life = toy_life(toy(pauses=[], resumes=[], starts=["event:started", "enter:here"]))
    life.until(date(2026, 3, 4)).do("staff", "note").do("staff", "go").do("staff", "back")
    assert life.last_day("term") == date(2026, 3, 12)


def test_changing_the_date_moves_the_end_and_re_entering_does_not():
    definition = toy(**{"from": "payload:day", "starts": ["enter:here"], "stops": ["leave:here"]})
    life = toy_life(definition, day=date(2026, 3, 1))
    life.until(date(2026, 3, 4)).do("staff", "go").do("staff", "back")
    assert life.last_day("term") == date(2026, 3, 11)
    life.do("staff", "note", day=date(2026, 3, 3))
    assert life.last_day("term") == date(2026, 3, 13)


def test_an_authoritys_date_stands_whatever_the_date_is_that_the_term_counted_from():
    definition = toy(**{"from": "payload:day", "until": "payload:until"})
    life = toy_life(definition, day=date(2026, 3, 1))
    life.do("staff", "note", until=date(2026, 5, 1))
    life.do("staff", "note", day=date(2026, 3, 9))
    assert life.last_day("term") == date(2026, 5, 1)


def test_an_unknown_date_waits_also_through_a_pause():
    life = toy_life(toy(**{"from": "payload:day"}), day=None)
    assert (life.clock("term").status, life.ends("term")) == ("waiting", None)
    life.do("staff", "go").do("staff", "back")
    assert (life.clock("term").status, life.ends("term")) == ("waiting", None)
    life.do("staff", "note", day=date(2026, 3, 1))
    assert (life.clock("term").status, life.last_day("term")) == ("running", date(2026, 3, 11))


@pytest.mark.parametrize(
    ("unit", "ends"),
    [
        # Paused from Thursday 5 to Tuesday 10 March: five days, of which three are working days.
        ("days", wall(2026, 3, 17, 23, 59, 59)),
        ("working_days", wall(2026, 3, 19, 23, 59, 59)),
        ("hours", BEGUN + timedelta(hours=10) + timedelta(days=5)),
    ],
)
def test_a_pause_adds_what_the_term_is_counted_in(unit: str, ends: object):
    definition = toy(term=[{"value": 10, "unit": unit}], starts=["event:restart"])
    life = toy_life(definition).do("staff", "restart")
    life.now = BEGUN + timedelta(hours=1)
    if unit != "hours":
        life.until(wall(2026, 3, 5, 11))
    life.do("staff", "go")
    life.until(life.now + timedelta(days=5)).do("staff", "back")
    assert life.ends("term") == ends


def test_a_pause_within_a_pause_begins_once():
    life = toy_life(toy(pauses=["enter:there", "enter:beyond"])).do("staff", "go")
    life.until(date(2026, 3, 4)).do("staff", "on")
    assert life.clock("term").paused_at == BEGUN


def test_a_paused_clock_asks_for_nothing():
    life = toy_life(toy()).do("staff", "go")
    assert due_at(life.definition, life.instance) is None
    life.until(date(2026, 5, 1))
    assert (life.codes, life.told) == ([], [])


def test_a_reminder_counted_from_the_start_goes_out_later_by_the_days_paused():
    reminder = {"after": 4, "unit": "days", "tell": ["mail:soon"]}
    life = toy_life(toy(reminders=[reminder])).do("staff", "go")
    life.until(date(2026, 3, 5)).do("staff", "back")
    assert due_at(life.definition, life.instance) == wall(2026, 3, 9, 9)


def test_a_reminder_that_would_have_been_in_the_past_is_not_sent():
    life = toy_life(toy(**{"from": "payload:day"}), day=date(2026, 2, 21))
    life.tick()
    assert life.told == []
    assert life.until(date(2026, 3, 4)).codes == ["late"]


def test_a_reminder_goes_out_again_before_an_end_that_moved():
    life = toy_life(toy()).until(date(2026, 3, 10)).do("staff", "go")
    assert life.told == ["mail:soon"]
    life.until(wall(2026, 3, 20, 8)).do("staff", "back").until(date(2026, 3, 21))
    assert life.told == ["mail:soon"] * 2


def test_a_term_that_is_over_again_at_another_day_makes_its_task_again():
    life = toy_life(toy(**{"from": "payload:day"}), day=date(2026, 3, 1))
    life.until(date(2026, 3, 20)).do("staff", "note", day=date(2026, 3, 16))
    assert life.codes == ["late"]
    assert life.until(date(2026, 3, 27)).codes == ["late", "late"]


def test_a_stopped_clock_that_starts_again_makes_its_task_again():
    starts = ["event:started", "event:restart"]
    life = toy_life(toy(**{"from": "payload:day", "starts": starts}), day=date(2026, 1, 5)).tick()
    life.do("staff", "halt").do("staff", "restart")
    assert life.codes == ["late", "late"]


def unsure() -> Life:
    life = toy_life(toy(needs=("sure",), then="end"))
    life.away = True
    return life


def test_a_clock_that_cannot_tell_looks_again_later_and_later():
    life, looks = unsure(), []
    life.until(wall(2026, 3, 13))
    while len(looks) < 12:
        looks.append(due_at(life.definition, life.instance))
        life.until(looks[-1])
    gaps = [later - earlier for earlier, later in pairwise(looks)]
    assert gaps == sorted(gaps)
    assert (gaps[0], gaps[-1]) == (timedelta(minutes=10), timedelta(hours=12))
    assert life.codes == []
    life.away = False
    life.held.add("sure")
    life.until(life.now + timedelta(hours=12))
    assert (life.state, life.happened("end")) == ("over", date(2026, 3, 12))


def test_a_clock_that_cannot_tell_looks_again_at_once_after_the_next_event():
    life = unsure().until(date(2026, 3, 14))
    life.away = False
    life.held.add("sure")
    assert life.do("staff", "note").state == "over"


def runs(life: Life, at: datetime) -> bool:
    clocks = {clock.name: clock for clock in life.instance.clocks}
    situation = GuardContext(life.instance, clocks, "note", "staff", "", at, at.date(), ())
    return ask(life, "clock:term", situation) is Answer.YES


@pytest.mark.parametrize(
    ("events", "days", "expected"),
    [
        ((), 1, True),
        (("go",), 1, True),
        (("go",), 90, True),
        (("halt",), 1, False),
        ((), 90, False),
    ],
)
def test_the_engines_guard_tells_whether_a_clock_has_not_ended(
    events: tuple[str, ...], days: int, expected: bool
):
    life = toy_life(toy())
    for event in events:
        life.do("staff", event)
    assert runs(life, BEGUN + timedelta(days=days)) is expected


def test_the_engines_guard_does_not_hold_for_a_clock_that_never_started():
    assert not runs(toy_life(toy(starts=["event:restart"])), BEGUN)


def test_moving_about_in_a_group_enters_it_once():
    life = toy_life(toy(starts=["enter:@desks"], pauses=[], resumes=[])).do("staff", "halt")
    assert life.do("staff", "go").clock("term").status == "stopped"
    assert life.do("staff", "on").do("staff", "home").clock("term").status == "running"
