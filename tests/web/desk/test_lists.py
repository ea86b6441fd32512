"""The worklists with certificates in them, and search."""

import html
import re
from datetime import timedelta

import pytest
from chalice.test import HTTPResponse

from tests.support.office import CLERK, Office, persona
from tests.support.web.counter import Visitor
from tests.support.web.desk import Desk, somebody


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def ids(body: bytes) -> list[str]:
    return re.findall(r'class="what" href="/loket/zaken/([^"]+)"', body.decode())


def searched(desk: Desk, **form: str) -> HTTPResponse:
    """The page to which a search leads."""
    sent = desk.send("/loket/zoeken", **form)
    assert sent.status_code == 303, plain(sent.body)
    return desk.get(sent.headers["Location"])


def test_the_worklist_counts_by_document_and_by_reason(office: Office) -> None:
    office.waiting("volwassene", "attest-leven")
    office.clock.move(timedelta(hours=3))
    office.waiting("ouder", "attest-leven")
    office.waiting("papieren-akte", "akte-geboorte", remark="")
    text = plain(Desk().get("/loket").body)
    assert "Attest van leven 2" in text
    assert "Akte nog op papier 1" in text
    assert "3 in totaal" in text
    assert "Wacht al 3 u" in text


def test_the_filters_are_in_the_address(office: Office) -> None:
    leven = office.waiting("volwassene", "attest-leven")
    akte = office.waiting("papieren-akte", "akte-geboorte", remark="")
    desk = Desk()
    assert ids(desk.get("/loket?onderwerp=Attest%20van%20leven").body) == [leven.id]
    assert ids(desk.get("/loket?reden=act_digital").body) == [akte.id]
    assert ids(desk.get("/loket?termijn=late").body) == []
    office.clock.move(timedelta(days=20))
    assert set(ids(Desk().get("/loket?termijn=late").body)) == {leven.id, akte.id}


def test_my_work_is_mine_and_held_is_everybodys(office: Office) -> None:
    case = office.claimed(CLERK)
    desk = Desk()
    assert ids(desk.get("/loket").body) == []
    desk.act(office.waiting("ouder"), "nemen")
    assert len(ids(desk.get("/loket").body)) == 1
    assert case.id in ids(desk.get("/loket/in-behandeling").body)


def test_an_address_says_nothing_of_its_own(office: Office) -> None:
    page = Desk().get("/loket?gedaan=%3Cscript%3E&dossier=%22%3E").body.decode()
    assert "<script>" not in page
    assert 'id="gedaan"' not in page


def test_a_case_is_found_by_reference_number_and_day(office: Office) -> None:
    case = office.waiting()
    desk = Desk()
    day = case.intake.received_at.date().isoformat()
    for form in (
        {"dossier": case.reference},
        {"dossier": case.reference[-5:].lower()},
        {"dossier": case.id},
        {"dossier": case.reference.replace("-", " ").lower()},
        {"nummer": persona("volwassene").printed, "reden": "klacht"},
        {"dag": day},
        {"dag": f"{case.intake.received_at:%d/%m/%Y}"},
    ):
        assert ids(searched(desk, **form).body) == [case.id], form
    assert not any(somebody("volwassene") in path for path in desk.seen)


def test_what_was_delivered_is_found_by_the_number_on_its_paper(office: Office) -> None:
    case = office.submit(persona("volwassene"))
    office.drain()
    desk = Desk()
    for number in (case.reference, f"{case.tenant}-{case.reference}-a2"):
        assert ids(searched(desk, dossier=number).body) == [case.id]


def test_what_was_refused_is_found_by_its_number_without_dashes_in_small_letters(
    office: Office,
) -> None:
    case = office.waiting()
    office.withdraw(case)
    found = searched(Desk(), dossier=case.reference.replace("-", "").lower()).body
    assert ids(found) == [case.id]
    assert b"Afgelopen sinds" in found
    assert b'class="tag"' not in found, "what kept it from being made matters no more"


@pytest.mark.parametrize(
    "form",
    [
        {"nummer": persona("naamgenoot-een").printed},
        {"naam": "declercq", "geboren": "14 mei 1980"},
    ],
)
def test_whoever_looks_for_a_person_says_why_by_number_as_by_name(
    office: Office, form: dict[str, str]
) -> None:
    case, one = office.waiting("naamgenoot-een"), persona("naamgenoot-een")
    before = len(office.log.of_person(case.tenant, one, 10))
    refused = Desk().send("/loket/zoeken", **form)
    assert refused.status_code == 422
    assert 'id="reden-fout"' in refused.body.decode()
    assert len(office.log.of_person(case.tenant, one, 10)) == before
    assert ids(searched(Desk(), **form, reden="klacht").body) == [case.id]
    assert len(office.log.of_person(case.tenant, one, 10)) == before + 1


def test_what_was_found_has_an_address_to_go_back_to_that_names_nobody(office: Office) -> None:
    case, desk = office.waiting("naamgenoot-een"), Desk()
    number = persona("naamgenoot-een")
    sent = desk.send("/loket/zoeken", nummer=number.printed, reden="klacht")
    there = sent.headers["Location"]
    assert sent.status_code == 303
    assert number.digits not in there.replace(".", "")
    logged = len(office.log.of_person(case.tenant, number, 10))
    assert ids(desk.get(there).body) == ids(desk.get(there).body) == [case.id]
    assert len(office.log.of_person(case.tenant, number, 10)) == logged
    nobody = searched(desk, naam="Niemand", geboren="1980", reden="klacht")
    assert "Er is geen dossier dat hierbij past" in nobody.body.decode()


def test_what_waits_for_somebody_is_found_too(office: Office) -> None:
    case = office.claimed(CLERK)
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor?"})
    assert ids(searched(Desk(), dossier=case.reference[-5:]).body) == [case.id]


def test_staff_are_told_of_people_who_are_spoken_to_themselves(
    office: Office, adult: Visitor
) -> None:
    case = office.claimed(CLERK)
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor?"})
    found = f"/loket/zoeken?dossier={case.reference}"
    for path in ("/loket/wachtend", found, f"/loket/zaken/{case.id}"):
        text = Desk().get(path).body.decode()
        assert "Wacht op de aanvrager" in text
        assert "Wij wachten op uw antwoord" not in text
    own = adult.get(f"/aanvragen/{case.id}").body.decode()
    assert "Wij wachten op uw antwoord" in own


def test_a_name_is_looked_up_with_a_reason_that_is_logged(office: Office) -> None:
    case = office.waiting("naamgenoot-een")
    desk = Desk()
    form = {"naam": "declercq", "geboren": "1980-05-14"}
    wrong = desk.send("/loket/zoeken", **form)
    assert wrong.status_code == 422
    assert 'value="declercq"' in wrong.body.decode()
    found = searched(desk, **form, reden="klacht")
    assert ids(found.body) == [case.id]
    log = office.log.of_person(case.tenant, persona("naamgenoot-een"), 10)
    assert any(c.purpose.startswith("Opzoeking om een klacht") for c in log)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "dossier"),
        ({"dossier": "X1"}, "dossier"),
        ({"nummer": "12"}, "nummer"),
        ({"dag": "gisteren"}, "dag"),
        ({"naam": "Peeters", "geboren": "", "reden": "klacht"}, "geboren"),
    ],
)
def test_what_cant_be_searched_is_shown_where_it_is(
    office: Office, form: dict[str, str], field: str
) -> None:
    answer = Desk().send("/loket/zoeken", **form)
    assert answer.status_code == 422
    assert f'id="{field}-fout"' in answer.body.decode()
