"""Two people marry: from the declaration to the day."""

from datetime import timedelta

from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.marriage.declaration import PROCESS
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.cases.links import invitation_of
from tests.faults.scenarios.acting import People
from tests.faults.stage import TENANT, Stage
from tests.support.processes import marriage
from tests.support.requests import a_number

FIRST, SECOND = (file.number for file in marriage.singles()[:2])
A, B = Citizen(FIRST, Assurance.HIGH), Citizen(SECOND, Assurance.HIGH, invited_as=2)
REGISTRAR = Staff("k611", TENANT, frozenset({StaffRole.REGISTRAR}), a_number(611))


def joined(stage: Stage) -> tuple[People, str]:
    """Declared by one, and answered by the other."""
    people = People(stage)
    given = {"process": PROCESS, "role": "partner_a", "person": FIRST, "email": marriage.A_MAIL}
    raw = marriage.FORM | {"wedding.day": "2026-07-04"}
    case_id = people.open(**given, raw=raw, assurance=Assurance.HIGH)
    stage.pump()
    token = invitation_of(stage.wiring.platform.keys, TENANT, case_id, 2)
    high = Assurance.HIGH
    stage.person(lambda: stage.wiring.road.invite.accept(TENANT, token, SECOND, high))
    return people, case_id


def celebrated(stage: Stage) -> None:
    people, case_id = joined(stage)
    people.act(case_id, "confirm", B, declares="ja")
    stage.pump()
    for action in ("complete", "draw"):
        people.claim(case_id, REGISTRAR)
        people.act(case_id, action, Official(REGISTRAR))
        stage.pump()
    stage.settle()  # a work that fails for two days comes before a human
    stage.clock.move(timedelta(days=15))
    stage.tick()
    stage.pump()
    day = {"day": f"{stage.clock.now():%Y-%m-%d}T11:00", "witnesses": ["w1"]}
    people.claim(case_id, REGISTRAR)
    people.act(case_id, "celebrate", Official(REGISTRAR), **day)
    stage.pump()
