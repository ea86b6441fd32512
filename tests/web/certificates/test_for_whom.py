"""For whom somebody asks: picked from the register, read over, and without a number in the page."""

import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.case import Case
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from tests.support.office import TENANT, Office, persona
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import open_office

BIRTH = "/documenten/akte-geboorte/aanvragen"
FAMILY = "/documenten/attest-gezinssamenstelling/aanvragen"


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


def signed_in(key: str) -> Visitor:
    visitor = Visitor()
    visitor.sign_in(persona(key).digits)
    return visitor


def text(answer: HTTPResponse) -> str:
    return " ".join(answer.body.decode().split())


def keys(page: str, words: str) -> list[str]:
    """The value of the choices of which the label has some words."""
    found = re.findall(r'name="voor" value="([^"]+)"[^>]*> <label[^>]*>([^<]+)<', page)
    return [key for key, label in found if words in label]


def newest(office: Office, number: NationalNumber) -> CertificateCase:
    (case,) = office.store.of_person(TENANT, number, 1)
    assert isinstance(case, Case)
    return case


def test_a_child_is_picked_by_name_and_no_number_stands_in_the_page(office: Office) -> None:
    parent, number = signed_in("ouder"), persona("ouder")
    first = parent.get(BIRTH)
    (key,) = keys(text(first), "Fien")
    assert "(uw kind, geboren in 2016)" in text(first)
    assert not re.search(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\b\d{11}\b", text(first))
    led = parent.post(BIRTH, form_of(first, BIRTH) | {"voor": key, "_naar": "verder"})
    assert led.headers["Location"] == f"{BIRTH}?stap=nazicht"
    check = parent.get(led.headers["Location"])
    assert "Klopt alles?" in text(check)
    assert "Fien" in text(check)
    sent = parent.post(BIRTH, form_of(check, BIRTH) | {"_naar": "stuur"})
    assert sent.status_code == 303
    order = newest(office, number).payload
    assert order.claimed is Relation.LEGAL_REPRESENTATIVE
    assert order.subject.birth_year == 2016
    assert office.wiring.state.drafts.of_person(TENANT, number) == []


def test_a_ward_is_picked_by_the_guardian(office: Office) -> None:
    guardian = signed_in("voogd")
    page = guardian.get(BIRTH)
    (key,) = keys(text(page), "u bent voogd")
    sent = guardian.post(BIRTH, form_of(page, BIRTH) | {"voor": key})
    assert sent.status_code == 303
    assert newest(office, persona("voogd")).payload.claimed is Relation.LEGAL_REPRESENTATIVE


def test_by_the_policy_of_today_the_child_needs_no_clerk(office: Office) -> None:
    page = text(signed_in("ouder").get(BIRTH))
    (key,) = keys(page, "Fien")
    (partner,) = keys(page, "partner")
    assert f'id="voor-{key}-hulp"' not in page
    assert f'id="voor-{partner}-hulp"' in page


def test_who_is_too_young_hears_who_can_ask_before_the_form(office: Office) -> None:
    answer = text(signed_in("zestien").get(BIRTH))
    assert "Uw ouder of voogd vraagt dit voor u aan" in answer
    assert 'name="voor"' not in answer


def test_somebody_elses_key_picks_nobody(office: Office) -> None:
    (key,) = keys(text(signed_in("ouder").get(BIRTH)), "Fien")
    other = signed_in("volwassene")
    answer = other.post(BIRTH, form_of(other.get(BIRTH), BIRTH) | {"voor": key})
    assert answer.status_code == 422
    assert "Kies voor wie het document is." in text(answer)


def test_the_form_stands_as_it_was_when_one_changes_something(office: Office) -> None:
    visitor = signed_in("letters")
    form = form_of(visitor.get(FAMILY), FAMILY) | {"land": "ZZ", "opmerking": "Voor Kosovo."}
    visitor.post(FAMILY, form | {"_naar": "verder"})
    check = visitor.get(f"{FAMILY}?stap=nazicht")
    assert "Een ander land of gebied" in text(check)
    visitor.post(FAMILY, form_of(check, FAMILY) | {"_naar": "wijzig-opmerking"})
    back = visitor.get(f"{FAMILY}?stap=opmerking")
    assert form_of(back, FAMILY)["land"] == "ZZ"
    assert "Voor Kosovo.</textarea>" in back.body.decode()
    assert "Nog niet verzonden" in text(visitor.get("/aanvragen"))
    visitor.post(FAMILY, form_of(back, FAMILY) | {"_naar": "opnieuw"})
    assert form_of(visitor.get(FAMILY), FAMILY)["land"] == ""
