"""Role × action × municipality, over HTTP: what isn't allowed changes nothing."""

import pytest

from tests.support.office import CLERK as HOLDER
from tests.support.office import PDF, Office
from tests.support.orders import a_certificate_case, stored
from tests.support.requests import ELSEWHERE, an_id
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    Desk,
    DeskProgram,
    multipart,
)

ACT, LIVES = "akte-geboorte", "attest-leven"
REFUSAL = {"reason": "identiteit_niet_bewezen", "text": "Onleesbaar."}
GROUND = {"ground": "art. 29"}
VERBS = (
    "nemen",
    "overnemen",
    "vrijgeven",
    "toewijzen",
    "doorgeven",
    "notitie",
    "adres",
    "afvinken",
    "bezig",
    "eigen/uitreiken",
)
SLUGS = ("goedkeuren", "toevoegen", "weigeren", "vragen", "navragen", "hervatten", "verbeteren")


@pytest.mark.parametrize(
    ("serial", "document", "slug", "form", "status"),
    [
        (CLERK, LIVES, "goedkeuren", GROUND, 303),
        (CLERK, ACT, "goedkeuren", GROUND, 409),
        (CLERK, LIVES, "weigeren", REFUSAL, 403),
        (CLERK, LIVES, "vragen", {"text": "Waarom?"}, 303),
        (REGISTRAR, ACT, "goedkeuren", GROUND, 303),
        (REGISTRAR, ACT, "weigeren", REFUSAL, 303),
        (SUPERVISOR, ACT, "goedkeuren", GROUND, 409),
        (SUPERVISOR, LIVES, "weigeren", REFUSAL, 403),
    ],
)
def test_a_role_does_on_its_own_case_what_it_may(
    office: Office, serial: int, document: str, slug: str, form: dict[str, str], status: int
) -> None:
    case = office.waiting(document=document)
    desk = Desk(serial)
    desk.act(case, "nemen")
    assert desk.fills(case, slug, **form).status_code == status


@pytest.mark.parametrize(("serial", "status"), [(CLERK, 403), (REGISTRAR, 403), (SUPERVISOR, 303)])
@pytest.mark.parametrize("verb", ["overnemen", "toewijzen"])
def test_only_a_supervisor_disposes_of_what_others_hold(
    office: Office, serial: int, status: int, verb: str
) -> None:
    case = office.claimed(HOLDER)
    assert Desk(serial).act(case, verb).status_code == status


def test_the_letter_of_a_refusal_is_for_who_may_refuse(office: Office) -> None:
    case = office.waiting()
    for serial, status in ((REGISTRAR, 200), (CLERK, 403)):
        assert Desk(serial).fills(case, "weigeren", to="brief", **REFUSAL).status_code == status


@pytest.mark.parametrize("serial", [CLERK, REGISTRAR, SUPERVISOR])
def test_a_case_of_elsewhere_is_a_case_that_isnt_there(office: Office, serial: int) -> None:
    """Ids are unguessable; even a known one of another municipality tells nothing."""
    case = stored(office.store, a_certificate_case(tenant=ELSEWHERE))
    desk, missing = Desk(serial), an_id(999)
    token = desk.csrf
    for part in (*VERBS, *(f"acties/{slug}" for slug in SLUGS), "brief/weigeren"):
        content_type, body = multipart({"csrf": token, "text": "x"})
        sent = {"content-type": content_type}
        if "/" not in part or part.startswith("eigen"):
            sent, body = {"content-type": "application/x-www-form-urlencoded"}, b""
            body = f"csrf={token}&text=x".encode()
        there = desk.ask("POST", f"/loket/zaken/{case.id}/{part}", body, **sent)
        nowhere = desk.ask("POST", f"/loket/zaken/{missing}/{part}", body, **sent)
        assert there.status_code == nowhere.status_code == 404, part
        assert there.body.replace(case.id.encode(), b"") == nowhere.body.replace(
            missing.encode(), b""
        )


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_happens_without_the_token_of_the_page(office: Office, verb: str) -> None:
    case = office.claimed(HOLDER)
    before = office.now(case), office.entries(case)
    answer = Desk(CLERK).post(f"/loket/zaken/{case.id}/{verb}", {"text": "x"})
    assert answer.status_code == 403
    assert (office.now(case), office.entries(case)) == before


@pytest.mark.parametrize("slug", ["goedkeuren", "vragen", "navragen"])
def test_what_a_colleague_holds_is_seen_but_not_touched(office: Office, slug: str) -> None:
    case = office.claimed(HOLDER)
    desk = Desk(COLLEAGUE)
    seen = {"_gezien": str(case.instance.version), "_sleutel": "k"}
    sent = {"ground": "x", "text": "x", "authority": "politie"}
    assert desk.fills(case, slug, **sent, **seen).status_code == 409
    assert f"acties/{slug}" not in desk.page(case)
    assert office.now(case).instance.state == "clerk_review"


def test_a_supervisor_takes_over_and_puts_back(office: Office) -> None:
    case = office.claimed(HOLDER)
    desk = Desk(SUPERVISOR)
    assert desk.act(case, "overnemen").headers["Location"].endswith("gedaan=overnemen")
    assert office.now(case).handling.holder(office.clock.now()) == desk.id
    assert desk.act(case, "vrijgeven").status_code == 303
    assert office.now(case).handling.lease is None


def test_an_escalated_case_isnt_taken_by_a_clerk(office: Office) -> None:
    case = office.claimed(HOLDER)
    office.wiring.handling.escalate(HOLDER, case.id, "Te moeilijk voor mij.")
    assert Desk(COLLEAGUE).act(case, "nemen").status_code == 409
    assert Desk(REGISTRAR).act(case, "nemen").status_code == 303


def test_an_upload_takes_the_token_and_the_case(office: Office) -> None:
    case = office.waiting()
    desk = Desk(CLERK)
    path = f"/loket/zaken/{case.id}/acties/toevoegen"
    token = {"csrf": desk.csrf, "_sleutel": "k", "_gezien": str(case.instance.version)}
    for fields, status in (({}, 403), (token, 409)):
        content_type, body = multipart({**fields, "ground": "x"}, ("pdf", "application/pdf", PDF))
        answer = desk.ask("POST", path, body, **{"content-type": content_type})
        assert answer.status_code == status
    assert office.archive.keys(case.tenant) == []


@pytest.mark.parametrize("path", ["worklists", f"cases/{an_id(5)}"])
def test_to_a_citizen_the_api_of_staff_isnt_there(office: Office, path: str) -> None:
    answer = DeskProgram(1).get(path)
    assert (answer.status_code, answer.json_body["code"]) == (404, "not_found")


def test_a_registrar_is_who_the_claims_say(office: Office) -> None:
    assert "gemachtigd ambtenaar" in Desk(REGISTRAR).get("/loket").body.decode()
