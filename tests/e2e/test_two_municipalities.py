"""Two municipalities in one deployment: whatever a person can do with the second, it is its own."""

import json
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from chalice.test import HTTPResponse

import app
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.figures.tally import Tally
from chalicelib.domain.registers.national_number import NationalNumber
from ops.local.other import FOLDER, FOLDERS, NIS, the_other
from ops.local.serve import context, schedule_event
from ops.synthetic.moved import moved
from tests.support.counter import Counter, a_counter, population
from tests.support.printing.desk import poppler
from tests.support.requests import KORTRIJK, a_number

HERE, THERE = "127.0.0.1:8000", "127.0.0.1:8001"
ADDRESSES = {KORTRIJK: f"http://{HERE}", NIS: f"http://{THERE}"}
PEOPLE = moved(population(), the_other(), 12)
RESIDENCE = "attest-hoofdverblijfplaats"
SOMEBODY = next(p.number for p in PEOPLE.personas.values() if RESIDENCE in p.documents)
CLERK = Staff("k1", NIS, frozenset({StaffRole.CLERK}), a_number(501))
CLERK_HERE = Staff("k1", KORTRIJK, frozenset({StaffRole.CLERK}), a_number(501))


@pytest.fixture
def counter(clock: MemoryClock) -> Iterator[Counter]:
    files = list((population().by_number | PEOPLE.by_number).values())
    environment = {
        "THUISLOKET_PUBLIC_URL": "",
        "THUISLOKET_ADDRESSES": json.dumps(ADDRESSES),
        "THUISLOKET_MORE_MUNICIPALITIES": str(FOLDER),
    }
    with a_counter(files, folders=FOLDERS, environment=environment, clock=clock) as made:
        yield made


def get(counter: Counter, host: str, path: str, who: NationalNumber | None = None) -> HTTPResponse:
    signed_in = {"Authorization": f"Bearer {who.digits}"} if who else {}
    return counter.client.http.get(path, headers={"Host": host, **signed_in})


def ask(counter: Counter, who: NationalNumber, **wish: str) -> str:
    """Ask the second municipality for something; the id of the case."""
    headers = {
        "Authorization": f"Bearer {who.digits}",
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
        "Host": THERE,
    }
    body = json.dumps({"document": RESIDENCE} | wish).encode()
    answer = counter.client.http.post("/api/v1/requests", headers=headers, body=body)
    assert answer.status_code == 202, answer.json_body
    counter.drain()
    return str(answer.json_body["id"])


def test_each_has_its_own_look(counter: Counter) -> None:
    pages = [get(counter, host, "/").body.decode() for host in (HERE, THERE)]
    assert "Stad Kortrijk" in pages[0]
    assert "Verzinnegem" in pages[1]
    assert "Kortrijk" not in pages[1]
    for name in ("stad.css", "wapen.svg"):
        here, there = (get(counter, host, f"/static/{name}").body for host in (HERE, THERE))
        assert here != there


def test_a_certificate_is_asked_made_mailed_fetched_and_verified_there_and_there_only(
    counter: Counter,
) -> None:
    case_id = ask(counter, SOMEBODY)
    status = get(counter, THERE, f"/api/v1/requests/{case_id}", SOMEBODY).json_body
    assert status["state"] == "delivered"
    assert get(counter, HERE, f"/api/v1/requests/{case_id}", SOMEBODY).status_code == 404

    (mail,) = counter.mails()
    assert "Verzinnegem" in mail.text
    assert "Kortrijk" not in mail.text
    (link,) = set(re.findall(rf"{ADDRESSES[NIS]}(/d/[^\s<>]+)", mail.text))
    assert get(counter, THERE, link, SOMEBODY).status_code == 200
    assert get(counter, HERE, link, SOMEBODY).status_code == 404

    (key,) = counter.objects()
    pdf = counter.pdf(key)
    text = poppler("pdftotext", pdf, after="-")
    assert "Verzinnegem" in text
    assert "Stad Kortrijk" not in text
    assert "Verzinnegem" in poppler("pdfsig", pdf)
    (code,) = set(re.findall(r"\b(?:[0-9A-Z]{3}-){5}[0-9A-Z]{3}\b", text))
    assert f"{THERE}/v" in text
    there = get(counter, THERE, f"/api/v1/verify/{code}").json_body
    here = get(counter, HERE, f"/api/v1/verify/{code}")
    assert there["status"] == "authentic"
    assert (here.status_code, here.json_body["status"]) != (200, "authentic")


def test_its_staff_and_nobody_elses_see_its_cases(counter: Counter) -> None:
    case_id = ask(counter, SOMEBODY, remark="Een vraag.")
    lists = counter.wiring.handling.worklists
    assert [line.case_id for line in lists(CLERK).lines] == [case_id]
    assert lists(CLERK_HERE).lines == ()
    assert counter.wiring.handling.claim.next(CLERK_HERE) is None
    taken = counter.wiring.handling.claim.next(CLERK)
    assert taken is not None
    assert taken.id == case_id


def test_a_person_of_the_other_is_known_and_sent_there(counter: Counter) -> None:
    """The registers are of the whole deployment; who asked stands in the log."""
    inhabitant = population().personas["volwassene"].number
    case_id = ask(counter, inhabitant)
    case = counter.wiring.cases.store.get(NIS, case_id)
    assert {finding.code for finding in case.verdict.failed} == {"municipality_in_charge"}
    log = counter.wiring.state.access_log
    assert len(log.of_person(NIS, inhabitant, 9)) == 1
    assert log.of_person(KORTRIJK, inhabitant, 9) == []


def test_each_has_its_own_figures(counter: Counter, clock: MemoryClock) -> None:
    ask(counter, SOMEBODY)
    app.figures(schedule_event(), context())
    counted = counter.wiring.figures.rollups
    here, there = (
        [day for day in counted.days(nis, clock.now().year) if day.tally != Tally()]
        for nis in (KORTRIJK, NIS)
    )
    assert (len(here), len(there)) == (0, 1)
