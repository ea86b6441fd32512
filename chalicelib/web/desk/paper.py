"""Letters to print and post: the list, the sheet with the address, and when it was sent."""

from chalice import Blueprint, Response

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.web.desk.shown import document_name
from chalicelib.web.desk.working import at_work, desk_page, with_requests, work_form
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.pages import redirect

routes = Blueprint(__name__)

_SAYS = {"cr_rejected": EntryKind.LETTER, "cr_question": EntryKind.QUESTION}
"""Letters that carry what was said in the case."""


@get(routes, "/loket/brieven")
def letters(asked: Asked) -> Response:
    """What waits to be printed."""
    colleague = at_work(asked)
    cases = with_requests(asked, colleague, asked.wiring.mail.paper.letters(colleague.staff))
    return desk_page(asked, colleague, "letters.html", cases=cases, done=asked.query("gedaan"))


@get(routes, "/loket/brieven/{request_id}")
def sheet(asked: Asked, request_id: str) -> Response:
    """The letter with the address where a window envelope shows it; reading it is logged."""
    colleague = at_work(asked)
    found = asked.wiring.mail.paper.sheet(colleague.staff, known_id(request_id))
    file = asked.wiring.workqueue.case.summary(colleague.staff, request_id)
    kind = _SAYS.get(found.template)
    said = [entry.text for entry in file.entries if entry.kind is kind]
    revoked = (
        asked.wiring.state.ledger.get(file.request.tenant, found.number) if found.number else None
    )
    return desk_page(
        asked,
        colleague,
        "sheet.html",
        sheet=found,
        request=file.request,
        name=document_name(asked, file.request.payload.document_id),
        said=said[-1] if said else "",
        because=texts.words("revocations").get(revoked.entry.reason, "") if revoked else "",
    )


@post(routes, "/loket/brieven/{request_id}/verzonden")
def sent(asked: Asked, request_id: str) -> Response:
    """It is in the post: note when."""
    colleague, _ = work_form(asked)
    asked.wiring.mail.paper.sent(colleague.staff, known_id(request_id))
    return redirect(asked.link("/loket/brieven?gedaan=verzonden"))
