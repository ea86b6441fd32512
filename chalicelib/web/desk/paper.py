"""Letters to print and post: the list, the sheet with the address, and when it was sent."""

from chalice import Response

from chalicelib.domain.shared.free_text import whole_number
from chalicelib.usecases.mail.paper import enclosed
from chalicelib.web.desk.working import at_work, desk_page, work_form
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import redirect


@get("/loket/brieven")
def letters(asked: RequestContext) -> Response:
    """What waits to be printed."""
    colleague, paper = at_work(asked), asked.wiring.mail.paper
    at = asked.wiring.mail.tray.letters(colleague.staff, whole_number(asked.query("pagina"), 1))
    rows = [(post, paper.title(post), enclosed(post)) for post in at.lines]
    done = asked.query("gedaan")
    return desk_page(asked, colleague, "letters.html", at=at, posts=rows, done=done)


@get("/loket/brieven/{case_id}")
def sheet(asked: RequestContext, case_id: str) -> Response:
    """The letter with the address where a window envelope shows it; reading it is logged."""
    colleague = at_work(asked)
    found = asked.wiring.mail.paper.sheet(colleague.staff, known_id(case_id), asked.query("taak"))
    reasons = texts.words("revocations")
    revoked = [(number, reasons.get(code, "")) for number, code in found.revoked]
    return desk_page(asked, colleague, "sheet.html", sheet=found, revoked=revoked)


@post("/loket/brieven/{case_id}/verzonden")
def sent(asked: RequestContext, case_id: str) -> Response:
    """It is in the post: note when."""
    colleague, form = work_form(asked)
    asked.wiring.mail.paper.sent(colleague.staff, known_id(case_id), form.get("taak", ""))
    return redirect(asked.link("/loket/brieven?gedaan=verzonden"))
