"""The district officer's pages: who sees what of whom, and a report sent once."""

import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.registers.national_number import NationalNumber
from tests.support.processes.address_change import WORDS
from tests.support.processes.moving import (
    CLERK,
    CLERK_AT_WORK,
    JAN,
    JOKE,
    LIEN,
    LUCJA,
    NEW,
    OFFICER_AT_WORK,
    Moves,
    home_of,
    household_of,
    moves,
)
from tests.support.requests import KORTRIJK
from tests.support.web.counter import Visitor
from tests.support.web.desk import Desk, DeskProgram, multipart

MET = ("met", "household", "reference", "others")


@pytest.fixture
def town() -> Iterator[Moves]:
    with moves() as made:
        yield made


@pytest.fixture
def officer(town: Moves) -> Desk:
    return at_work(town, OFFICER_AT_WORK)


def at_work(town: Moves, number: NationalNumber) -> Desk:
    return Desk(int(number.digits), http=town.counter.client.http)


def words(answer: HTTPResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.body.decode()).split())


def hidden(answer: HTTPResponse, name: str) -> str:
    return answer.body.decode().split(f'name="{name}" value="')[1].split('"')[0]


def report(
    officer: Desk, page: HTTPResponse, case_id: str, event: str, *checks: str
) -> HTTPResponse:
    own = {name: hidden(page, name) for name in ("csrf", "_gezien", "_sleutel")}
    form = [*own.items(), ("_gebeurtenis", event), ("moment", "2026-03-17T18:05")]
    form += [("checklist", code) for code in checks]
    content_type, body = multipart(form)
    return officer.ask("POST", f"/wijk/{case_id}", body, **{"content-type": content_type})


def test_an_officer_sees_where_to_call_and_no_more_of_anybody_than_a_visit_needs(
    town: Moves, officer: Desk
) -> None:
    case_id = town.declare(LIEN, custody="both", moments=["evening"])
    listed = officer.get("/wijk")
    assert "Vlasstraat 12 bus 0203, 8500 Kortrijk" in words(listed)
    assert "Vandewalle" not in words(listed)
    page = officer.get(f"/wijk/{case_id}")
    assert not [digits for digits in household_of(LIEN) if digits in page.body.decode()]
    said = words(page)
    for seen in ("Lien Godelieve Vandewalle, 4", "(kind)", "'s avonds", "Woont hier niet"):
        assert seen in said.replace("&#39;", "'")
    for unseen in (LIEN.digits, "example.org", "Molenplein", "gehuwd"):
        assert unseen not in said


def test_a_visit_shows_what_the_list_of_fields_allows_and_nothing_else(
    town: Moves, officer: Desk
) -> None:
    case_id = town.declare(LIEN, custody="both", moments=["evening"], to=home_of(JAN), joins="ja")
    town.act(case_id, "no_letter", CLERK, reason="Hij belde.")
    town.act(case_id, "send_officer", CLERK, ask="Wie woont er?")
    town.visit(case_id, "nobody_home")
    body = officer.get(f"/wijk/{case_id}").body.decode()
    assert re.findall(r"<dt>([^<]*)</dt>", body) == list(WORDS("visit_fields").values())


def test_nobody_reads_the_name_of_somebody_whose_address_is_shielded(
    town: Moves, officer: Desk
) -> None:
    case_id = town.declare(JOKE)
    verdict = town.case(case_id).verdict
    assert verdict is not None
    assert [finding.code for finding in verdict.failed] == ["not_protected"]
    town.act(case_id, "send_officer", CLERK)
    shown = words(officer.get("/wijk")) + words(officer.get(f"/wijk/{case_id}"))
    assert "Persoon 1, 3" in shown
    assert not {"Joke", "Verhelst"} & set(shown.split())


def test_an_officer_of_the_police_zone_has_no_other_page_of_the_municipality(
    town: Moves, officer: Desk
) -> None:
    case_id = town.declare()
    for path in ("/loket", "/loket/taken", "/loket/zoeken", f"/loket/zaken/{case_id}"):
        assert officer.get(path).status_code == 404
    program = DeskProgram(OFFICER_AT_WORK.digits, http=town.counter.client.http)
    assert program.get("worklists").status_code == 404
    assert officer.get("/wijk").status_code == 200
    door = Visitor(http=town.counter.client.http).get("/wijk")
    assert door.status_code == 401
    assert "/loket/aanmelden?terug=/wijk" in door.body.decode()


