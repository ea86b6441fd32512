"""Certificates: made by themselves, by a clerk, after a question, after a wait, or not at all."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import PROCESS
from chalicelib.domain.shared.assurance import Assurance
from tests.faults.scenarios.acting import People
from tests.faults.stage import TENANT, Stage
from tests.support.counter import population
from tests.support.requests import a_number

ADULT = population().personas["volwassene"].number
ME = Citizen(ADULT, Assurance.HIGH)
CLERK = Staff("k17", TENANT, frozenset({StaffRole.CLERK}), a_number(701))
REGISTRAR = Staff("a3", TENANT, frozenset({StaffRole.REGISTRAR}), a_number(702))
MAIL = "iemand@burger.example"
REMARK = "Kan dit snel?"
SIGNED_IN: Mapping[str, Any] = {"assurance": Assurance.HIGH}
AT_COUNTER: Mapping[str, Any] = {
    "staff": CLERK,
    "channel": Channel.COUNTER,
    "identified_by": Identified.CARD,
}


def ordered(stage: Stage, how: Mapping[str, Any] = SIGNED_IN, **more: Any) -> tuple[People, str]:
    """An order that was sent in."""
    people = People(stage)
    raw = {"document": "attest-hoofdverblijfplaats", "subject": ADULT.digits} | more
    given = {"process": PROCESS, "role": "applicant", "person": ADULT, "email": MAIL, "raw": raw}
    return people, people.open(**given, **how)


def at_desk(
    stage: Stage, staff: Staff = CLERK, how: Mapping[str, Any] = SIGNED_IN
) -> tuple[People, str]:
    """An order that a member of staff holds."""
    people, case_id = ordered(stage, how, remark=REMARK)
    stage.pump()
    people.claim(case_id, staff)
    return people, case_id


def by_itself(stage: Stage) -> None:
    ordered(stage)
    stage.pump()
    stage.tick()


def approved(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "approve", Official(CLERK), ground="Het is de aanvrager zelf.")
    stage.pump()


def corrected(stage: Stage) -> None:
    people, case_id = at_desk(stage, REGISTRAR, AT_COUNTER)
    said = {"language": "fr", "why": "Verkeerd ingegeven."}
    people.act(case_id, "correct", Official(REGISTRAR), **said)
    people.act(case_id, "approve", Official(REGISTRAR), ground="Het is de aanvrager zelf.")
    stage.pump()


def refused(stage: Stage) -> None:
    people, case_id = at_desk(stage, REGISTRAR)
    people.act(
        case_id,
        "reject",
        Official(REGISTRAR),
        reason="identiteit_niet_bewezen",
        text="Het kan niet.",
    )
    stage.pump()


def asked_and_answered(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_applicant", Official(CLERK), text="Waarvoor hebt u dit nodig?")
    stage.pump()
    files = [File(b"%PDF-1.7 een bewijs\n%%EOF\n")]
    people.act(case_id, "answer", ME, text="Voor mijn werkgever.", files=files)
    people.claim(case_id, CLERK)
    people.act(case_id, "approve", Official(CLERK), ground="Het is de aanvrager zelf.")
    stage.pump()


def never_answered(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_applicant", Official(CLERK), text="Waarvoor hebt u dit nodig?")
    stage.pump()
    for _ in range(3):
        stage.clock.move(timedelta(days=12))
        stage.tick()
        stage.pump()


def waited_for(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "ask_authority", Official(CLERK), authority="politie", text="Nagevraagd.")
    stage.clock.move(timedelta(hours=2))
    stage.tick()
    stage.pump()
    people.act(case_id, "resume", Official(CLERK))
    people.claim(case_id, CLERK)
    people.act(case_id, "approve", Official(CLERK), ground="Het is de aanvrager zelf.")
    stage.pump()


def withdrawn(stage: Stage) -> None:
    people, case_id = ordered(stage)
    people.act(case_id, "withdraw", ME)
    stage.pump()


def abandoned(stage: Stage) -> None:
    """A clerk takes it, says nothing more, and another one does it."""
    people, case_id = at_desk(stage)
    stage.clock.move(timedelta(minutes=25))
    stage.tick()
    people.claim(case_id, REGISTRAR)
    people.act(case_id, "approve", Official(REGISTRAR), ground="Het is de aanvrager zelf.")
    stage.pump()
