"""The made-up process, along each of its roads: what holds for it holds for any."""

from datetime import timedelta
from typing import Any

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.usecases.cases.links import invitation_of
from tests.faults.scenarios.acting import People
from tests.faults.stage import TENANT, Stage
from tests.support.zworp.counter import ADULT, FLUMER, OTHER, QUIB, QUIB_MAIL, ZORP, ZORP_MAIL


def opened(stage: Stage, **more: Any) -> tuple[People, str]:
    people = People(stage)
    raw = {"nook": "Noord", "blint_on": "2026-06-01", "mood": "calm", "quib_mail": QUIB_MAIL}
    given = {"process": "zworp", "role": "zorp", "person": ADULT, "email": ZORP_MAIL}
    case_id = people.open(**given, raw=raw | more, assurance=Assurance.HIGH)
    stage.pump()
    return people, case_id


def joined(stage: Stage) -> tuple[People, str]:
    people, case_id = opened(stage)
    token = invitation_of(stage.wiring.platform.keys, TENANT, case_id, 2)
    high = Assurance.SUBSTANTIAL
    stage.person(lambda: stage.wiring.road.invite.accept(TENANT, token, OTHER, high))
    return people, case_id


def at_desk(stage: Stage) -> tuple[People, str]:
    people, case_id = joined(stage)
    people.act(case_id, "plonk", ZORP)
    people.act(case_id, "plonk", QUIB)
    stage.pump()
    people.claim(case_id, FLUMER)
    return people, case_id


def zworped(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "grommet", Official(FLUMER))
    stage.pump()


def skreed(stage: Stage) -> None:
    people, case_id = at_desk(stage)
    people.act(case_id, "skree", Official(FLUMER), reason="too_loud", text="Te veel lawaai.")
    stage.pump()


def unzworped(stage: Stage) -> None:
    people, case_id = joined(stage)
    scan = [File(b"%PDF-1.7 iets\n%%EOF\n")]
    people.act(case_id, "frob", ZORP, mood="calm", why="Zomaar.", scan=scan)
    people.act(case_id, "unzworp", QUIB)
    stage.pump()


def dozed(stage: Stage) -> None:
    opened(stage)
    stage.clock.move(timedelta(days=11))
    stage.tick()
    stage.pump()
