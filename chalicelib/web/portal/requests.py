"""Pages of somebody who has a part in cases: all of them, one, and what they do in it."""

from datetime import UTC, datetime

from chalice import Response

from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.sent import signed_sent
from chalicelib.web.http.addresses import FORM, get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import signed_form, signed_in
from chalicelib.web.portal.acting import act, action_page
from chalicelib.web.portal.case_pages import ShownCaseLine, case_lines, case_page, way_to
from chalicelib.web.portal.drafts.shelf import draft_lines, drop
from chalicelib.web.portal.shown_case import RUNNING


@get("/aanvragen")
def mine(asked: RequestContext) -> Response:
    """What somebody asked for or has a part in, of every process, the newest first."""
    session = signed_in(asked)
    found = sorted(case_lines(asked, session), key=lambda line: line.at or _NEVER, reverse=True)
    sought, shown = asked.query("zoek"), asked.query("toon")
    return page(
        asked,
        "my_requests.html",
        lines=[line for line in found if _is_sought(line, sought, shown)],
        total=len(found),
        sought=sought,
        shown=shown,
        drafts=list(draft_lines(asked, session)),
        session=session,
    )


def _is_sought(line: ShownCaseLine, text: str, shown: str) -> bool:
    """Whether a line has the words, and runs or has ended where that is asked."""
    words = f"{line.name} {line.label} {line.reference}".casefold()
    is_over = line.look not in RUNNING
    fits = shown not in {"lopend", "klaar"} or is_over == (shown == "klaar")
    return fits and all(word in words for word in text.casefold().split())


@post("/aanvragen")
def forget(asked: RequestContext) -> Response:
    """Throw a draft away."""
    session, form = signed_form(asked)
    drop(asked, session, form.get("weg", ""))
    return redirect(asked.link("/aanvragen"))


@get("/aanvragen/{request_id}")
def status(asked: RequestContext, request_id: str) -> Response:
    """How far one case is."""
    return case_page(asked, signed_in(asked), known_id(request_id))


@get("/aanvragen/{request_id}/document")
def only_document(asked: RequestContext, request_id: str) -> Response:
    """On to the document of a case; where there are several, to its page."""
    actor, case_id, road = citizen_of(signed_in(asked)), known_id(request_id), asked.wiring.road
    view = road.look.case(asked.tenant, case_id, actor)
    found = road.open_document.all_of(asked.tenant, view)
    return redirect(way_to(asked, case_id, found), status=302)


@get("/aanvragen/{request_id}/document/{slot}")
def document(asked: RequestContext, request_id: str, slot: str) -> Response:
    """On to one of the documents of a case."""
    actor = citizen_of(signed_in(asked))
    address = asked.wiring.road.open_document(asked.tenant, known_id(request_id), slot, actor)
    return redirect(address, status=302)


@get("/aanvragen/{request_id}/{action}")
def action_form(asked: RequestContext, request_id: str, action: str) -> Response:
    """The form of what can be done."""
    return action_page(asked, signed_in(asked), known_id(request_id), action)


@post("/aanvragen/{request_id}/{action}", FORM)
def do(asked: RequestContext, request_id: str, action: str) -> Response:
    """Do something in a case."""
    session, sent = signed_sent(asked)
    return act(asked, session, known_id(request_id), action, sent)


_NEVER = datetime.min.replace(tzinfo=UTC)
