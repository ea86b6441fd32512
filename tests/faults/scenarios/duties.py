"""What operators and the schedule do with cases: figures, erasure, rotation, setting aside."""

from collections.abc import Callable
from datetime import timedelta

from chalicelib.adapters.aws.store.items.places import case_key
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from ops.command import OperatorError
from ops.operate.aside import said_of
from ops.operate.rotation.hashes import HashRotation
from ops.operate.rotation.lifting import Lifting
from ops.operate.rotation.secret import Parameter
from tests.faults.scenarios.acting import People
from tests.faults.scenarios.certificates import (
    ADULT,
    CLERK,
    MAIL,
    ME,
    at_desk,
    by_itself,
    ordered,
)
from tests.faults.scenarios.desks import approve
from tests.faults.stage import TENANT, Stage
from tests.support.office import PDF

CLAIM = DataSubjectRequest(TENANT, ADULT, "k7", "FG-12")


def counted(stage: Stage) -> None:
    """Counted while it is under way, while it waits, and when it is done."""
    people, case_id = ordered(stage, remark="Kan dit snel?")
    stage.hourly()
    stage.pump()
    stage.hourly()
    people.claim(case_id, CLERK)
    stage.clock.move(timedelta(hours=23))
    stage.hourly()
    people.claim(case_id, CLERK)
    approve(people, case_id, CLERK)
    stage.hourly()


def counted_after_a_pause(stage: Stage) -> None:
    """The figures were away for more than a month."""
    confirmed(stage)
    by_itself(stage)
    stage.hourly()
    ordered(stage, document="attest-leven")
    stage.pump()
    stage.clock.move(timedelta(days=3))
    ordered(stage, document="attest-nationaliteit")
    stage.pump()
    stage.clock.move(timedelta(days=45))
    stage.tick()
    stage.hourly()


def erased(stage: Stage) -> None:
    """A document's time is over."""
    by_itself(stage)
    stage.clock.move(timedelta(days=33))
    stage.tick()
    stage.tick()


def attachment_erased(stage: Stage) -> None:
    """So is that of what was sent along."""
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_applicant", Official(CLERK), text="Stuur uw volmacht.")
    stage.pump()
    files = [File(PDF)]
    people.act(case_id, "answer", ME, text="Zie bijlage.", files=files)
    people.act(case_id, "withdraw", ME)
    stage.pump()
    stage.clock.move(timedelta(days=93))
    stage.tick()
    stage.tick()


def forgotten(stage: Stage) -> None:
    """Somebody who has a document, and took another order back, is forgotten."""
    by_itself(stage)
    people, case_id = ordered(stage, document="attest-leven", remark="Een vraag.")
    stage.pump()
    people.act(case_id, "withdraw", ME)
    stage.settle()
    people.does(lambda: list(forget(stage)))


def forget(stage: Stage) -> object:
    wish = stage.wiring.privacy.forget
    return wish(CLAIM, wish.plan(CLAIM).code)


def rotated(stage: Stage) -> None:
    """The secret behind the hashes is renewed while people ask."""
    confirmed(stage)
    by_itself(stage)
    people, rotation = People(stage), a_rotation(stage)
    for document, wait in (("leven", 21), ("nationaliteit", 7), ("gezinssamenstelling", 9)):
        people.does(rotation.step)
        stage.clock.move(timedelta(minutes=wait))
        stage.tick()
        confirmed(stage)  # a rotation doesn't move who confirmed
        ordered(stage, document=f"attest-{document}")
        stage.pump()
    stage.clock.move(timedelta(days=9))
    people.does(rotation.step)
    stage.clock.move(timedelta(minutes=6))


def confirmed(stage: Stage) -> None:
    """Somebody opened a link in a mail before, so that mails of several cases go there."""
    stage.wiring.state.mail_addresses.confirm(TENANT, MAIL)


def a_rotation(stage: Stage) -> HashRotation:
    """As `ops rotate` makes it, one row at a time."""
    clients, outputs = stage.wiring.platform.clients, stage.outputs
    tables = (outputs.table, outputs.registers)
    return HashRotation(
        Parameter(clients.ssm, outputs.secrets_parameter),
        tuple(Lifting(clients.dynamodb, table, workers=1) for table in tables),
        stage.clock,
    )


def set_aside(stage: Stage) -> None:
    """A row that can't be read stands aside until it can, and goes on from there."""
    people, case_id = ordered(stage)
    mend = spoiled(stage, case_id)
    stage.pump()
    for _ in range(2):
        stage.clock.move(timedelta(minutes=30))
        stage.tick()
        stage.pump()
    people.does(lambda: stage.wiring.road.look.mine(TENANT, Citizen(ADULT, Assurance.HIGH), 9))
    mend()
    back(people, case_id)
    stage.settle()


def bounced_while_aside(stage: Stage) -> None:
    """What comes back of a mail waits for its case."""
    people, case_id = ordered(stage)
    stage.pump()
    stage.settle()
    mend = spoiled(stage, case_id)
    stage.bounce(stage.sent[0])
    stage.tick()
    mend()
    back(people, case_id)
    stage.tick()


def back(people: People, case_id: str) -> None:
    """An operator puts a case back; what isn't aside (any more) is fine."""

    def do() -> None:
        try:
            list(said_of(people.stage.wiring, TENANT, case_id))
        except OperatorError:
            if case_id in aside(people.stage):
                raise

    people.does(do)


def aside(stage: Stage) -> set[str]:
    return {row.case_id for row in stage.wiring.cases.store.set_aside(TENANT, 9)}


def spoiled(stage: Stage, case_id: str) -> Callable[[], None]:
    """Make the row of a case one that can't be read; how to mend it."""
    client, place = stage.faults.client("dynamodb"), case_key(TENANT, case_id, "STATE")

    def write(value: dict[str, str]) -> None:
        client.update_item(
            TableName=stage.outputs.table,
            Key=place,
            UpdateExpression="SET looks = :looks",
            ConditionExpression="attribute_exists(pk)",
            ExpressionAttributeValues={":looks": value},
        )

    row = client.get_item(TableName=stage.outputs.table, Key=place)["Item"]
    write({"S": "{"})
    return lambda: write(row["looks"])
