"""Lists and search."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.office import CLERK, Office, persona
from tests.support.web.desk import Desk, open_office, somebody


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def ids(body: bytes) -> list[str]:
    return re.findall(r'class="what" href="/loket/dossiers/([^"]+)"', body.decode())


def test_the_queue_counts_by_document_and_reason_with_the_oldest(office: Office) -> None:
    office.waiting("volwassene", "attest-leven")
    office.clock.move(timedelta(hours=3))
    office.waiting("ouder", "attest-leven")
    office.waiting("papieren-akte", "akte-geboorte", remark="")
    text = plain(Desk().get("/loket").body)
    assert "Attest van leven 2 3 u" in text
    assert "Akte nog op papier 1 0 min" in text
    assert "3 in totaal" in text


def test_the_filters_are_in_the_address(office: Office) -> None:
    leven = office.waiting("volwassene", "attest-leven")
    akte = office.waiting("papieren-akte", "akte-geboorte", remark="")
    desk = Desk()
    assert ids(desk.get("/loket?document=attest-leven").body) == [leven.id]
    assert ids(desk.get("/loket?reden=act_digital").body) == [akte.id]
    assert ids(desk.get("/loket?tijd=te-laat").body) == []
    office.clock.move(timedelta(days=20))
    assert set(ids(Desk().get("/loket?tijd=te-laat").body)) == {leven.id, akte.id}


def test_my_work_is_mine_and_held_is_everybodys(office: Office) -> None:
    request = office.claimed(CLERK)
    desk = Desk()
    assert ids(desk.get("/loket").body) == []
    desk.send(f"/loket/dossiers/{office.waiting('ouder').id}/nemen")
    assert len(ids(desk.get("/loket").body)) == 1
    assert request.id in ids(desk.get("/loket/in-behandeling").body)


def test_an_address_says_nothing_of_its_own(office: Office) -> None:
    page = Desk().get("/loket?gedaan=%3Cscript%3E&dossier=%22%3E").body.decode()
    assert "<script>" not in page
    assert 'id="gedaan"' not in page


def test_a_case_is_found_by_reference_number_and_day(office: Office) -> None:
    request = office.waiting()
    desk = Desk()
    day = request.intake.received_at.date().isoformat()
    for form in (
        {"dossier": request.reference},
        {"dossier": request.reference[-5:].lower()},
        {"nummer": persona("volwassene").printed},
        {"dag": day},
    ):
        answer = desk.send("/loket/zoeken", **form)
        assert ids(answer.body) == [request.id], form
    assert not any(somebody("volwassene") in path for path in desk.seen)


def test_a_name_is_looked_up_with_a_reason_that_is_logged(office: Office) -> None:
    request = office.waiting("naamgenoot-een")
    desk = Desk()
    form = {"naam": "declercq", "geboren": "1980-05-14"}
    wrong = desk.send("/loket/zoeken", **form)
    assert wrong.status_code == 422
    assert 'value="declercq"' in wrong.body.decode()
    found = desk.send("/loket/zoeken", **form, reden="klacht")
    assert ids(found.body) == [request.id]
    log = office.wiring.state.access_log.of_person(request.tenant, persona("naamgenoot-een"), 10)
    assert any(c.purpose.startswith("Opzoeking om een klacht") for c in log)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "dossier"),
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
