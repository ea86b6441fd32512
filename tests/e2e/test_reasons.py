"""Who doesn't get a document at once, and the rule that says why."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.documents import Rendered
from tests.support.counter import Counter, a_counter, population
from tests.support.printing.desk import renderer
from tests.support.requests import KORTRIJK

PEOPLE = population().personas
RECORD = {"document": "strafregister-uittreksel", "variant": "595", "purpose": "job_application"}

REVIEWED = [
    ("strafblad", RECORD, "record_blank"),
    ("beschermd", {"document": "attest-hoofdverblijfplaats"}, "record_protected"),
    ("papieren-akte", {"document": "akte-geboorte"}, "act_digital"),
    ("verhuist", {"document": "attest-hoofdverblijfplaats"}, "address_change_pending"),
    ("buitenlander", {"document": "akte-geboorte"}, "act_foreign"),
    ("buitenlander", {"document": "attest-nationaliteit"}, "nationality_belgian"),
    ("elders", {"document": "attest-leven"}, "municipality_in_charge"),
    ("dubbel-dossier", {"document": "attest-leven"}, "person_known"),
    ("volwassene", {"document": "akte-geboorte", "variant": "afschrift"}, "variant_automatic"),
    ("volwassene", {"document": "attest-leven", "abroad": "FR"}, "for_use_abroad"),
    ("volwassene", {"document": "attest-leven", "remark": "dringend"}, "remark_present"),
    ("volwassene", {"document": "attest-leven", "language": "fr"}, "language_allowed"),
    ("volwassene", {**RECORD, "purpose": ""}, "purpose_given"),
    (
        "volwassene",
        {**RECORD, "variant": "596-1", "purpose": "regulated_activity"},
        "activity_given",
    ),
]


@pytest.mark.parametrize(("persona", "wish", "rule"), REVIEWED)
def test_a_clerk_looks_when_a_rule_says_so(
    counter: Counter, persona: str, wish: dict[str, Any], rule: str
) -> None:
    number = PEOPLE[persona].number
    answer = counter.post(number, wish)
    assert answer.status_code == 202, answer.json_body
    counter.drain()

    status = counter.get(number, f"/api/v1/requests/{answer.json_body['id']}").json_body
    failed = {f["code"] for f in status["verdict"]["findings"] if f["result"] == "failed"}
    assert status["state"] == "clerk_review"
    assert rule in failed
    queue = counter.review_queue
    assert len(counter.bodies(queue) + counter.bodies(f"{queue}-registrar")) == 1, "one bell"
    (mail,) = counter.mails()
    assert "medewerker" in mail.text
    assert counter.objects() == []


def test_a_weak_sign_in_goes_to_a_clerk(counter: Counter) -> None:
    counter.badge.assurance = "substantial"
    number = PEOPLE["volwassene"].number
    answer = counter.post(number, {"document": "attest-leven"})
    counter.drain()

    path = f"/api/v1/requests/{answer.json_body['id']}"
    seen_weakly = counter.get(number, path).json_body
    assert (seen_weakly["state"], seen_weakly["verdict"]) == ("clerk_review", None)
    counter.badge.assurance = "high"
    findings = counter.get(number, path).json_body["verdict"]["findings"]
    assert {f["code"] for f in findings if f["result"] == "failed"} == {"assurance_sufficient"}


def test_asking_twice_shortly_after_each_other_leads_to_the_first(counter: Counter) -> None:
    number = PEOPLE["volwassene"].number
    first = counter.post(number, {"document": "attest-leven"})
    again = counter.post(number, {"document": "attest-leven"})
    assert again.json_body["id"] == first.json_body["id"]
    assert counter.drain() == 1


def test_a_minor_is_refused_with_reason_and_law(counter: Counter) -> None:
    number = PEOPLE["zestien"].number
    answer = counter.post(number, {"document": "attest-leven"})
    counter.drain()

    status = counter.get(number, f"/api/v1/requests/{answer.json_body['id']}").json_body
    (refused,) = [f for f in status["verdict"]["findings"] if f["code"] == "applicant_is_adult"]
    assert status["state"] == "rejected"
    assert refused["basis"]
    assert refused["sentence"]
    (mail,) = counter.mails()
    assert "beslissing" in mail.subject


def test_another_person_finds_no_trace_of_a_request(counter: Counter) -> None:
    owner, other = PEOPLE["volwassene"].number, PEOPLE["letters"].number
    request_id = counter.post(owner, {"document": "attest-leven"}).json_body["id"]
    counter.drain()

    foreign = counter.get(other, f"/api/v1/requests/{request_id}")
    missing = counter.get(other, f"/api/v1/requests/{'0' * 26}")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json_body == missing.json_body | {
        key: foreign.json_body[key] for key in ("instance",) if key in foreign.json_body
    }


class OfAnotherName:
    """The counter's own renderer, for somebody whose name has a character that no font has."""

    def render(self, document: PrintedDocument, municipality: Municipality) -> Rendered:
        strange = replace(document.sections[0].lines[0], value="Voor中beeld")
        section = replace(document.sections[0], lines=(strange,))
        return renderer().render(replace(document, sections=(section,)), municipality)


def test_a_name_that_no_font_can_print_goes_to_a_clerk_who_sees_the_character() -> None:
    with a_counter(renderer=OfAnotherName()) as counter:
        number = PEOPLE["volwassene"].number
        answer = counter.post(number, {"document": "attest-leven"})
        counter.drain()

        request_id = answer.json_body["id"]
        status = counter.get(number, f"/api/v1/requests/{request_id}").json_body
        assert status["state"] == "clerk_review"
        last = counter.wiring.cases.store.events(KORTRIJK, request_id)[-1]
        assert last.name == "print_failed"
        assert ("character", "U+4E2D") in last.data
        (mail,) = counter.mails()
        assert "medewerker" in mail.text
        assert counter.objects() == []
