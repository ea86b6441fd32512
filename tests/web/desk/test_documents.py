"""Issued documents at the desk: revoke, replace, confirm, list."""

import html
import re

import pytest

from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.registers.national_number import NationalNumber
from tests.support.office import Office, persona
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, REGISTRAR, SECOND, Desk


@pytest.fixture
def second(office: Office) -> Desk:
    """Another registrar."""
    return Desk(SECOND)


def issued(office: Office, document: str = "attest-hoofdverblijfplaats") -> CertificateCase:
    case = office.submit(persona("volwassene"), document)
    office.drain()
    return office.now(case)


def number_of(case: CertificateCase) -> str:
    document = result_of(case)
    assert document is not None, case.instance.state
    return document.number


def path_of(case: CertificateCase) -> str:
    return f"/loket/documenten/{number_of(case)}"


def line(office: Office, case: CertificateCase) -> Listed:
    found = office.wiring.state.ledger.get("34022", number_of(case))
    assert found is not None
    return found


def person_of(case: CertificateCase) -> NationalNumber:
    person = applicant_of(case).person
    assert person is not None
    return person


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_the_case_leads_to_its_document(office: Office) -> None:
    case = issued(office)
    desk = Desk()
    assert f'href="{path_of(case)}"' in desk.page(case)
    text = plain(desk.get(path_of(case)).body)
    assert "Dit document is echt en geldig" in text
    assert "Attest van hoofdverblijfplaats" in text
    assert number_of(case) in text


def test_a_clerk_revokes_with_a_reason(office: Office) -> None:
    case, desk = issued(office), Desk()
    answer = desk.send(f"{path_of(case)}/intrekken", reden="mistake", uitleg="Fout nummer")
    assert answer.status_code == 303
    text = plain(desk.get(path_of(case)).body)
    assert "Dit document is ingetrokken" in text
    assert "Er stond een fout in." in text
    page = plain(desk.page(case).encode())
    assert "Document ingetrokken" in page
    assert "Fout nummer" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"reden": "", "uitleg": "Fout"}, "Kies een reden."),
        ({"reden": "mistake", "uitleg": " "}, "Schrijf hier een tekst."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    office: Office, form: dict[str, str], said: str
) -> None:
    case = issued(office)
    answer = Desk().send(f"{path_of(case)}/intrekken", **form)
    assert answer.status_code == 422
    assert said in plain(answer.body)
    if form["uitleg"].strip():
        assert form["uitleg"] in plain(answer.body)
    assert line(office, case).entry.revoked_at is None


def test_a_corrected_document_is_asked_for_once_and_comes_at_once(office: Office) -> None:
    case, desk = issued(office), Desk()
    form = {"reden": "data_changed", "uitleg": "Verhuisd", "vervangen": "ja"}
    assert desk.send(f"{path_of(case)}/intrekken", **form).status_code == 303
    assert desk.send(f"{path_of(case)}/intrekken", **form).status_code == 409
    corrected = line(office, case).replacement
    assert f"/loket/zaken/{corrected}" in desk.get(path_of(case)).body.decode()
    office.drain()
    assert "Dit document is vervangen" in plain(desk.get(path_of(case)).body)
    assert len(office.store.of_person("34022", person_of(case), 9)) == 2


def test_an_act_waits_for_a_second_registrar(office: Office, second: Desk) -> None:
    case = issued(office, "akte-geboorte")
    first = Desk(REGISTRAR)
    form = {"reden": "mistake", "uitleg": "Fout in de akte"}
    assert first.send(f"{path_of(case)}/intrekken", **form).status_code == 303
    assert "Een andere gemachtigde ambtenaar" in plain(first.get(path_of(case)).body)
    assert first.send(f"{path_of(case)}/bevestigen").status_code == 409
    assert "Bevestigen en intrekken" in plain(second.get(path_of(case)).body)
    assert second.send(f"{path_of(case)}/bevestigen").status_code == 303
    assert "Dit document is ingetrokken" in plain(second.get(path_of(case)).body)


def test_a_second_registrar_can_let_it_stand_with_a_reason(office: Office, second: Desk) -> None:
    case = issued(office, "akte-geboorte")
    form = {"reden": "mistake", "uitleg": "Fout in de akte"}
    Desk(REGISTRAR).send(f"{path_of(case)}/intrekken", **form)
    assert second.send(f"{path_of(case)}/behouden", uitleg="").status_code == 422
    assert second.send(f"{path_of(case)}/behouden", uitleg="Klopt").status_code == 303
    assert "echt en geldig" in plain(second.get(path_of(case)).body)


def test_a_clerk_does_not_revoke_an_act(office: Office) -> None:
    case, desk = issued(office, "akte-geboorte"), Desk()
    assert "Alleen een gemachtigd ambtenaar" in plain(desk.get(path_of(case)).body)
    form = {"reden": "mistake", "uitleg": "Fout"}
    assert desk.send(f"{path_of(case)}/intrekken", **form).status_code == 404


def test_the_registrar_lists_all_documents_about_somebody(office: Office) -> None:
    case = issued(office)
    desk = Desk(REGISTRAR)
    form = {"nummer": case.payload.subject.printed, "doel": "Vraag van de rechtbank"}
    answer = desk.send("/loket/kopieen", **form)
    text = plain(answer.body)
    assert "1 document" in text
    assert number_of(case) in text
    assert "bewaard" in text
    assert f'href="{path_of(case)}"' in answer.body.decode()


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


@pytest.mark.parametrize("number", ["34022-26-00000-99999", "iets", "%2e%2e"])
def test_what_was_never_issued_isnt_there(office: Office, number: str) -> None:
    assert Desk().get(f"/loket/documenten/{number}").status_code == 404


def test_a_citizen_finds_nothing_of_it(office: Office) -> None:
    case = issued(office)
    visitor = Visitor()
    visitor.sign_in(1)
    for path in (path_of(case), "/loket/kopieen"):
        assert visitor.get(path).status_code == 401
