"""Who signed in below what a document needs: how it stands, and nothing of what it says."""

from json import dumps

import pytest

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.tenants.municipality import Override
from tests.support.web.counter import (
    Counter,
    Otherwise,
    Program,
    Visitor,
    form_of,
    open_counter,
)

FORM = "/documenten/akte-geboorte/aanvragen"
ON = {"_naar": "verder"}
TOLD = ("akte", "geboorte", "medewerker")
"""What a document and the state of its case are told by."""


@pytest.fixture
def weak(counter: Counter) -> Visitor:
    """Somebody who signed in weakly."""
    counter.people.assurance = "low"
    visitor = Visitor()
    visitor.sign_in(1)
    return visitor


def test_asking_leads_to_a_page_that_says_how_it_stands(counter: Counter, weak: Visitor) -> None:
    weak.post(FORM, form_of(weak.get(f"{FORM}?toch=1"), FORM) | ON)
    page = weak.get(f"{FORM}?stap=nazicht&toch=1")
    assert "Een medewerker kijkt uw aanvraag na" in page.body.decode()
    path = weak.post(FORM, form_of(page, FORM)).headers["Location"]
    counter.hand_over(counter.stored()[0])
    answer = weak.get(path)
    text = answer.body.decode()
    assert answer.status_code == 200
    assert "Wacht op een medewerker" in text
    assert "Uw akte staat nog op papier" not in text
    assert f'href="/aanmelden?terug={path}&amp;via=' in text
    assert "niveau=high" in text


@pytest.mark.parametrize("tail", ["document/result", "document", "tekst"])
def test_a_document_takes_a_stronger_sign_in_and_leads_back(
    counter: Counter, weak: Visitor, tail: str
) -> None:
    weak.post(FORM, form_of(weak.get(f"{FORM}?toch=1"), FORM))
    case = counter.deliver(counter.stored()[0])
    path = f"/aanvragen/{case.id}/{tail}"
    answer = weak.get(path)
    assert answer.status_code == 403
    assert f"/aanmelden?terug={path}&amp;via=" in answer.body.decode()
    assert "Download" not in weak.get(f"/aanvragen/{case.id}").body.decode()
    counter.people.assurance = "high"
    weak.sign_in(1, path)
    assert weak.get(f"/aanvragen/{case.id}/document").status_code == 302


def test_a_program_reads_no_verdict_and_gets_no_document(counter: Counter) -> None:
    counter.people.assurance = "low"
    program = Program()
    request_id = program.submit({"document": "akte-geboorte"}).json_body["id"]
    counter.deliver(counter.stored()[0])
    body = program.get(f"/api/v1/requests/{request_id}").json_body
    assert (body["state"], body["verdict"], body["links"]["document"]) == ("delivered", None, None)
    assert program.get("/api/v1/requests").json_body["requests"] == [body]
    answer = program.get(f"/api/v1/requests/{request_id}/document")
    assert (answer.status_code, answer.json_body["code"]) == (403, "stronger_sign_in_needed")


def test_taking_it_back_takes_the_level_of_what_it_shows_and_leads_back(
    counter: Counter, weak: Visitor
) -> None:
    path = weak.post(FORM, form_of(weak.get(f"{FORM}?toch=1"), FORM)).headers["Location"]
    counter.hand_over(counter.stored()[0])
    away = f"{path}/intrekken"
    page = weak.get(path).body.decode()
    assert away not in page
    csrf = form_of(weak.get("/aanvragen"), "/afmelden")["csrf"]
    for refused in (weak.get(away), weak.post(away, {"csrf": csrf, "_sleutel": "een"})):
        assert refused.status_code == 403
        assert f"/aanmelden?terug={path}" in refused.body.decode()
    assert counter.stored()[0].instance.state == "clerk_review"
    counter.people.assurance = "high"
    weak.sign_in(1, path)
    assert weak.post(away, form_of(weak.get(path), away)).headers["Location"] == path
    assert "U hebt uw aanvraag ingetrokken" in weak.get(path).body.decode()


