"""Two doors: a colleague isn't a citizen, and a citizen isn't a colleague."""

import pytest

import app
from tests.support.office import MINUTE, Office
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, COLLEAGUE, Desk, DeskProgram

PAGES = sorted(
    path
    for path, methods in app.app.routes.items()
    if path.startswith("/loket") and path != "/loket/aanmelden" and "GET" in methods
)


def filled(path: str, request_id: str) -> str:
    ids = dict.fromkeys(("request_id", "case_id", "entry"), request_id)
    return path.format(
        **ids, position="0", slot="deed", slug="adreswijziging", number="34022-26-00000-00000"
    )


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opens_without_signing_in(office: Office, path: str) -> None:
    answer = Visitor().get(filled(path, office.waiting().id))
    assert answer.status_code == 401
    assert "Aanmelden als medewerker" in answer.body.decode()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_opens_for_a_citizen(office: Office, path: str) -> None:
    citizen = Visitor()
    citizen.sign_in(1)
    citizen.cookies["__Host-loket-34022"] = citizen.cookies["__Host-thuisloket-34022"]
    answer = citizen.get(filled(path, office.waiting().id))
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/aanvragen", "/mijn-gegevens", "/api/v1/requests"])
def test_no_page_of_a_citizen_opens_for_a_colleague(office: Office, path: str) -> None:
    desk = Desk()
    desk.cookies["__Host-thuisloket-34022"] = desk.cookies["__Host-loket-34022"]
    assert desk.get(path).status_code == 401


def test_a_colleague_signs_in_and_sees_the_queue(office: Office) -> None:
    desk = Desk()
    assert desk.entered.headers["Location"] == "/loket"
    assert "medewerker" in desk.get("/loket").body.decode()
    assert set(desk.cookies) == {"__Host-aanmelden", "__Host-loket-34022"}


def test_a_citizen_at_the_door_of_staff_stays_outside(office: Office) -> None:
    desk = Desk(1)
    assert desk.entered.status_code == 403
    assert desk.cookies.keys() <= {"__Host-aanmelden"}


def test_a_colleague_at_the_door_of_citizens_stays_outside(office: Office) -> None:
    visitor = Visitor()
    answer = visitor.sign_in(CLERK)
    assert answer.status_code == 403
    assert "__Host-thuisloket-34022" not in visitor.cookies


def test_a_token_of_a_colleague_isnt_one_of_a_citizen(office: Office) -> None:
    answer = DeskProgram(CLERK).get("requests")
    assert (answer.status_code, answer.json_body["code"]) == (401, "sign_in_needed")


def test_a_session_ends_where_its_municipality_does(office: Office) -> None:
    desk = Desk()
    desk.host = "elders.example"
    assert desk.get("/loket").status_code == 401


def test_who_signs_out_is_out(office: Office) -> None:
    desk = Desk()
    assert desk.send("/loket/afmelden").status_code == 303
    assert desk.get("/loket").status_code == 401


def test_a_working_day_is_long_enough_and_ends(office: Office) -> None:
    desk = Desk()
    for _ in range(16):
        office.clock.move(30 * MINUTE)
        assert desk.get("/loket").status_code == 200
    office.clock.move(30 * MINUTE)
    office.clock.move(30 * MINUTE)
    assert desk.get("/loket").status_code == 401


def test_a_desk_that_nobody_touches_for_an_hour_is_closed(office: Office) -> None:
    desk = Desk()
    office.clock.move(59 * MINUTE)
    assert desk.get("/loket").status_code == 200
    office.clock.move(60 * MINUTE)
    assert desk.get("/loket").status_code == 401


def test_a_colleague_at_the_door_of_citizens_is_led_to_the_right_one(office: Office) -> None:
    visitor = Visitor()
    text = visitor.sign_in(CLERK, "/aanvragen").body.decode()
    assert "<h1>U bent aangemeld als medewerker</h1>" in text
    assert 'href="/aanmelden?terug=/aanvragen&amp;opnieuw=1"' in text


def test_a_citizen_at_the_door_of_staff_is_led_to_the_right_one(office: Office) -> None:
    text = Desk(1).entered.body.decode()
    assert "<h1>U hebt geen toegang tot het loket</h1>" in text
    assert 'href="/loket/aanmelden?terug=/loket&amp;opnieuw=1"' in text


def test_colleagues_read_each_others_names(office: Office) -> None:
    request = office.waiting()
    Desk(CLERK).act(request, "nemen")
    other = Desk(COLLEAGUE)
    assert "Collega 501 behandelt dit dossier." in other.page(request)
    assert "Collega 501" in other.get("/loket/in-behandeling").body.decode()
    assert "k501" not in other.page(request)
