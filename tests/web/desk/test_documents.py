"""Issued documents at the desk: revoke, replace, confirm, list."""

import html
import re
from collections.abc import Iterator

import pytest
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.tasks import Task, TaskKind

from chalicelib.settings import TEMPLATES
from chalicelib.web.desk import words
from tests.support.office import Office, persona
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, REGISTRAR, SECOND, Desk, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.fixture
def second(office: Office) -> Desk:
    """Another registrar."""
    return Desk(SECOND)


def issued(office: Office, document: str = "attest-hoofdverblijfplaats") -> Request:
    request = office.submit(persona("volwassene"), document)
    office.drain()
    found = office.now(request)
    assert found.issued, found.instance.state
    return found


def path_of(request: Request) -> str:
    return f"/loket/documenten/{request.id}"


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_the_case_leads_to_its_document(office: Office) -> None:
    request = issued(office)
    desk = Desk()
    assert f'href="{path_of(request)}"' in desk.page(request)
    text = plain(desk.get(path_of(request)).body)
    assert "Dit document is echt en geldig" in text
    assert request.document_number in text


def test_a_clerk_revokes_with_a_reason(office: Office) -> None:
    request, desk = issued(office), Desk()
    answer = desk.send(f"{path_of(request)}/intrekken", reden="mistake", uitleg="Fout nummer")
    assert answer.status_code == 303
    text = plain(desk.get(path_of(request)).body)
    assert "Dit document is ingetrokken" in text
    assert "Er stond een fout in." in text
    assert office.templates(request)[-1] == "doc_revoked"


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("doc_revoked", "Vraag dan een nieuw aan."),
        ("doc_replaced", "Wij maken een verbeterd document voor u."),
    ],
)
def test_who_gets_no_mail_reads_on_paper_that_it_was_revoked_and_why(
    office: Office, template: str, sentence: str
) -> None:
    request, desk = issued(office), Desk()
    desk.send(f"{path_of(request)}/intrekken", reden="mistake", uitleg="Fout nummer")
    now = office.clock.now()
    office.tasks.open(Task(request.tenant, request.id, TaskKind.LETTER, template, "paper", now))
    letter = plain(desk.get(f"/loket/brieven/{request.id}").body)
    assert f"Document {request.document_number} geldt niet meer." in letter
    assert "Er stond een fout in." in letter
    assert sentence in letter
    assert "Fout nummer" not in letter


@pytest.mark.parametrize("table", ["mails", "letters"])
def test_every_mail_has_a_name_at_the_desk(table: str) -> None:
    files = (TEMPLATES / "emails").glob("*.toml")
    assert {file.stem for file in files} - {"digest"} == set(words.of(table))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reden": "", "uitleg": "Fout"}, "Kies een reden."),
        ({"reden": "mistake", "uitleg": " "}, "Vul dit in."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(office: Office, form, said) -> None:
    request = issued(office)
    answer = Desk().send(f"{path_of(request)}/intrekken", **form)
    assert answer.status_code == 422
    assert said in plain(answer.body)
    if form["uitleg"].strip():
        assert form["uitleg"] in plain(answer.body)
    assert office.wiring.state.ledger.get("34022", request.document_number).entry.revoked_at is None


def test_a_corrected_document_is_asked_for_once_and_comes_at_once(office: Office) -> None:
    request, desk = issued(office), Desk()
    form = {"reden": "data_changed", "uitleg": "Verhuisd", "vervangen": "ja"}
    assert desk.send(f"{path_of(request)}/intrekken", **form).status_code == 303
    again = desk.send(f"{path_of(request)}/intrekken", **form)
    assert again.status_code == 409
    (corrected,) = (
        r
        for r in office.store.of_person("34022", request.applicant.number, 9)
        if r.id != request.id
    )
    citizen = Visitor()
    citizen.sign_in(request.applicant.number.digits)
    before = citizen.get(f"/aanvragen/{request.id}").body.decode()
    assert "Wij maken een verbeterd document voor u." in before
    assert f"/aanvragen/{corrected.id}" in before
    assert f"/loket/dossiers/{corrected.id}" in desk.get(path_of(request)).body.decode()
    office.drain()
    text = plain(desk.get(path_of(request)).body)
    assert "Dit document is vervangen" in text
    assert "Uw verbeterde document is klaar" in plain(citizen.get(f"/aanvragen/{request.id}").body)
    assert len(office.store.of_person("34022", request.applicant.number, 9)) == 2


def test_an_act_waits_for_a_second_registrar(office: Office, second: Desk) -> None:
    request = issued(office, "akte-geboorte")
    first = Desk(REGISTRAR)
    form = {"reden": "mistake", "uitleg": "Fout in de akte"}
    assert first.send(f"{path_of(request)}/intrekken", **form).status_code == 303
    assert "Een andere gemachtigde ambtenaar" in plain(first.get(path_of(request)).body)
    assert first.send(f"{path_of(request)}/bevestigen").status_code == 409
    assert "Bevestigen en intrekken" in plain(second.get(path_of(request)).body)
    assert second.send(f"{path_of(request)}/bevestigen").status_code == 303
    assert "Dit document is ingetrokken" in plain(second.get(path_of(request)).body)


def test_a_second_registrar_can_let_it_stand_with_a_reason(office: Office, second: Desk) -> None:
    request = issued(office, "akte-geboorte")
    form = {"reden": "mistake", "uitleg": "Fout in de akte"}
    Desk(REGISTRAR).send(f"{path_of(request)}/intrekken", **form)
    assert second.send(f"{path_of(request)}/behouden", uitleg="").status_code == 422
    assert second.send(f"{path_of(request)}/behouden", uitleg="Klopt").status_code == 303
    assert "echt en geldig" in plain(second.get(path_of(request)).body)


def test_a_clerk_does_not_revoke_an_act(office: Office) -> None:
    request, desk = issued(office, "akte-geboorte"), Desk()
    assert "Alleen een gemachtigd ambtenaar" in plain(desk.get(path_of(request)).body)
    form = {"reden": "mistake", "uitleg": "Fout"}
    assert desk.send(f"{path_of(request)}/intrekken", **form).status_code == 404


def test_the_registrar_lists_all_documents_about_somebody(office: Office) -> None:
    request = issued(office)
    desk = Desk(REGISTRAR)
    form = {"nummer": request.wish.subject.printed, "doel": "Vraag van de rechtbank"}
    text = plain(desk.send("/loket/kopieen", **form).body)
    assert "1 document" in text
    assert request.document_number in text
    assert "bewaard" in text


@pytest.mark.parametrize("form", [{"nummer": "1", "doel": "x"}, {"nummer": "", "doel": ""}])
def test_a_wrong_number_or_no_purpose_is_said(office: Office, form: dict[str, str]) -> None:
    answer = Desk(REGISTRAR).send("/loket/kopieen", **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.body.decode()


def test_a_clerk_finds_no_list_of_copies(office: Office) -> None:
    desk = Desk(CLERK)
    number = persona("volwassene").printed
    assert desk.get("/loket/kopieen").status_code == 404
    assert desk.send("/loket/kopieen", nummer=number, doel="Nieuwsgierig").status_code == 404


def test_a_citizen_finds_nothing_of_it(office: Office) -> None:
    request = issued(office)
    visitor = Visitor()
    visitor.sign_in(1)
    for path in (path_of(request), "/loket/kopieen"):
        assert visitor.get(path).status_code == 401
