"""The road of every process, over each store there is: from sending in to each kind of end."""

import pytest
from moto import mock_aws

from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import Unreadable
from chalicelib.usecases.cases.links import invitation_of
from tests.support.cases.stores import OnMoto, on_moto
from tests.support.requests import KORTRIJK
from tests.support.road import ANN, BOB, KEYS, Citizen, World, ann, bob, scribe
from tests.support.road.given import Types

SURE = {"sure": "ja"}
FORM = {"topic": "Vrede", "with_bob": "ja", "bob_mail": "bob@example.org", "hour": "noon"}


@pytest.fixture(params=["memory", "moto"])
def world(request: pytest.FixtureRequest) -> object:
    if request.param == "memory":
        yield World()
        return
    with mock_aws():
        moto = on_moto()
        yield World(moto.store(codec=Codec(Types())), moto.suppressions(KEYS))


def test_a_pact_is_made_from_invitation_to_document(world: World) -> None:
    case_id = world.opened({**FORM, "paper": [File(b"%PDF-1.7 x")], "secret": "psst"})
    token = invitation_of(world.keys, KORTRIJK, case_id, 2)
    world.invite.accept(KORTRIJK, token, BOB, Assurance.SUBSTANTIAL)
    world.hands.go(days=8)
    world.tick()
    world.pump()
    world.act(case_id, "agree", ann(), SURE)
    world.act(case_id, "agree", Citizen(BOB, Assurance.SUBSTANTIAL), SURE)
    world.hold(case_id)
    world.act(case_id, "ask", scribe(), {"whom": "ann", "question": "Waarom?"})
    world.act(case_id, "answer", ann(), {"text": "Daarom."})
    world.hold(case_id)
    world.act(case_id, "approve", scribe(), {"ground": "custom"}, key="k")
    world.pump()

    assert world.state(case_id) == "bound"
    assert world.is_replayed(case_id)
    assert world.act_.cases.done_before(KORTRIJK, []) is None
    assert [d.slot for d in world.view(case_id, bob()).documents] == ["deed"]
    assert [e.text for e in world.view(case_id, ann()).entries if e.name == "text"] == ["Daarom."]
    assert not world.outgoing(case_id)
    reminded = [to for template, to in world.post.told() if template == "agree_reminder"]
    assert sorted(reminded) == ["ann@example.org", "bob@example.org"]
    for person in (ANN, BOB):
        assert [
            line.label for line in world.look.mine(KORTRIJK, Citizen(person, Assurance.HIGH))
        ] == ["Klaar"]


def test_a_refusal_with_a_letter_and_a_mail_that_can_not_arrive_are_tasks(world: World) -> None:
    world.block("bob@example.org")
    case_id = world.opened(FORM)
    assert world.events(case_id)[-1] == "came_back"
    world.hold(case_id)
    world.act(case_id, "refuse", scribe(), {"reason": "forbidden", "text": "Neen."})
    world.pump()

    assert sorted(world.tasks(case_id)) == ["letter", "mail_blocked"]
    waiting = world.cases.worklist(KORTRIJK, "scribe", "noord", 9)
    assert sorted(t.code for line in waiting for t in line.tasks) == ["letter", "mail_blocked"]


def test_silence_ends_a_case_and_gives_back_what_it_held(world: World) -> None:
    case_id = world.opened(FORM)
    world.hands.go(days=11)
    world.tick()
    world.pump()

    assert world.state(case_id) == "lapsed"
    assert world.opened(FORM) != case_id
    assert world.tick() == {}


def test_a_work_that_never_ends_comes_before_people_and_on_their_list(world: World) -> None:
    world.works.weigh = ValueError("no")
    case_id = world.open(FORM).case.id
    for _ in range(80):
        world.pump(1)
        if world.types.definition("pact").state(world.state(case_id)).kind is StateKind.DESK:
            break
        world.hands.go(hours=2)
        world.tick()

    waiting = world.cases.worklist(KORTRIJK, "scribe", "noord", 9)
    assert [line.case.id for line in waiting] == [case_id]


def test_a_warm_run_of_a_work_costs_few_calls() -> None:
    with mock_aws():
        moto: OnMoto = on_moto()
        world = World(moto.store(codec=Codec(Types())))
        case_id = world.at_desk({"topic": "Rust", "with_bob": "nee"})
        world.act(case_id, "approve", scribe(), {"ground": "custom"})
        with moto.calls.counting() as calls:
            world.pump()
        assert world.post.told()[-1] == ("done", "ann@example.org")
        assert calls == [
            "dynamodb.GetItem",
            "dynamodb.TransactWriteItems",
            "dynamodb.Query",
            "dynamodb.DeleteItem",
        ]


def test_a_state_that_is_gone_stops_nobody_and_its_case_is_before_a_human() -> None:
    with mock_aws():
        types = Types()
        world = World(on_moto().store(codec=Codec(types)))
        held = world.at_desk({"topic": "Weg", "with_bob": "nee"})
        lapsing = world.opened(FORM)
        types.gone = {world.state(held)}
        world.hands.go(days=11)

        assert "stuck" not in world.tick()
        world.pump()

        assert (world.state(lapsing), world.reports) == ("lapsed", [])
        (line,) = world.cases.worklist(KORTRIJK, "scribe", "noord", 9)
        assert line.case == Unreadable(KORTRIJK, held, "UnknownStateError", release="r7")
        assert [line.label for line in world.look.mine(KORTRIJK, ann())] == [
            "Vervallen",
            "Wij kijken dit dossier na. U hoeft niets te doen.",
        ]
