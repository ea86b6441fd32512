"""What colleagues do with a case beside deciding on it, and what another authority leaves open."""

from datetime import timedelta

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from tests.faults.scenarios.acting import People
from tests.faults.scenarios.certificates import (
    CLERK,
    ME,
    REGISTRAR,
    REMARK,
    at_desk,
    ordered,
)
from tests.faults.stage import TENANT, Stage
from tests.support.office import PDF
from tests.support.requests import a_number
from tests.support.zworp.counter import Away

SUPERVISOR = Staff("s1", TENANT, frozenset({StaffRole.SUPERVISOR}), a_number(703))
GROUND = "Het is de aanvrager zelf."
HOUR = timedelta(hours=1)


def approve(people: People, case_id: str, staff: Staff) -> None:
    people.act(case_id, "approve", Official(staff), ground=GROUND)
    people.stage.pump()


def released(stage: Stage) -> None:
    """Given back, and taken from the bell by the next who asks for work."""
    people, case_id = at_desk(stage)
    people.does(lambda: stage.wiring.handling.release(CLERK, case_id), "not_held")
    people.does(lambda: stage.wiring.handling.claim.next(REGISTRAR))
    people.claim(case_id, REGISTRAR)
    approve(people, case_id, REGISTRAR)


def escalated(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.does(lambda: stage.wiring.handling.escalate(CLERK, case_id, "Te moeilijk."), "not_held")
    people.claim(case_id, SUPERVISOR)
    approve(people, case_id, SUPERVISOR)


def taken_over(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.does(lambda: stage.wiring.handling.note(CLERK, case_id, "Ik vraag het na."))
    people.does(lambda: stage.wiring.handling.take_over(SUPERVISOR, case_id))
    people.does(lambda: stage.wiring.handling.heartbeat(SUPERVISOR, case_id))
    approve(people, case_id, SUPERVISOR)


def assigned(stage: Stage) -> None:
    people, case_id = ordered(stage, remark=REMARK)
    stage.pump()
    people.does(lambda: stage.wiring.handling.assign(SUPERVISOR, case_id, CLERK.id))
    people.does(lambda: stage.wiring.handling.claim.next(CLERK))
    people.claim(case_id, CLERK)
    approve(people, case_id, CLERK)


def made_elsewhere(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    pdf = [File(PDF)]
    people.act(case_id, "approve_uploaded", Official(CLERK), ground=GROUND, pdf=pdf)
    stage.pump()


def never_told(stage: Stage) -> None:
    """Another authority says nothing in its whole term."""
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_authority", Official(CLERK), authority="politie", text="Nagevraagd.")
    for _ in range(2):
        stage.clock.move(timedelta(days=12))
        stage.tick()
        stage.pump()
    people.claim(case_id, REGISTRAR)
    approve(people, case_id, REGISTRAR)


def register_away(stage: Stage) -> None:
    """A register is silent for longer than the applicant may wait for it without word."""
    away = Away(stage.wiring.state.registers, is_away=True)
    stage.parts["registers"] = away
    stage.cold()
    ordered(stage)
    stage.pump()
    for _ in range(3):
        stage.clock.move(HOUR)
        stage.tick()
        stage.pump()
    away.is_away = False
    stage.clock.move(HOUR)
    stage.tick()
    stage.pump()


def looked_at_again(stage: Stage) -> None:
    """What a clerk waits for stands in the register by the time it is looked at again."""
    away = Away(stage.wiring.state.registers, is_away=True)
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_authority", Official(CLERK), authority="politie", text="Nagevraagd.")
    stage.parts["registers"] = away
    stage.cold()
    for _ in range(2):
        stage.clock.move(HOUR + HOUR / 6)
        stage.tick()
        stage.pump()
        away.is_away = False
    people.act(case_id, "resume", Official(CLERK))
    people.claim(case_id, CLERK)
    approve(people, case_id, CLERK)


def withdrawn_while_made(stage: Stage) -> None:
    """The applicant takes it back just when the document is stored, and not yet in the ledger."""
    people, case_id = ordered(stage)
    stage.meanwhile["s3.PutObject"] = lambda: people.act(case_id, "withdraw", ME)
    stage.pump()
