"""Mails that didn't arrive."""

import html
import re
from collections.abc import Iterator

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.tasks import Task, TaskKind

from tests.support.office import CLERK, Office
from tests.support.web.desk import Desk, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def bounced(office: Office) -> Request:
    """A request whose question didn't arrive."""
    request = office.claimed(CLERK)
    office.wiring.workqueue.ask(CLERK, request.id, "Waarvoor dient het?")
    now = office.clock.now()
    mail = Task(request.tenant, request.id, TaskKind.MAIL, "cr_question", "bounced", now)
    office.tasks.open(mail)
    return request


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_it_says_which_mail_and_why(office: Office, bounced: Request) -> None:
    text = plain(Desk().get("/loket/mails").body)
    assert "Wij hebben een vraag" in text
    assert "Adres bestaat niet" in text


def test_a_corrected_address_gets_the_mail(office: Office, bounced: Request) -> None:
    desk = Desk()
    before = len(office.mails(bounced))
    path = f"/loket/mails/{bounced.id}/adres"
    wrong = desk.send(path, email="geen adres")
    assert wrong.status_code == 422
    assert 'value="geen adres"' in wrong.body.decode()
    done = desk.send(path, email="nieuw@burger.example").headers["Location"]
    assert "Alle mails kwamen aan." in plain(desk.get(done).body)
    assert [mail.to for mail in office.mails(bounced)[before:]] == ["nieuw@burger.example"]


@pytest.mark.parametrize("verb", ["bevestigd", "papier", "afgehandeld"])
def test_each_other_way_out_closes_it(office: Office, bounced: Request, verb: str) -> None:
    desk = Desk()
    done = desk.send(f"/loket/mails/{bounced.id}/{verb}")
    assert done.headers["Location"] == f"/loket/mails?gedaan={verb}"
    assert bounced.reference not in plain(desk.get("/loket/mails").body)


def test_on_paper_the_question_stands_in_the_letter(office: Office, bounced: Request) -> None:
    desk = Desk()
    desk.send(f"/loket/mails/{bounced.id}/papier")
    assert "Waarvoor dient het?" in plain(desk.get(f"/loket/brieven/{bounced.id}").body)


@pytest.mark.parametrize("verb", ["bestaatniet", "bevestigd"])
def test_what_isnt_there_cant_be_done(office: Office, verb: str) -> None:
    request = office.waiting("ouder")
    assert Desk().send(f"/loket/mails/{request.id}/{verb}").status_code == 404


def test_the_page_needs_its_token(office: Office, bounced: Request) -> None:
    answer = Desk().post(f"/loket/mails/{bounced.id}/afgehandeld", {})
    assert answer.status_code == 403
    assert office.tasks.get(bounced.tenant, bounced.id, TaskKind.MAIL)
