"""The scheduled look: clocks, reminders, tasks, leases, lost messages; no case harms another."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.outcome import Done, Later
from chalicelib.domain.tenants.municipality import Policy
from tests.support.requests import KORTRIJK
from tests.support.road import ALONE, World, ann, bob, scribe
from tests.support.road.platform import START

SURE = {"sure": "ja"}


def test_who_is_to_act_is_reminded_once_and_nobody_else() -> None:
    world = World()
    case_id = world.opened()
    world.act(case_id, "agree", ann(), SURE)

    world.hands.go(days=7, hours=2)
    for _ in range(3):
        world.tick()
        world.pump()

    assert world.post.told().count(("agree_reminder", "bob@example.org")) == 1
    assert ("agree_reminder", "ann@example.org") not in world.post.told()
    assert world.is_replayed(case_id)


def test_a_term_that_ended_has_its_event_at_its_moment_however_late_the_tick() -> None:
    world = World()
    case_id = world.opened()

    world.hands.go(days=25)
    world.tick()

    event = world.cases.events(KORTRIJK, case_id)[-1]
    assert (world.state(case_id), event.name) == ("lapsed", "unanswered")
    assert event.at.date() == (START + timedelta(days=10)).date()
    assert event.role == "clock"


def test_a_municipality_has_its_own_number_of_days() -> None:
    world = World()
    policy = Policy("agree_days", 20, START.date())
    world.here.one = replace(world.here.one, policies=(policy,))
    case_id = world.opened()

    world.hands.go(days=15)
    world.tick()

    assert world.state(case_id) == "agreeing"


def test_a_term_without_an_event_makes_one_task_that_goes_when_the_case_goes_on() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    for _ in range(3):
        world.hands.go(days=10)
        world.tick()
        world.hold(case_id)

    task = world.case(case_id).tasks[0]
    assert (task.code, task.role, task.team) == ("sift_late", "scribe", "noord")
    assert len(world.case(case_id).tasks) == 1
    line = world.cases.worklist(KORTRIJK, "scribe", "noord", 10)[0]
    assert [t.code for t in line.tasks] == ["sift_late"]

    world.act(case_id, "mark", scribe())
    assert world.tasks(case_id) == ["sift_late"]
    world.act(case_id, "approve", scribe(), {"ground": "custom"})
    assert world.tasks(case_id) == []


def test_what_nobody_holds_any_more_waits_for_everybody_with_the_same_promise() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    before = world.cases.worklist(KORTRIJK, "scribe", "noord", 10)[0].by
    rung = len(world.lines.rung)

    world.hands.go(hours=2)
    assert world.tick() == {"abandoned": 1}

    assert world.case(case_id).handling.lease is None
    assert world.cases.worklist(KORTRIJK, "scribe", "noord", 10)[0].by == before
    assert len(world.lines.rung) == rung + 1
    assert [e.name for e in world.view(case_id, scribe()).entries][-1] == "abandoned"
    assert world.tick() == {}


def test_a_work_that_never_answers_comes_before_people_by_the_tick_alone() -> None:
    world = World()
    world.lines.lose = True
    case_id = world.open(ALONE).case.id

    world.hands.go(hours=49)
    world.tick()

    assert world.state(case_id) == "sifting"


def test_what_is_to_go_out_is_sent_though_its_message_was_lost() -> None:
    world = World()
    case_id = world.opened()
    world.lines.lose = True
    world.act(case_id, "withdraw", ann())
    world.lines.lose = False
    assert len(world.outgoing(case_id)) == 2

    world.tick()
    world.pump()

    assert not world.outgoing(case_id)
    assert ("over", "bob@example.org") in world.post.told()


def test_one_bad_case_harms_no_other_and_becomes_a_task() -> None:
    world = World()
    bad = world.opened({**ALONE, "topic": "Slecht"})
    good = [world.opened({**ALONE, "topic": f"Goed {n}"}) for n in range(3)]
    world.hands.go(days=11)

    class Broken:
        def __call__(self, case: object, frame: object) -> object:
            if case.id == bad:
                raise ZeroDivisionError
            return clocks(case, frame)

    clocks = world.tick_cases.clocks
    world.tick_cases = replace(world.tick_cases, clocks=Broken())
    done = world.tick()

    assert [world.state(case_id) for case_id in good] == ["lapsed"] * 3
    assert (done["stuck"], world.tasks(bad)) == (1, ["stuck"])
    assert world.reports == [("tick", "ZeroDivisionError")]
    assert "stuck" not in world.tick()

    world.tick_cases = replace(world.tick_cases, clocks=clocks)
    world.hands.go(hours=2)
    world.tick()
    assert world.state(bad) == "lapsed"


def test_more_stuck_cases_than_a_page_hold_up_nobody() -> None:
    world = World()
    world.tick_cases = replace(world.tick_cases, page=2)
    for n in range(5):
        world.cases.spoil(KORTRIJK, world.opened({**ALONE, "topic": f"T{n}"}), "x", is_newer=True)
    last = world.opened({**ALONE, "topic": "Laatste"})
    world.hands.go(days=11)

    world.tick()

    assert world.state(last) == "lapsed"


def test_a_tick_stops_when_its_time_is_nearly_over_and_the_next_goes_on() -> None:
    world = World()
    ids = [world.opened({**ALONE, "topic": f"T{n}"}) for n in range(4)]
    world.hands.go(days=11)
    clocks = world.tick_cases.clocks

    class Slow:
        def __call__(self, case: object, frame: object) -> object:
            world.hands.go(seconds=20)
            return clocks(case, frame)

    world.tick_cases = replace(world.tick_cases, clocks=Slow())
    world.tick()
    assert [world.state(case_id) for case_id in ids].count("lapsed") == 3

    world.tick()
    assert [world.state(case_id) for case_id in ids].count("lapsed") == 4


def test_resends_come_before_the_clocks_of_others() -> None:
    world = World()
    lapsing = world.opened({**ALONE, "topic": "Eerst"})
    world.hands.go(days=11)
    world.lines.lose = True
    waiting = world.open({**ALONE, "topic": "Later"}).case.id
    world.lines.lose = False
    world.hands.go(minutes=5)

    (page,) = world.tick_cases._due(KORTRIJK, world.hands.now() + timedelta(minutes=1))
    order = [found.id for found in page if isinstance(found, Case)]

    assert order == [waiting, lapsing]


def test_a_clock_that_can_not_have_a_claim_makes_a_task_and_tries_after_the_next_event() -> None:
    world = World()
    asked = world.at_desk({"topic": "Strijd@desk-1", "with_bob": "nee"})
    world.act(asked, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    holder = world.at_desk({"topic": "Rust@desk-1", "with_bob": "nee"})

    world.hands.go(days=8)
    for _ in range(3):
        world.tick()

    assert (world.state(asked), world.tasks(asked)) == ("asking", ["claimed"])
    assert world.state(holder) == "sifting"
    world.act(holder, "withdraw", ann())
    world.act(asked, "answer", ann(), {"text": "Daarom."})
    assert world.state(asked) == "sifting"


def test_a_case_that_is_in_the_index_for_nothing_is_put_right() -> None:
    world = World()
    case_id = world.opened(ALONE)
    case = world.case(case_id)
    world.cases.touch(replace(case, clock_at=world.hands.now()))

    assert world.tick() == {"put_right": 1}
    assert world.tick() == {}


def test_a_wait_for_an_authority_ends_by_its_clock_beside_the_work_that_looks() -> None:
    world = World()
    world.works.look_again = Later("nothing_new")
    case_id = world.at_desk(ALONE)
    world.act(case_id, "to_guild", scribe())
    world.pump()

    world.hands.go(days=16)
    world.tick()

    assert world.events(case_id)[-1] == "guild_silent"
    assert world.case(case_id).work.next_at is None


def test_a_message_that_comes_after_the_term_ended_changes_nothing() -> None:
    world = World()
    world.works.weigh = Done(("weighed",))
    case_id = world.open().case.id
    message = world.lines.messages[0][0]
    world.pump()
    world.hands.go(days=11)
    world.tick()
    world.pump()

    world.run_work(message)

    assert world.state(case_id) == "lapsed"
    assert world.is_replayed(case_id)
    assert world.view(case_id, bob()).is_over