def test_each_look_is_logged_and_the_citizen_sees_it(town: Moves, officer: Desk) -> None:
    case_id = town.declare()
    log = town.counter.wiring.state.access_log
    before = len(log.of_person(KORTRIJK, LUCJA, 50))
    officer.get(f"/wijk/{case_id}")
    assert len(log.of_person(KORTRIJK, LUCJA, 50)) == before + 1


def test_only_districts_wanted_are_listed_and_the_overdue_come_first(town: Moves) -> None:
    town.declare(LIEN, custody="both", to=NEW | {"number": "30"})
    town.wait(days=25)
    town.declare(LUCJA, to=NEW | {"street": "Beekstraat"}, moved_on="2026-04-08")
    officer = at_work(town, OFFICER_AT_WORK)
    listed = words(officer.get("/wijk"))
    assert listed.index("Vlasstraat 30") < listed.index("Beekstraat 12")
    assert listed.count("Te laat") == 1
    assert "Beekstraat" in words(officer.get("/wijk?wijk=centrum"))
    assert "Beekstraat" not in words(officer.get("/wijk?wijk=zuid"))


def test_a_report_goes_in_once_however_often_it_is_sent(town: Moves, officer: Desk) -> None:
    case_id = town.declare()
    page = officer.get(f"/wijk/{case_id}")
    first = report(officer, page, case_id, "nobody_home")
    again = report(officer, page, case_id, "nobody_home")
    assert [first.status_code, again.status_code] == [303, 303]
    (visit,) = town.case(case_id).payload.visits
    assert (visit.at.hour, visit.at.minute) == (18, 5)


def test_half_a_report_stays_with_what_was_typed_until_it_is_whole(
    town: Moves, officer: Desk
) -> None:
    case_id = town.declare()
    page = officer.get(f"/wijk/{case_id}")
    assert report(officer, page, case_id, "not_living_there").status_code == 409, "no reasons"
    half = report(officer, page, case_id, "lives_there", "met", "bell")
    assert half.status_code == 409
    assert "Vul eerst de hele lijst" in words(half)
    assert 'value="bell" checked' in half.body.decode()
    assert town.case(case_id).handling.lease is None, "a colleague may call meanwhile"
    whole = report(officer, half, case_id, "lives_there", *MET)
    assert (whole.status_code, town.state(case_id)) == (303, "deciding")
    town.act(case_id, "register", CLERK)
    assert officer.get(f"/wijk/{case_id}").status_code == 404


def test_a_second_officer_reads_that_the_visit_was_done(town: Moves, officer: Desk) -> None:
    case_id = town.declare()
    page = officer.get(f"/wijk/{case_id}")
    report(officer, page, case_id, "lives_there", *MET)
    late = officer.get(f"/wijk/{case_id}")
    assert late.status_code == 409
    assert "Dit bezoek is al gedaan" in words(late)


def test_the_notice_of_a_visit_that_is_due_goes_by_itself_once_the_visit_was_done(
    town: Moves,
) -> None:
    case_id = town.declare()
    town.wait(days=16)
    assert "ac_visit_due" in town.tasks(case_id)
    town.found_there(case_id)
    assert town.tasks(case_id) == []
    assert "Vlasstraat" not in words(at_work(town, OFFICER_AT_WORK).get("/wijk"))


def test_nobody_else_has_these_pages(town: Moves) -> None:
    case_id = town.declare()
    clerk = at_work(town, CLERK_AT_WORK)
    assert clerk.get("/wijk").status_code == 404
    assert clerk.get(f"/wijk/{case_id}").status_code == 404


def test_the_clerk_reads_household_before_and_after_and_what_was_found(
    town: Moves, officer: Desk
) -> None:
    unread = {"contract.unread": "ja"}
    case_id = town.declare(LIEN, movers=[LIEN.digits], **unread)
    report(officer, officer.get(f"/wijk/{case_id}"), case_id, "lives_there", *MET)
    page = words(at_work(town, CLERK_AT_WORK).get(f"/loket/zaken/{case_id}"))
    for said in (
        "Blijft op het oude adres Pieter Claeys (1983)",
        "Referentiepersoon op het nieuwe adres Lien Godelieve Vandewalle (1985)",
        "18.05 uur: woont er",
    ):
        assert said in page
    assert "Huurcontract of eigendomsbewijs door" in page
    assert "Een bestand kon niet nagekeken worden" in page
    assert "Andere ouder verwittigen" not in page
    assert "receipted" not in page
