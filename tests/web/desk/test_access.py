"""Role × action × municipality, over HTTP: what isn't allowed looks like what isn't there."""

from collections.abc import Iterator

import pytest

from tests.support.office import CLERK as HOLDER
from tests.support.office import PDF, Office
from tests.support.requests import ELSEWHERE, a_request, an_id, first_event, guards_of
from tests.support.web.desk import (
    CLERK,
    COLLEAGUE,
    REGISTRAR,
    SUPERVISOR,
    Desk,
    DeskProgram,
    multipart,
    open_office,
)

ACT = "akte-geboorte"
REFUSAL = {
    "reason": "identiteit_niet_bewezen",
    "basis": "GDPR, art. 12",
    "appeal": "raad_van_state",
}
VERBS = (
    "nemen",
    "overnemen",
    "vrijgeven",
    "goedkeuren",
    "brief",
    "weigering",
    "weigeren",
    "vragen",
    "wachten",
    "hervatten",
    "notitie",
    "escaleren",
    "rechtzetten",
    "uitreiken",
    "bezig",
)


@pytest.fixture
def office() -> Iterator[Office]:
    with open_office() as opened:
        yield opened


@pytest.mark.parametrize(
    ("serial", "document", "verb", "form", "status"),
    [
        (CLERK, "attest-leven", "goedkeuren", {"ground": "art. 29"}, 303),
        (CLERK, ACT, "goedkeuren", {"ground": "art. 29"}, 404),
        (CLERK, "attest-leven", "weigeren", REFUSAL, 404),
        (CLERK, "attest-leven", "brief", REFUSAL, 404),
        (CLERK, "attest-leven", "overnemen", {}, 404),
        (CLERK, "attest-leven", "vragen", {"question": "Waarom?"}, 303),
        (REGISTRAR, ACT, "goedkeuren", {"ground": "art. 29"}, 303),
        (REGISTRAR, ACT, "weigeren", REFUSAL, 303),
        (REGISTRAR, ACT, "brief", REFUSAL, 200),
        (REGISTRAR, ACT, "overnemen", {}, 404),
        (SUPERVISOR, ACT, "goedkeuren", {"ground": "art. 29"}, 404),
        (SUPERVISOR, "attest-leven", "weigeren", REFUSAL, 404),
        (SUPERVISOR, "attest-leven", "escaleren", {"text": "Te moeilijk."}, 303),
    ],
)
def test_a_role_does_on_its_own_case_what_it_may(
    office: Office, serial: int, document: str, verb: str, form: dict[str, str], status: int
) -> None:
    request = office.waiting(document=document)
    desk = Desk(serial)
    desk.act(request, "nemen")
    assert desk.act(request, verb, **form).status_code == status


@pytest.mark.parametrize("serial", [CLERK, REGISTRAR, SUPERVISOR])
@pytest.mark.parametrize("verb", VERBS)
def test_a_case_of_elsewhere_is_a_case_that_isnt_there(
    office: Office, serial: int, verb: str
) -> None:
    """Ids are unguessable; even a known one of another municipality tells nothing."""
    request = a_request(tenant=ELSEWHERE)
    office.store.create(request, (first_event(request),), guards_of(request))
    desk = Desk(serial)
    there = desk.act(request, verb, text="x")
    missing = desk.send(f"/loket/dossiers/{an_id(999)}/{verb}", text="x")
    assert there.status_code == missing.status_code == 404
    assert there.body.replace(request.id.encode(), b"") == missing.body.replace(
        an_id(999).encode(), b""
    )


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_happens_without_the_token_of_the_page(office: Office, verb: str) -> None:
    request = office.claimed(HOLDER)
    before = office.now(request)
    answer = Desk(CLERK).post(f"/loket/dossiers/{request.id}/{verb}", {"ground": "x", "text": "x"})
    assert answer.status_code == 403
    assert (office.now(request), office.entries(request)) == (before, [])


@pytest.mark.parametrize("verb", ["goedkeuren", "vragen", "wachten", "escaleren", "bezig"])
def test_what_a_colleague_holds_is_seen_but_not_touched(office: Office, verb: str) -> None:
    request = office.claimed(HOLDER)
    desk = Desk(COLLEAGUE)
    sent = {"ground": "x", "question": "x", "text": "x", "authority": "politie"}
    answer = desk.act(request, verb, **sent)
    assert answer.status_code == 409
    assert f"{request.id}/goedkeuren" not in desk.page(request)


def test_a_supervisor_takes_over_and_puts_back(office: Office) -> None:
    request = office.claimed(HOLDER)
    desk = Desk(SUPERVISOR)
    assert desk.act(request, "overnemen").headers["Location"].endswith("gedaan=overnemen")
    lease = office.now(request).review.lease
    assert lease is not None
    assert lease.staff == desk.id
    assert desk.act(request, "vrijgeven").status_code == 303
    assert office.now(request).instance.state == "clerk_queue"


def test_an_escalated_case_isnt_taken_by_a_clerk(office: Office) -> None:
    request = office.claimed(HOLDER)
    office.wiring.workqueue.escalate(HOLDER, request.id, "Te moeilijk voor mij.")
    clerk = Desk(COLLEAGUE)
    assert f"{request.id}/nemen" not in clerk.page(request)
    assert clerk.act(request, "nemen").status_code == 409
    assert Desk(REGISTRAR).act(request, "nemen").status_code == 303


def test_an_upload_takes_the_token_and_the_case(office: Office) -> None:
    request = office.waiting()
    desk = Desk(CLERK)
    path = f"/loket/dossiers/{request.id}/document"
    for fields, status in (({}, 403), ({"csrf": desk.csrf}, 409)):
        content_type, body = multipart({**fields, "ground": "x"}, ("pdf", "application/pdf", PDF))
        answer = desk.ask("POST", path, body, **{"content-type": content_type})
        assert answer.status_code == status


@pytest.mark.parametrize("path", ["review", f"review/{an_id(5)}"])
def test_to_a_citizen_the_api_of_clerks_isnt_there(office: Office, path: str) -> None:
    answer = DeskProgram(1).get(path)
    assert (answer.status_code, answer.json_body["code"]) == (404, "not_found")


def test_a_registrar_is_who_the_claims_say(office: Office) -> None:
    assert "gemachtigd ambtenaar" in Desk(REGISTRAR).get("/loket").body.decode()
