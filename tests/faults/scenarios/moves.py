"""Somebody moves: from the declaration to the register."""

from datetime import timedelta
from typing import Any

from chalicelib.domain.address_change.options import REQUIRED_CHECKS
from chalicelib.domain.cases.moving.acting import Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.assurance import Assurance
from tests.faults.scenarios.acting import People
from tests.faults.stage import TENANT, Stage, singles
from tests.support.processes import moving
from tests.support.requests import a_number

Role: Any = str
ME = Citizen(moving.LUCJA, Assurance.HIGH)
OFFICER = Staff("w1", TENANT, frozenset({Role("district_officer")}), a_number(702))
CLERK = Staff("k1", TENANT, frozenset({Role("clerk")}), a_number(703))


def declared(stage: Stage) -> tuple[People, str]:
    """Sent in, and looked at."""
    people = People(stage)
    raw = moving.a_form(moving.household_of(moving.LUCJA), moving.NEW)
    given = {"process": moving.PROCESS, "role": "declarant", "person": moving.LUCJA}
    case_id = people.open(**given, email="lucja@example.org", raw=raw, assurance=Assurance.HIGH)
    stage.pump()
    return people, case_id


def agreed(stage: Stage) -> None:
    """Somebody joins another, whom a clerk asks by letter once more, and who agrees."""
    people, host, clerk = People(stage), singles()[0].number, Official(CLERK)
    raw = moving.a_form(moving.household_of(moving.LUCJA), moving.home_of(host), joins="ja")
    given = {"process": moving.PROCESS, "role": "declarant", "person": moving.LUCJA}
    case_id = people.open(**given, email="lucja@example.org", raw=raw, assurance=Assurance.HIGH)
    stage.pump()
    people.claim(case_id, CLERK)
    people.act(case_id, "no_letter", clerk, reason="De brief kwam terug.")
    people.claim(case_id, CLERK)
    people.act(case_id, "ask_reference", clerk)
    stage.pump()
    people.claim(case_id, CLERK)
    people.act(case_id, "letter_posted", clerk, day="2026-03-17")
    people.act(case_id, "agree", Citizen(host, Assurance.HIGH), lives_with="ja")
    stage.pump()


def registered(stage: Stage) -> None:
    people, case_id = declared(stage)
    people.claim(case_id, OFFICER)
    found = {"moment": "2026-03-17T10:30", "checklist": sorted(REQUIRED_CHECKS)}
    people.act(case_id, "visit", Official(OFFICER), "lives_there", **found)
    people.claim(case_id, CLERK)
    people.act(case_id, "register", Official(CLERK))
    stage.pump()
    stage.clock.move(timedelta(minutes=11))
    stage.tick()
    stage.pump()
