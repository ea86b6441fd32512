"""People are looked up for a reason that they can read."""

from dataclasses import replace

import pytest

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Unavailable
from chalicelib.domain.shared.errors import InvalidInputError, NotThereError
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.handling.look_up import Why
from tests.support.office import CLERK, FOREIGN, TENANT, Office, persona, population
from tests.support.requests import a_number

ADULT = persona("volwassene")
BECAUSE = Why(reason="aanvraag_balie")


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_look_up_needs_a_reason_and_stays_in_the_log(office: Office) -> None:
    look_up = office.wiring.handling.look_up
    for why in (Why(), Why(reason="nieuwsgierig")):
        with pytest.raises(InvalidInputError, match="reason_missing"):
            look_up.by_number(CLERK, ADULT, why)
    assert office.log.of_person(TENANT, ADULT, 9) == []
    assert look_up.by_number(CLERK, ADULT, BECAUSE).number == ADULT
    (line,) = office.log.of_person(TENANT, ADULT, 9)
    assert line.actor_kind == "clerk"
    assert "balie" in line.purpose


def test_an_open_case_is_a_reason_and_one_that_ended_or_is_elsewhere_is_not(
    office: Office,
) -> None:
    case, look_up = office.waiting(), office.wiring.handling.look_up
    other = persona("ouder")
    assert look_up.by_number(CLERK, other, Why(case.id)).number == other
    with pytest.raises(NotThereError):
        look_up.by_number(FOREIGN, other, Why(case.id))
    office.withdraw(case)
    with pytest.raises(InvalidInputError, match="reason_missing"):
        look_up.by_number(CLERK, other, Why(case.id))


def test_people_are_found_by_name_and_birth_however_it_is_written(office: Office) -> None:
    look_up = office.wiring.handling.look_up
    twins = {persona("naamgenoot-een"), persona("naamgenoot-twee")}
    born = population().by_number[persona("naamgenoot-een")].person.birth.date
    found = look_up.by_name(CLERK, "DE CLERCQ", born, BECAUSE)
    assert {person.number for person in found} == twins
    for number in twins:
        assert len(office.log.of_person(TENANT, number, 9)) == 1
    assert look_up.by_name(CLERK, "declercq", PartialDate(1900, 1, 1), BECAUSE) == []


@pytest.mark.parametrize("typed", [PartialDate(1950), PartialDate(1950, 7, 30)])
def test_who_is_registered_with_a_year_alone_is_found_by_name(
    office: Office, typed: PartialDate
) -> None:
    file = population().by_number[ADULT]
    name = replace(file.person.name, family="Yılmaz")
    birth = replace(file.person.birth, date=PartialDate(1950))
    office.registers.put(replace(file, person=replace(file.person, name=name, birth=birth)))
    look_up = office.wiring.handling.look_up
    found = look_up.by_name(CLERK, "Yilmaz", typed, BECAUSE)
    assert [person.number for person in found] == [ADULT]
    assert look_up.by_name(CLERK, "Yilmaz", PartialDate(1951), BECAUSE) == []


def test_nobody_found_and_nobody_answering_are_different(office: Office) -> None:
    look_up = office.wiring.handling.look_up
    with pytest.raises(InvalidInputError, match="person_unknown"):
        look_up.by_number(CLERK, a_number(550), BECAUSE)
    office.registers.force(ADULT, Service.PERSON, Unavailable("time_out"))
    with pytest.raises(RetryableError):
        look_up.by_number(CLERK, ADULT, BECAUSE)
