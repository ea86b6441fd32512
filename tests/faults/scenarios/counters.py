"""What comes by another channel, goes on paper, doesn't count any more, or comes back."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.issued import number_of
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.domain.registers.relations import Relation
from chalicelib.usecases.certificates.intake import IntakeCommand
from tests.faults.scenarios.acting import People
from tests.faults.scenarios.certificates import ADULT, CLERK, MAIL, REGISTRAR, ordered
from tests.faults.stage import TENANT, Stage
from tests.support.requests import a_number

SECOND = Staff("a4", TENANT, frozenset({StaffRole.REGISTRAR}), a_number(704))
OTHER_MAIL = "ander@burger.example"


def number(stage: Stage, case_id: str) -> str:
    """The serial number of what a case yields first."""
    return number_of(TENANT, stage.case(case_id).reference, 0, 1)


def keyed_in(stage: Stage, channel: Channel, delivery: Delivery) -> tuple[People, str]:
    """An order that a clerk took in."""
    people, ids = People(stage), list[str]()
    order = CertificateOrder(
        "attest-hoofdverblijfplaats", "attest", "nl", ADULT, Relation.SELF, delivery=delivery
    )
    identified = Identified.CARD if channel is Channel.COUNTER else Identified.CALLBACK
    command = IntakeCommand("counter-1", channel, ADULT, "", order, identified)
    people.does(lambda: ids.append(stage.wiring.certificates.intake(CLERK, command).case.id))
    stage.accepted.append(ids[-1])
    stage.pump()
    return people, ids[-1]


def printed(stage: Stage) -> None:
    """Asked for at the counter with a card, made at once, and taken along."""
    people, case_id = keyed_in(stage, Channel.COUNTER, Delivery.COUNTER)
    people.does(lambda: stage.wiring.road.open_document(TENANT, case_id, "result", Official(CLERK)))


def posted(stage: Stage) -> None:
    """Asked for by phone, approved in one go, and sent by post."""
    people, case_id = keyed_in(stage, Channel.PHONE, Delivery.POST)
    intake = stage.wiring.certificates.intake
    people.does(lambda: intake.issue_now(CLERK, case_id), "only_channel")
    stage.pump()
    stage.tick()
    people.does(lambda: post_letter(stage))


def post_letter(stage: Stage) -> None:
    """A clerk prints what waits to be posted, and says that it went."""
    for post in stage.wiring.mail.tray.letters(CLERK).lines:
        place = post.found.case.id, post.task.key
        stage.wiring.mail.paper.sheet(CLERK, *place)
        stage.wiring.mail.mark_posted(CLERK, *place)


def revoked(stage: Stage) -> None:
    people, case_id = ordered(stage)
    stage.pump()
    which = number(stage, case_id)
    revoke = stage.wiring.issued.revoke
    people.does(lambda: revoke(CLERK, which, "mistake", "Verkeerde straat."), "already_revoked")
    stage.pump()


def replaced(stage: Stage) -> None:
    people, case_id = ordered(stage)
    stage.pump()
    which = number(stage, case_id)
    people.does(
        lambda: stage.wiring.issued.revoke(
            CLERK, which, "data_changed", "Verhuisd.", replaced=True
        ),
        "already_revoked",
    )
    stage.accepted.append(replacement(stage, which))
    stage.pump()


def replacement(stage: Stage, which: str) -> str:
    listed = stage.wiring.state.ledger.get(TENANT, which)
    assert listed is not None
    return listed.replacement


def act_replaced(stage: Stage) -> None:
    """An act takes two registrars: one lets it stand at first, then agrees."""
    people, case_id = ordered(stage, document="akte-geboorte")
    stage.pump()
    which, revoke = number(stage, case_id), lambda: stage.wiring.issued.revoke
    put = lambda: revoke()(REGISTRAR, which, "mistake", "Fout.", replaced=True)  # noqa: E731
    people.does(put, "already_proposed")
    people.does(lambda: revoke().drop(SECOND, which, "De akte klopt."), "nothing_proposed")
    people.does(put, "already_proposed")
    people.does(lambda: revoke().confirm(SECOND, which), "already_revoked")
    stage.accepted.append(replacement(stage, which))
    stage.pump()


def bounced_at_once(stage: Stage) -> None:
    """A mail server is quicker than the function that still has to write down what it sent."""
    ordered(stage)
    stage.meanwhile["sesv2.SendEmail"] = lambda: stage.bounce(stage.sent[-1])
    stage.pump()


def bounced_late(stage: Stage) -> None:
    """Nine days later; a clerk asks for another address, and sends it again."""
    people, case_id = ordered(stage)
    stage.settle()
    stage.hourly()
    stage.clock.move(timedelta(days=9))
    stage.tick()
    stage.hourly()
    stage.bounce(stage.sent[-1])
    stage.tick()
    handling = stage.wiring.handling
    people.does(lambda: handling.readdress(CLERK, case_id, 1, OTHER_MAIL))
    each_task(people, case_id, handling.send_again)
    stage.pump()


def bounced_for_good(stage: Stage) -> None:
    """What goes to an address that came back becomes a task, and a letter."""
    stage.wiring.state.mail_addresses.confirm(TENANT, MAIL)
    people, _ = ordered(stage)
    stage.settle()
    stage.bounce(stage.sent[-1])
    _, case_id = ordered(stage, document="attest-leven")
    stage.settle()
    each_task(people, case_id, stage.wiring.handling.send_again.by_letter)
    stage.settle()
    people.does(lambda: post_letter(stage))


def each_task(people: People, case_id: str, do: Callable[[Staff, str, str], object]) -> None:
    """A clerk sees to all that people have to do in a case."""
    for key in [task.key for task in people.stage.case(case_id).tasks]:
        people.does(partial(do, CLERK, case_id, key), "not_found")
