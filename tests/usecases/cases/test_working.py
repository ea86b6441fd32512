"""The issuance function: works, what they yield, and what comes of their failing."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from chalicelib.domain.cases.moving.frame import Happening
from chalicelib.domain.cases.moving.moves import moved
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.cases.outcome import Done, Human, Later
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.errors import PermanentError, RetryableError, UnprintableError
from chalicelib.usecases.cases.working.run_work import WorkResult
from tests.support.printing.people import a_person
from tests.support.processes.pact import a_deed, odd, sealed
from tests.support.requests import KORTRIJK, a_number
from tests.support.road import ALONE, World, ann, scribe
from tests.support.zworp.works import the_dead

APPROVE = {"ground": "custom"}


def test_what_a_work_yields_is_stored_with_its_event_and_mailed_at_once() -> None:
    world = World()
    case_id = world.at_desk()
    world.act(case_id, "approve", scribe(), APPROVE)
    world.pump()

    deed = world.view(case_id, ann()).documents[0]
    assert (world.state(case_id), deed.slot) == ("bound", "deed")
    assert world.cases.issued.lines[KORTRIJK, deed.number][0] == case_id
    assert world.post.told()[-2:] == [("done", "ann@example.org"), ("done", "bob@example.org")]
    assert not world.outgoing(case_id)


def test_the_same_message_twice_runs_a_work_once() -> None:
    world = World()
    world.open()
    message = world.lines.messages[0][0]

    assert world.run_work(message)[0] is WorkResult.DONE
    assert world.run_work(message)[0] is WorkResult.NOTHING
    assert world.works.runs == ["weigh"]
    assert len(world.post.sent) == 1


def test_two_at_once_store_one_result() -> None:
    world = World()
    world.open()
    message = world.lines.messages.pop(0)[0]
    others: list[WorkResult] = []

    def meanwhile(case: object, context: object) -> Done[object]:
        world.works.weigh = Done(("weighed",))
        others.append(world.run_work(message)[0])
        return Done(("weighed",))

    world.works.weigh = meanwhile

    assert world.run_work(message)[0] is WorkResult.STALE
    assert others == [WorkResult.DONE]
    assert world.events(message.case_id) == ["started", "weighed"]


def test_a_message_of_before_or_of_nobody_is_stale() -> None:
    world = World()
    world.open()
    message = world.lines.messages[0][0]

    assert world.run_work(CaseMessage(KORTRIJK, message.case_id, 7))[0] is WorkResult.STALE
    assert world.run_work(CaseMessage(KORTRIJK, "nobody", 1))[0] is WorkResult.STALE
    assert world.run_work(CaseMessage("34041", message.case_id, 1))[0] is WorkResult.STALE


def test_a_row_that_can_not_be_read_is_left_alone() -> None:
    world = World()
    world.open()
    message = world.lines.messages[0][0]
    world.cases.spoil(KORTRIJK, message.case_id, "broken")

    assert world.run_work(message) == (WorkResult.STALE, None)


def test_what_people_have_to_see_to_comes_before_them_with_its_reason() -> None:
    world = World()
    world.works.weigh = odd("uneven")
    case_id = world.opened(ALONE)

    event = world.cases.events(KORTRIJK, case_id)[-1]
    assert (world.state(case_id), dict(event.data)["reason"]) == ("sifting", "uneven")
    assert world.lines.rung == [("scribe", CaseMessage(KORTRIJK, case_id, 2))]


@pytest.mark.parametrize(
    "trouble",
    [Later("silent"), RetryableError(), PermanentError("no"), ValueError("12.34.56-789.01")],
    ids=lambda trouble: type(trouble).__name__,
)
def test_whatever_keeps_a_work_from_its_end_is_tried_until_the_cap_and_then_before_people(
    trouble: object,
) -> None:
    world = World()
    world.works.weigh = trouble
    case_id = world.open(ALONE).case.id
    for _ in range(120):
        world.pump()
        if world.state(case_id) != "weighing":
            break
        world.hands.go(hours=1, minutes=4)
        world.tick()

    assert world.events(case_id) == ["started", "scales_silent"]
    assert world.state(case_id) == "sifting"
    waited = world.case(case_id).instance.changed_at - world.case(case_id).intake.received_at
    assert 48 <= waited.total_seconds() / 3600 < 51
    assert "789" not in str(world.reports)


def test_a_text_that_no_font_can_print_comes_before_people_at_once() -> None:
    """Whoever types such a sign would else have their case wait for days."""
    world = World()
    world.works.weigh = UnprintableError("character", "U+4E2D")
    case_id = world.opened(ALONE)
    assert world.events(case_id) == ["started", "scales_silent"]
    assert world.state(case_id) == "sifting"


def test_the_delays_between_tries_are_those_of_the_definition() -> None:
    world = World()
    world.works.weigh = Later("silent")
    world.open(ALONE)
    delays = []
    for _ in range(2):
        message, _ = world.lines.messages.pop(0)
        world.run_work(message)
        delays.append(world.lines.messages[0][1])
        world.hands.go(seconds=delays[-1])

    assert delays == [2, 60]


def test_a_longer_delay_than_a_message_can_have_goes_by_the_due_time() -> None:
    world = World()
    world.works.weigh = Later("silent")
    case_id = world.open(ALONE).case.id
    world.pump()
    assert not world.lines.messages

    world.hands.go(minutes=59)
    assert world.tick() == {}
    world.hands.go(minutes=2)
    assert world.tick() == {"resent": 1}
    world.works.weigh = Done(("weighed",))
    world.pump()
    assert world.state(case_id) == "agreeing"


def test_a_work_yields_only_what_it_is_declared_to() -> None:
    world = World()
    world.works.weigh = Done(("sealed",))
    case_id = world.open(ALONE).case.id
    world.run_work(world.lines.messages.pop(0)[0])

    assert world.reports == [("work", "ValueError")]
    assert world.state(case_id) == "weighing"


def test_a_document_in_a_slot_that_the_work_may_not_fill_is_not_stored() -> None:
    world = World()
    world.works.weigh = lambda case, context: Done(
        ("weighed",), documents=sealed(case, context).documents
    )
    case_id = world.open(ALONE).case.id
    world.run_work(world.lines.messages.pop(0)[0])

    assert not world.case(case_id).issued


def test_a_work_that_looks_again_does_so_after_its_delay_without_a_cap() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "to_guild", scribe())
    world.pump()
    assert "look_again" not in world.works.runs

    for _ in range(60):
        world.hands.go(minutes=64)
        world.tick()
        world.pump()
    assert world.state(case_id) == "at_guild"
    assert 50 <= world.works.runs.count("look_again") <= 60

    world.works.look_again = Done(("guild_answered",))
    world.hands.go(minutes=64)
    world.tick()
    world.pump()
    assert world.state(case_id) == "sifting"


def test_a_work_that_takes_an_hour_of_somebody_else_has_its_own_emptied_and_told() -> None:
    world = World()
    holder = world.at_desk({**ALONE, "hour": "noon"})
    world.works.weigh = odd()

    case_id = world.opened({"topic": "Oorlog", "with_bob": "nee", "hour": "noon"})

    assert world.case(holder).payload.hour == "noon"
    assert (world.state(case_id), world.case(case_id).payload.hour) == ("sifting", None)
    assert ("hour_gone", "ann@example.org") in world.post.told()


def test_a_work_that_can_not_have_a_claim_makes_a_task_and_waits() -> None:
    world = World()
    world.at_desk({"topic": "Rust@desk-1", "with_bob": "nee"})
    world.works.weigh = odd()

    case_id = world.open({"topic": "Strijd@desk-1", "with_bob": "nee"}).case.id
    world.run_work(world.lines.messages.pop()[0])

    assert world.state(case_id) == "weighing"
    assert world.tasks(case_id) == ["claimed"]
    assert world.case(case_id).work.tries == 1


def test_people_who_can_not_have_a_claim_read_why_and_nothing_happens() -> None:
    world = World()
    world.at_desk({**ALONE, "hour": "noon"})
    case_id = world.opened({"topic": "Oorlog", "with_bob": "nee", "hour": "noon"})

    with pytest.raises(Exception, match="claimed") as error:
        world.act(case_id, "agree", ann(), {"sure": "ja"})

    assert error.value.public == "Dit uur is net gekozen."
    assert world.state(case_id) == "agreeing"


def test_a_work_reads_registers_after_the_log_and_finds_who_died() -> None:
    world = World()
    world.registers.answer = Found(replace(a_person(), status=PersonStatus.DECEASED))

    def weigh(case: object, context: object) -> object:
        facts = context.read(case, [(Service.PERSON, 1)])
        return Human("odd", "deceased") if the_dead(facts) else Done(("weighed",))

    world.works.weigh = weigh
    case_id = world.opened(ALONE)

    assert world.state(case_id) == "sifting"
    assert world.registers.lines[0].request_id == case_id


def test_every_automatic_state_has_a_message_of_its_own() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    world.act(case_id, "approve", scribe(), APPROVE)

    case = world.case(case_id)
    kind = world.types.definition("pact").state(case.instance.state).kind
    assert kind is StateKind.AUTO
    assert world.lines.messages[-1][0] == CaseMessage(KORTRIJK, case_id, case.instance.version)


def test_a_slot_filled_anew_revokes_what_it_held() -> None:
    world = World()
    case_id = world.at_desk(ALONE)
    case = world.case(case_id)
    frame = world.frames.of(case)

    context = SimpleNamespace(frame=frame)
    first = moved(
        case,
        (Happening("mark", "scribe", "staff:k17"),),
        frame,
        Extra(documents=(a_deed(case, context),)),
    )
    second = moved(
        first.case,
        (Happening("mark", "scribe", "staff:k17"),),
        frame,
        Extra(documents=(a_deed(case, context, 2),)),
    )

    assert [d.number for d in second.revoked] == [first.documents[0].number]
    assert second.documents[0].replaces == first.documents[0].number
    assert [d.issue for d in second.case.issued] == [2]


def test_nobody_is_asked_about_whom_the_register_knows_nothing_yet() -> None:
    world = World()
    case_id = world.open().case.id
    case = world.case(case_id)
    frame = world.frames.of(case)

    facts = world.consult(case, frame, None, [(Service.PERSON, 1), (Service.PERSON, 2)])

    assert set(facts) == {(Service.PERSON, 1)}
    assert [line.subject for line in world.registers.lines] == [a_number(1)]


def test_a_message_that_comes_twice_makes_no_more_tries_and_no_more_messages() -> None:
    world = World()
    world.works.weigh = Later("silent")
    case_id = world.open(ALONE).case.id
    message, _ = world.lines.messages[0]
    for _ in range(4):
        world.run_work(message)

    assert world.case(case_id).work.tries == 1
    assert len(world.lines.messages) == 2

    world.hands.at += timedelta(seconds=world.lines.messages[-1][1])
    world.run_work(world.lines.messages[-1][0])
    world.run_work(message)
    assert world.case(case_id).work.tries == 2
    assert len(world.lines.messages) == 3
