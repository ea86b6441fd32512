"""One's own data: what the registers hold, and a copy for who says once more who they are."""

import json
from datetime import timedelta

import pytest

from tests.support.office import Office, persona
from tests.support.web.counter import Visitor, form_of

COPY = "/mijn-gegevens/kopie"
WISHES = "/mijn-gegevens/voorkeuren"
FORM = "/documenten/akte-geboorte/aanvragen"
PARENT = persona("ouder").digits


@pytest.fixture
def parent(office: Office) -> Visitor:
    visitor = Visitor()
    visitor.sign_in(PARENT)
    return visitor


def read(visitor: Visitor, path: str) -> str:
    return " ".join(visitor.get(path).body.decode().split())


def test_one_sees_what_the_register_holds_and_that_one_looked(parent: Visitor) -> None:
    text = read(parent, "/mijn-gegevens/register")
    for held in ("Burgerlijke staat", "Uw adressen", "Uw gezin", "8500 Kortrijk", "Fien"):
        assert held in text
    assert PARENT not in text
    looks = read(parent, "/mijn-gegevens")
    assert "U bekeek zelf uw gegevens" in looks
    assert "Uzelf of uw aanvraag, via dit loket" in looks


def test_a_copy_holds_ones_cases_and_says_so_among_the_looks(parent: Visitor) -> None:
    parent.post(FORM, form_of(parent.get(FORM), FORM))
    parent.post(WISHES, form_of(parent.get(WISHES), WISHES) | {"email": "ik@voorbeeld.example"})
    answer = parent.get(f"{COPY}/data")
    assert json.loads(answer.body)["mail_wishes"]["email"] == "ik@voorbeeld.example"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    (case,) = json.loads(answer.body)["cases"]
    text = read(parent, f"{COPY}/tekst")
    assert case["reference"] in text
    assert "Uw voorkeuren: ik@voorbeeld.example" in text
    assert "bij Mijn aanvragen" in text
    assert "Uw vraag om uw gegevens in te kijken" in read(parent, "/mijn-gegevens")
    assert parent.get(f"{COPY}/bedacht").status_code == 404


def test_who_takes_a_copy_says_first_again_who_they_are(office: Office, parent: Visitor) -> None:
    assert parent.get(COPY).status_code == 200
    office.clock.move(timedelta(minutes=11))
    for path in (COPY, f"{COPY}/data", f"{COPY}/tekst"):
        answer = parent.get(path)
        assert (answer.status_code, "Bevestig dat u het bent" in answer.body.decode()) == (
            403,
            True,
        )
    assert parent.sign_in(PARENT, COPY).headers["Location"] == COPY
    assert parent.get(f"{COPY}/data").status_code == 200
