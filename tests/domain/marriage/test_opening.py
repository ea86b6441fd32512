"""How a declaration begins: who signs by sending it, and what the form must say."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Opened, Opening
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.opening import opens
from chalicelib.domain.marriage.process import marriage_type
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.wiring.processes.marriage import WORDS as FILE
from chalicelib.wiring.processes.marriage import places_of
from tests.support.cases.made_up import a_case
from tests.support.municipalities import a_municipality
from tests.support.requests import KORTRIJK, NOW, a_number

WORDS = FileWords(FILE)
FORM = {"partner_mail": "ander@voorbeeld.example", "home": "both", "language": "nl"}
SLOT = "2026-06-05 14:00 Historisch stadhuis"


def begun(level: Assurance | None = Assurance.HIGH, **values: Any) -> Opened[Declaration]:
    starter = Party(1, "partner_a", a_number(1), level, "een@voorbeeld.example")
    given = {name: value for name, value in (FORM | values).items() if value}
    at = datetime(2026, 3, 2, 9, tzinfo=NOW.tzinfo)
    intake, here = Intake(Channel.THUISLOKET, at), a_municipality()
    day = date(2026, 3, 2)
    return opens(
        Opening(KORTRIJK, "partner_a", starter, given, intake, here, day), places_of, WORDS
    )


def test_who_sends_it_has_signed_and_who_is_invited_has_not() -> None:
    one, other = begun().parties
    assert one.confirmed
    assert (other.role, other.person, other.confirmed) == ("partner_b", None, "")


def test_at_the_counter_nobody_signs_by_sending() -> None:
    assert begun(level=None).parties[0].confirmed == ""


def test_an_hour_has_its_price() -> None:
    assert begun(wedding=SLOT).payload.fee_cents == 3000


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"partner_mail": ""}, "partner_missing"),
        ({"partner_mail": "ander"}, "invalid_email"),
        ({"partner": a_number(1)}, "partner_is_self"),
        ({"home": "none"}, "not_competent"),
        ({"witnesses": "a\nb\nc\nd\ne"}, "too_many_witnesses"),
        ({"wedding": "2026-03-06 14:00 Historisch stadhuis"}, "day_too_early"),
    ],
)
def test_what_cannot_be_is_said_at_once(values: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        begun(**values)
    assert caught.value.code == code


def test_no_partner_by_number_needs_no_mail() -> None:
    declared = begun(partner_mail="", partner=a_number(2)).payload
    assert replace(declared, asked_on=None).invited == a_number(2)


def test_a_declaration_is_about_who_is_invited_by_number_before_they_answer() -> None:
    """So a registrar who is named as a partner has no hand in it, nor have their relatives."""
    about = marriage_type(places_of, WORDS).about
    assert about(a_case(payload=begun(partner=a_number(2)).payload)) == (a_number(2),)
    assert about(a_case(payload=begun().payload)) == ()


def test_forgetting_one_partner_leaves_the_other_and_the_dates() -> None:
    forgets = marriage_type(places_of, WORDS).forgets
    assert forgets is not None
    named = replace(begun(partner=a_number(2)).payload, names=("Een Naam", "Ander Woord"))
    case = a_case(payload=named)
    left = forgets(case, 2)
    assert (left.names, left.invited, left.partner_mail) == (("Een Naam", ""), None, "")
    assert left.asked_on == named.asked_on
    assert forgets(case, 0).names == ("", "")