def test_a_question_is_answered_by_who_may_read_it(counter: Counter) -> None:
    """In the short form and in that of every process; a file goes nowhere either."""
    counter.people.assurance = "low"
    program = Program()
    case_id = program.submit({"document": "akte-geboorte"}).json_body["id"]
    counter.ask(counter.hand_over(counter.stored()[0]), "Welke naam staat er?")
    seen = program.get(f"/api/v1/cases/{case_id}").json_body
    assert (seen["actions"], seen["needs"]) == ([], "high")
    step: dict[str, object] = {"seen": seen["version"], "fields": {"text": "Deze"}}
    place = {"field": "files", "case": case_id, "action": "answer"}
    tried = [
        ("POST", f"/api/v1/requests/{case_id}/answer", {"text": "Deze"}),
        ("POST", f"/api/v1/requests/{case_id}/withdraw", {}),
        ("POST", f"/api/v1/cases/{case_id}/actions/answer", step),
        ("POST", f"/api/v1/cases/{case_id}/preview/answer", step),
        ("POST", "/api/v1/uploads", place),
    ]
    for method, path, body in tried:
        json = {"Content-Type": "application/json", "Idempotency-Key": "een sleutel"}
        answer = program.ask(method, path, dumps(body).encode(), **json)
        said = (path, answer.status_code, answer.json_body["code"])
        assert said == (path, 403, "stronger_sign_in_needed")
    assert program.get(f"/api/v1/cases/{case_id}").json_body["version"] == seen["version"]


def listed(visitor: Visitor, query: str = "") -> str:
    text = visitor.get(f"/aanvragen{query}").body.decode()
    return text.split("<main")[1].split("</main")[0].lower()


def told(text: str) -> list[str]:
    return [word for word in TOLD if word in text]


def test_a_list_tells_that_there_is_a_request_and_not_of_what(
    counter: Counter, weak: Visitor
) -> None:
    weak.post(FORM, form_of(weak.get(f"{FORM}?toch=1"), FORM))
    case = counter.hand_over(counter.stored()[0])
    text = listed(weak)
    assert told(text) == []
    assert "een aanvraag van u" in text
    assert case.reference.lower() in text
    assert "terug=/aanvragen&amp;via=" in text
    assert "niveau=high&amp;opnieuw=1" in text
    assert "niets gevonden" in listed(weak, "?zoek=geboorte")
    page = weak.get(f"/aanvragen/{case.id}").body.decode().lower()
    assert "geboorte" not in page
    counter.people.assurance = "high"
    weak.sign_in(1)
    assert told(listed(weak)) == list(TOLD)


def test_no_list_for_programs_tells_more(counter: Counter) -> None:
    counter.people.assurance = "low"
    program = Program()
    program.submit({"document": "akte-geboorte"})
    (line,) = program.get("/api/v1/cases").json_body["cases"]
    del line["id"]
    assert line == {
        "process": "",
        "label": "Een aanvraag van u",
        "needs": "high",
        "is_turn": False,
        "is_final": False,
    }
    (request,) = program.get("/api/v1/requests").json_body["requests"]
    assert {request[name] for name in ("document", "variant", "language")} == {""}
    assert request["needs"] == "high"


def keep(visitor: Visitor, query: str, post: str, form: str = FORM) -> None:
    """Leave the form to be read over."""
    typed = {"email": post, **ON}
    answer = visitor.post(form, form_of(visitor.get(f"{form}{query}"), form) | typed)
    assert answer.status_code == 303


def test_a_draft_is_read_and_changed_by_who_signed_in_as_surely(counter: Counter) -> None:
    citizen = Visitor()
    citizen.sign_in(1)
    keep(citizen, "", "sterk@voorbeeld.example")
    counter.people.assurance = "low"
    citizen.sign_in(1)
    text = listed(citizen)
    assert told(text) == []
    assert "een formulier van u" in text
    assert "sterk@" not in citizen.get(f"{FORM}?toch=1").body.decode()
    keep(citizen, "?toch=1", "zwak@voorbeeld.example")
    assert "zwak@" in citizen.get(f"{FORM}?toch=1").body.decode()
    csrf = form_of(citizen.get(f"{FORM}?toch=1"), FORM)["csrf"]
    citizen.post("/aanvragen", {"csrf": csrf, "weg": "document:akte-geboorte"})
    counter.people.assurance = "high"
    citizen.sign_in(1)
    assert "sterk@" in citizen.get(FORM).body.decode()


def test_a_draft_of_what_asks_no_more_is_one_however_surely_somebody_signed_in() -> None:
    form, low = "/documenten/attest-leven/aanvragen", Override(required_assurance=Assurance.LOW)
    towns = Otherwise(documents={"attest-leven": low})
    with open_counter({"municipalities": towns}) as counter:
        citizen = Visitor()
        citizen.sign_in(1)
        keep(citizen, "", "sterk@voorbeeld.example", form)
        counter.people.assurance = "low"
        citizen.sign_in(1)
        assert "attest van leven" in listed(citizen)
        assert "sterk@" in citizen.get(form).body.decode()
