"""Mails that didn't arrive, and letters to post."""

import html
import re

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.certificates.order import CertificateCase
from tests.support.office import CLERK, TENANT, Office
from tests.support.web.counter import form_of
from tests.support.web.desk import Desk


@pytest.fixture
def bounced(office: Office) -> CertificateCase:
    """A case whose question didn't arrive."""
    case = office.claimed(CLERK)
    office.act(CLERK, case, "ask_applicant", {"text": "Waarvoor dient het?"})
    office.drain()
    office.wiring.issuance.bounce(TENANT, case.id, "cr_question", 1)
    return office.now(case)


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def done(desk: Desk, case: CertificateCase, verb: str, **changes: str) -> HTTPResponse:
    """A form of the page, sent as a browser does."""
    path = f"/loket/mails/{case.id}/{verb}"
    return desk.post(path, form_of(desk.get("/loket/mails"), path) | changes)


def sheet_of(desk: Desk, case: CertificateCase) -> str:
    """Where the letter of a case is printed, as the list says."""
    page = desk.get("/loket/brieven").body.decode()
    (there,) = re.findall(rf'href="(/loket/brieven/{case.id}\?[^"]+)"', page)
    return html.unescape(there)


def test_it_says_which_mail_of_which_service_and_why(
    office: Office, bounced: CertificateCase
) -> None:
    text = plain(Desk().get("/loket/mails").body)
    assert "Wij hebben een vraag voor u" in text
    assert "Aanvraag van een akte of attest." in text
    assert "Een bericht kwam niet aan." in text


def test_a_corrected_address_gets_the_mail(office: Office, bounced: CertificateCase) -> None:
    desk = Desk()
    before = len(office.mails(bounced))
    wrong = done(desk, bounced, "adres", email="geen adres")
    assert wrong.status_code == 422
    assert 'value="geen adres"' in wrong.body.decode()
    there = done(desk, bounced, "adres", email="nieuw@burger.example").headers["Location"]
    assert "Alle mails kwamen aan." in plain(desk.get(there).body)
    office.drain()
    assert [mail.to for mail in office.mails(bounced)[before:]] == ["nieuw@burger.example"]


@pytest.mark.parametrize("verb", ["bevestigd", "papier", "afgehandeld"])
def test_each_other_way_out_closes_it(office: Office, bounced: CertificateCase, verb: str) -> None:
    desk = Desk()
    there = done(desk, bounced, verb)
    assert there.headers["Location"] == f"/loket/mails?gedaan={verb}"
    assert bounced.reference not in plain(desk.get("/loket/mails").body)


def test_on_paper_the_question_stands_in_the_letter_until_it_is_posted(
    office: Office, bounced: CertificateCase
) -> None:
    desk = Desk()
    done(desk, bounced, "papier")
    office.drain()
    there = sheet_of(desk, bounced)
    assert there in html.unescape(desk.page(bounced))
    sheet = desk.get(there)
    assert "Waarvoor dient het?" in plain(sheet.body)
    assert "Lien Godelieve Vandewalle Molenplein 107" in plain(sheet.body)
    path = f"/loket/brieven/{bounced.id}/verzonden"
    sent = desk.post(path, form_of(sheet, path))
    assert "De brief is genoteerd als verzonden." in plain(desk.get(sent.headers["Location"]).body)
    assert "Met de post verstuurd" in plain(desk.page(bounced).encode())
    assert desk.get(there).status_code == 404


@pytest.mark.parametrize("verb", ["bestaatniet", "bevestigd"])
def test_what_isnt_there_cant_be_done(office: Office, verb: str) -> None:
    case = office.waiting("ouder")
    assert Desk().send(f"/loket/mails/{case.id}/{verb}", taak="x").status_code == 404


def test_the_page_needs_its_token(office: Office, bounced: CertificateCase) -> None:
    (task,) = bounced.tasks
    answer = Desk().post(f"/loket/mails/{bounced.id}/afgehandeld", {"taak": task.key})
    assert answer.status_code == 403
    assert office.now(bounced).tasks == (task,)
