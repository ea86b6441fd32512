"""Asking to be forgotten: by a form, sure of who asks, seen to by people."""

from datetime import timedelta

import pytest

from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from tests.support.office import TENANT, persona
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import DeskProgram

FORM = "/mijn-gegevens/wissen"
API, PROBLEM = "forgetting", "application/problem+json"
ADULT = persona("volwassene")


def ask(visitor: Visitor, button: str = "vraag"):
    return visitor.post(FORM, form_of(visitor.get(FORM), FORM) | {"_naar": button})


def read(visitor: Visitor) -> str:
    return " ".join(visitor.get(FORM).body.decode().split())


def test_the_form_says_what_goes_what_stays_and_what_must_end_first(office, adult) -> None:
    case = office.waiting()
    text = read(adult)
    goes, stays = text.index("Dit wissen wij"), text.index("Dit blijft")
    first = text.index("Dit moet eerst klaar zijn")
    assert goes < text.index("Wat u invulde en nog niet verstuurde") < stays
    assert stays < text.index("Wie in uw gegevens keek, wanneer en waarom") < first
    assert case.reference in text[first:]


def test_asked_twice_it_is_one_wish_with_a_mark_and_a_day(office, adult) -> None:
    assert ask(adult).status_code == 303
    (wish,) = office.wiring.state.asked_erasures.waiting(TENANT)
    office.clock.move(timedelta(minutes=5))
    ask(adult)
    assert office.wiring.state.asked_erasures.waiting(TENANT) == [wish]
    text = read(adult)
    assert wish.mark in text
    assert "ten laatste op dinsdag 14 april 2026" in text
    digest = office.wiring.figures.digest(TENANT)
    assert digest is not None
    assert digest["asked"] == 1


def test_it_can_be_taken_back(office, adult) -> None:
    ask(adult)
    ask(adult, "toch-niet")
    assert office.wiring.state.asked_erasures.waiting(TENANT) == []
    assert "Vragen om te wissen" in read(adult)


def test_who_asks_says_first_again_who_they_are(office, adult) -> None:
    form = form_of(adult.get(FORM), FORM)
    office.clock.move(timedelta(minutes=11))
    assert adult.get(FORM).status_code == 403
    assert adult.post(FORM, form | {"_naar": "vraag"}).status_code == 403
    assert office.wiring.state.asked_erasures.waiting(TENANT) == []


def test_once_somebody_is_forgotten_nothing_of_the_wish_is_left(office, adult) -> None:
    ask(adult)
    forget, claim = office.wiring.privacy.forget, DataSubjectRequest(TENANT, ADULT, "k7", "W-1")
    list(forget(claim, forget.plan(claim).code))
    assert office.wiring.state.asked_erasures.waiting(TENANT) == []


def test_a_program_asks_it_reads_it_and_takes_it_back(office) -> None:
    case, program = office.waiting(), DeskProgram(ADULT.digits)
    assert program.get(API).json_body == {"asked": None, "must_end_first": [case.reference]}
    answer = program.post(API, {})
    (wish,) = office.wiring.state.asked_erasures.waiting(TENANT)
    assert (answer.status_code, answer.json_body["asked"]["mark"]) == (202, wish.mark)
    assert answer.json_body["asked"]["answer_by"] == "2026-04-14"
    assert program.post(API, {}).json_body == program.get(API).json_body == answer.json_body
    assert program.post(f"{API}/withdraw", {}).json_body["asked"] is None
    assert office.wiring.state.asked_erasures.waiting(TENANT) == []


@pytest.mark.parametrize("minutes", [11, None])
def test_a_program_is_told_that_its_person_says_again_who_they_are(
    office, minutes: int | None
) -> None:
    since = office.clock.now() - timedelta(minutes=minutes) if minutes else None
    office.wiring.sign_in.identity.shown_at = lambda: since
    for path in (API, f"{API}/withdraw"):
        answer = DeskProgram(ADULT.digits).post(path, {})
        assert (answer.status_code, answer.headers["Content-Type"]) == (403, PROBLEM)
        body = answer.json_body
        assert (body["code"], body["sign_in"]) == (
            "stronger_sign_in_needed",
            {"level": "high", "anew": True},
        )
    assert office.wiring.state.asked_erasures.waiting(TENANT) == []
