"""What goes out: to whom, over which road, and what becomes of what can't."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.moving.telling import Telling, outgoing_of
from chalicelib.domain.cases.outgoing import MOST_TRIES
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.storing import version_moved
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.domain.tenants.municipality import Policy
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.cases.links import read_invitation, read_link
from tests.support.requests import KORTRIJK
from tests.support.road import ALONE, World, ann, bob, scribe
from tests.support.road.platform import START

SURE = {"sure": "ja"}
REFUSE = {"reason": "forbidden", "text": "Dat mag niet."}


def test_the_links_of_a_mail_are_its_recipients_own_at_the_municipalitys_address() -> None:
    world = World()
    case_id = world.opened()

    links = world.post.links[-1]
    assert links.case == f"https://34022.example/aanvragen/{case_id}"
    document, invitation = links.document.split("/")[-1], links.invitation.split("/")[-1]
    for found in (read_link(world.keys, document), read_invitation(world.keys, invitation)):
        assert found
        assert (found.tenant, found.case_id, found.party) == (KORTRIJK, case_id, 2)
        assert found.reaches(world.keys, Party(2, "bob", email="Bob@example.org"))
        assert not found.reaches(world.keys, Party(2, "bob", email="bob@example.com"))
    assert read_invitation(world.keys, document) is None
    assert read_link(world.keys, invitation) is None


def test_a_setting_of_the_municipality_leaves_a_mail_out() -> None:
    world = World()
    world.here.one = replace(world.here.one, policies=(Policy("mail_both", 0, START.date()),))
    world.at_desk()

    assert "both" not in dict(world.post.told())


def test_who_has_no_address_gets_a_letter_where_the_definition_says_so() -> None:
    world = World()
    case_id = world.opened(email="")
    world.act(case_id, "agree", ann(), SURE)
    world.act(case_id, "agree", bob(), SURE)
    world.hold(case_id)
    world.act(case_id, "refuse", scribe(), REFUSE)
    world.pump()

    tasks = world.case(case_id).tasks
    named = {(task.code, task.about.rsplit("/", 1)[0]) for task in tasks}
    assert named == {("letter", "no/party:1"), ("letter", "no_letter/party:1")}
    assert {task.words for task in tasks} == {
        "Verstuur een brief met de post.",
        "Verstuur een aangetekende brief.",
    }
    assert ("no", "bob@example.org") in world.post.told()
    assert not world.outgoing(case_id)


def test_a_mail_that_fails_for_now_is_tried_later_and_holds_up_no_other() -> None:
    world = World()
    case_id = world.opened()
    world.post.fails["ann@example.org"] = RetryableError()
    world.act(case_id, "withdraw", bob())
    world.pump()

    assert ("over", "bob@example.org") in world.post.told()
    waiting = world.outgoing(case_id)
    assert [(o.to, o.tries, o.error) for o in waiting] == [("party:1", 1, "RetryableError")]

    world.post.fails.clear()
    world.send_due(world.case(case_id))
    assert world.outgoing(case_id) == waiting, "its time hasn't come"
    world.hands.go(minutes=3)
    world.tick()
    world.pump()
    assert not world.outgoing(case_id)


@pytest.mark.parametrize("trouble", [RetryableError(), ZeroDivisionError()], ids=["away", "odd"])
def test_a_mail_that_fails_too_often_becomes_a_task(trouble: Exception) -> None:
    world = World()
    case_id = world.opened()
    world.post.fails["ann@example.org"] = trouble
    world.act(case_id, "withdraw", bob())
    for _ in range(MOST_TRIES):
        world.pump()
        world.hands.go(hours=7)
        world.tick()

    assert world.tasks(case_id) == ["mail_failed"]
    assert not world.outgoing(case_id)


@pytest.mark.parametrize(
    ("trouble", "code"), [("blocked", "mail_blocked"), ("permanent", "mail_failed")]
)
def test_a_mail_that_can_not_arrive_becomes_a_task_at_once(trouble: str, code: str) -> None:
    world = World()
    case_id = world.opened()
    if trouble == "blocked":
        world.block("ann@example.org")
        world.hands.go(minutes=1)
    else:
        world.post.fails["ann@example.org"] = PermanentError("no such domain")
    world.act(case_id, "withdraw", bob())
    world.pump()

    task = world.case(case_id).tasks[0]
    assert (task.code, task.role, task.team) == (code, "scribe", "noord")
    assert "ann@" not in task.about + task.words
    assert [world.view(case_id, who).is_mailed for who in (ann(), bob())] == [False, True]


def test_an_invitation_that_can_not_arrive_is_an_event_where_the_definition_has_one() -> None:
    world = World()
    world.block("bob@example.org")

    case_id = world.opened()

    assert world.events(case_id)[-1] == "came_back"
    assert (world.state(case_id), world.tasks(case_id)) == ("sifting", [])
    assert not world.outgoing(case_id)


def test_what_comes_back_while_somebody_acts_is_told_again_and_not_lost_to_a_task() -> None:
    world = World()
    case_id = world.opened()

    class Quicker:
        def __getattr__(self, name: str) -> object:
            return getattr(world.cases, name)

        def store(self, change: object) -> None:
            raise version_moved()

    happen = replace(world.happen, cases=Quicker())
    bounce = replace(world.bounce, undeliverable=replace(world.undeliverable, happen=happen))
    with pytest.raises(ConflictError):
        bounce(KORTRIJK, case_id, "invite", 2)
    assert world.tasks(case_id) == []
    assert world.bounce(KORTRIJK, case_id, "invite", 2) == "event"


def test_what_comes_back_later_is_an_event_once_and_then_a_task() -> None:
    world = World()
    case_id = world.opened()

    assert world.bounce(KORTRIJK, case_id, "invite", 2) == "event"
    assert world.bounce(KORTRIJK, case_id, "invite", 2) == "task"
    assert world.bounce(KORTRIJK, case_id, "invite", 2) == "task"
    assert world.tasks(case_id) == ["mail_came_back"]
    assert world.events(case_id).count("came_back") == 1


def test_a_notice_is_a_task_of_its_role_here_and_a_letter_to_who_has_no_counter_here() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "to_guild", scribe())
    world.pump()

    assert not world.post.notices
    tasks = {task.code: task for task in world.case(case_id).tasks}
    assert (tasks["watch_told"].role, tasks["watch_told"].team) == ("warden", "wacht")
    assert tasks["letter"].about.startswith("guild_asked/")


def test_a_forgotten_party_is_told_nothing() -> None:
    world = World()
    case_id = world.opened()
    case = world.case(case_id)
    forgotten = replace(case.parties[1], person=None, email="", is_forgotten=True)
    after = replace(case, parties=(case.parties[0], forgotten))
    told = outgoing_of(
        Telling(after, (Tell(TellKind.MAIL, "over"),), (), ""), world.frames.of(case)
    )
    assert [o.to for o in told] == ["party:1"]
