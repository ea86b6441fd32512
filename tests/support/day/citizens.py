"""What citizens do, with a browser and with a program."""

import base64
import re
from datetime import timedelta

from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.wiring import Wiring, use
from tests.support.day.visits import ADULT, REMARK, Day, a_key, csrf, fine
from tests.support.office import PDF
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import CLERK, DeskProgram
from tests.support.web.pacts import go
from tests.support.web.uploads import basket_of, into_bucket, to_upload, upload

FORM = "/documenten/attest-leven/aanvragen"
DRAFT = "/zaken/adreswijziging/nieuw"
OWN_DATA = (
    "/mijn-gegevens",
    "/mijn-gegevens/register",
    "/mijn-gegevens/kopie",
    "/mijn-gegevens/kopie/tekst",
    "/mijn-gegevens/kopie/data",
    "/mijn-gegevens/wissen",
    "/mijn-gegevens/voorkeuren",
)
BY_DAY = "overdag@voorbeeld.example"
TAKEN_BACK = ("attest-hoofdverblijfplaats", "attest-nationaliteit")


def anybody_reads(day: Day) -> None:
    """What needs no sign-in."""
    visitor = day.stranger()
    home = fine(visitor.get("/")).body.decode()
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', home):
        fine(visitor.get(path))
    for path in (
        "/documenten",
        "/documenten?zoek=leven",
        "/documenten/attest-leven",
        "/toegankelijkheid",
        "/english",
        "/privacy",
        "/robots.txt",
        "/.well-known/security.txt",
        "/manifest.webmanifest",
        "/favicon.ico",
        "/health",
        "/api/v1/health",
        "/api/v1/documents",
        "/api/v1/openapi.json",
        "/schemas/document-facts-1.json",
    ):
        fine(visitor.get(path))


def provider_reads_our_keys(day: Day) -> None:
    """As it does before somebody signs in there."""
    wiring = day.counter.wiring
    with use(Wiring(wiring.settings, clients=wiring.platform.clients, clock=day.clock)):
        fine(day.stranger().get("/.well-known/jwks.json"))


def somebody_asks_on_the_web(day: Day) -> None:
    """From the form to the document, its text, the mail, and out."""
    visitor = day.citizen()
    form = form_of(fine(visitor.get(FORM)), FORM)
    there = fine(visitor.post(FORM, form)).headers["Location"]
    day.counter.drain()
    link = day.mailed()
    for path in (there, f"{there}/document", f"{there}/tekst", "/aanvragen", *OWN_DATA):
        fine(visitor.get(path))
    go(visitor, fine(visitor.get(OWN_DATA[-1])), OWN_DATA[-1], "", email=BY_DAY)
    go(visitor, fine(visitor.get(OWN_DATA[-1])), OWN_DATA[-1], "weg")
    for button in ("vraag", "toch-niet"):
        go(visitor, fine(visitor.get(OWN_DATA[-2])), OWN_DATA[-2], button)
    for path in (link, f"{link}/document"):
        fine(visitor.get(path))
    fine(visitor.post("/afmelden", {"csrf": csrf(visitor.get(FORM))}))
    assert visitor.get(f"{link}/document").status_code == 401


def somebody_comes_back(day: Day) -> None:
    """A form whose session is gone stands there again; a draft is thrown away."""
    number = day.somebody()
    visitor = day.citizen(number)
    form = form_of(fine(visitor.get(FORM)), FORM)
    day.clock.move(timedelta(hours=1))
    refused = visitor.post(FORM, form | {"opmerking": REMARK})
    assert REMARK in fine(visitor.sign_in_again(refused, number.digits)).body.decode()
    go(visitor, fine(visitor.get(DRAFT)), DRAFT, "verder", moved_on="2026-03-12")
    mine = form_of(fine(visitor.get("/aanvragen")), "/aanvragen")
    fine(visitor.post("/aanvragen", mine))


def somebody_guesses(day: Day) -> None:
    """The number of a person whom a link isn't of, and a code that nobody gave."""
    day.issued()
    visitor = day.stranger()
    link = day.mailed()
    for _ in range(2):
        assert visitor.post(link, {"nummer": "1"}).status_code == 404
    assert visitor.get("/v/ABC").status_code == 422


def program_on_the_api(day: Day) -> None:
    """Ask, follow, download."""
    case = day.issued(document="attest-hoofdverblijfplaats")
    program = day.program(who(case).digits)
    for path in ("", f"/{case.id}", f"/{case.id}/document"):
        fine(program.get(f"requests{path}"))
    fine(program.get("access-log"))
    fine(program.post("forgetting", {}))
    fine(program.get("forgetting"))
    fine(program.post("forgetting/withdraw", {}))


