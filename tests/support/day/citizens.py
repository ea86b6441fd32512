"""What citizens do, with a browser and with a program."""

import base64
import re

from chalicelib.domain.former_cases.case import Request

from chalicelib.wiring import Wiring, use
from tests.support.day.visits import ADULT, REMARK, Day, csrf, fine, upload
from tests.support.office import PDF
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import CLERK

FORM = "/documenten/attest-leven/aanvragen"


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
    for path in (there, f"{there}/document", f"{there}/tekst", "/aanvragen", "/mijn-gegevens"):
        fine(visitor.get(path))
    for path in (link, f"{link}/document"):
        fine(visitor.get(path))
    fine(visitor.post("/afmelden", {"csrf": csrf(visitor.get(FORM))}))
    assert visitor.get(f"{link}/document").status_code == 401


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
    request = day.issued(document="attest-hoofdverblijfplaats")
    program = day.program(request.applicant.number.digits)
    for path in ("", f"/{request.id}", f"/{request.id}/document"):
        fine(program.get(f"requests{path}"))
    fine(program.get("access-log"))


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
    request = _asked(day)
    visitor = day.citizen(request.applicant.number)
    fields = {"csrf": csrf(visitor.get(f"/aanvragen/{request.id}")), "antwoord": REMARK}
    file = ("bijlagen", "application/pdf", PDF)
    fine(upload(visitor, f"/aanvragen/{request.id}/antwoord", fields, file))
    _opened(day, request)
    request = _asked(day)
    body = {"text": REMARK, "files": [{"content": base64.b64encode(PDF).decode()}]}
    program = day.program(request.applicant.number.digits)
    fine(program.post(f"requests/{request.id}/answer", body))
    _opened(day, request)


def somebody_takes_back(day: Day) -> None:
    """On the page and by a program."""
    visitor, first, second = day.citizen(), day.waiting(ADULT), day.waiting(ADULT)
    token = csrf(visitor.get(f"/aanvragen/{first.id}"))
    fine(visitor.post(f"/aanvragen/{first.id}/intrekken", {"csrf": token}))
    fine(day.program(ADULT.digits).post(f"requests/{second.id}/withdraw"))
    for request in (first, second):
        day.in_state(request, "withdrawn")


def whole_link(day: Day, visitor: Visitor, number: str) -> None:
    """The link in a mail to who never signed in."""
    link = day.mailed()
    fine(visitor.get(link))
    assert visitor.post(link, {"nummer": "1"}).status_code == 403
    fine(visitor.post(link, {"nummer": number}))


def _asked(day: Day) -> Request:
    """A request with a question of a colleague."""
    request, program = day.waiting(), day.program(CLERK)
    fine(program.post("review/claim", {"id": request.id}))
    fine(program.post(f"review/{request.id}/ask", {"question": REMARK}))
    day.in_state(request, "waiting_applicant")
    return request


def _opened(day: Day, request: Request) -> None:
    day.in_state(request, "clerk_queue")
    desk = day.desk()
    page = fine(desk.get(f"/loket/dossiers/{request.id}")).body.decode()
    link = re.search(r'href="(/loket/dossiers/[^"]+/bijlagen/[^"]+)"', page)
    assert link
    fine(desk.get(link[1]))