def every_register(day: Day) -> None:
    """A document of each register."""
    for document in (
        "akte-geboorte",
        "attest-gezinssamenstelling",
        "attest-hoofdverblijfplaats-historiek-gemeente",
    ):
        day.issued(document=document)


def somebody_answers(day: Day) -> None:
    """On the page and by a program, each with a file that a colleague opens."""
    case = asked_of(day)
    visitor = day.citizen(who(case))
    where = f"/aanvragen/{case.id}/antwoorden"
    fields = form_of(fine(visitor.get(where)), where) | {"text": REMARK}
    place = to_upload(visitor, where, fields, "files")
    put = into_bucket(day.counter.wiring)
    wrong = upload(visitor, place, b"geen pdf", put)
    assert wrong.status_code == 422
    good = fine(upload(visitor, place, PDF, put))
    fine(visitor.post(place.split("?")[0], {"csrf": csrf(good), "weg": "geen"}))
    again = form_of(fine(visitor.get(f"{where}?bestanden={basket_of(place)}")), where)
    fine(visitor.post(where, again | {"text": REMARK}))
    _opened(day, case)
    case = asked_of(day)
    body = {"text": REMARK, "files": [{"content": base64.b64encode(PDF).decode()}]}
    fine(day.program(who(case).digits).post(f"requests/{case.id}/answer", body))
    _opened(day, case)


def program_puts_files(day: Day) -> None:
    """A program asks where a file goes, puts it there, and names it."""
    case = asked_of(day)
    program = day.program(who(case).digits)
    seen = fine(program.get(f"cases/{case.id}")).json_body["version"]
    place = {"case": case.id, "action": "answer", "field": "files"}
    ready = fine(program.post("uploads", place)).json_body
    into_bucket(day.counter.wiring)(ready["fields"]["key"], PDF)
    found = fine(program.post(f"uploads/{ready['basket']}", {})).json_body
    assert [file["media_type"] for file in found["files"]] == ["application/pdf"]
    body = {"seen": seen, "fields": {"text": REMARK}, "basket": ready["basket"]}
    key = {"idempotency-key": a_key()}
    fine(program.post(f"cases/{case.id}/actions/answer", body, **key))
    _opened(day, case)


def somebody_takes_back(day: Day) -> None:
    """On the page and by a program."""
    visitor = day.citizen()
    first, second = (day.waiting(ADULT, document=one) for one in TAKEN_BACK)
    _does(visitor, first, "intrekken")
    fine(day.program(ADULT.digits).post(f"requests/{second.id}/withdraw"))
    for case in (first, second):
        day.in_state(case, "withdrawn")


def _does(visitor: Visitor, case: CertificateCase, slug: str, **typed: str) -> None:
    """Open the page of an action and send its form."""
    where = f"/aanvragen/{case.id}/{slug}"
    fields = form_of(fine(visitor.get(where)), where) | typed
    fine(visitor.post(where, fields))


def who(case: CertificateCase) -> NationalNumber:
    """Who asked."""
    person = applicant_of(case).person
    assert person is not None
    return person


def whole_link(day: Day, visitor: Visitor, number: str) -> None:
    """The link in a mail to who never signed in."""
    link = day.mailed()
    fine(visitor.get(link))
    assert visitor.post(link, {"nummer": "1"}).status_code == 403
    fine(visitor.post(link, {"nummer": number}))


def asked_of(day: Day) -> CertificateCase:
    """A case with a question of a colleague."""
    case, program = day.waiting(), day.program(CLERK)
    act(program, case, "ask_applicant", text=REMARK)
    day.in_state(case, "waiting_applicant")
    return day.now(case.id)


def act(program: DeskProgram, case: CertificateCase, action: str, **fields: str) -> None:
    """A program of a colleague takes a case and does something in it."""
    one = f"cases/{case.id}"
    fine(program.post(f"{one}/claim"))
    seen = fine(program.get(one)).json_body["version"]
    body = {"seen": seen, "fields": fields}
    fine(program.post(f"{one}/actions/{action}", body, idempotency_key=a_key()))


def _opened(day: Day, case: CertificateCase) -> None:
    day.in_state(case, "clerk_review")
    desk = day.desk()
    page = fine(desk.get(f"/loket/zaken/{case.id}")).body.decode()
    link = re.search(r'href="(/loket/zaken/[^"]+/bijlagen/[^"]+)"', page)
    assert link
    fine(desk.get(link[1]))
