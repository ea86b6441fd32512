"""A document as an accessible page, behind the same sign-in as the document itself."""

from datetime import date

from chalice import Response

from chalicelib.domain.certificates.order import RESULT
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import page
from chalicelib.web.http.sessions import signed_in


@get("/aanvragen/{request_id}/tekst")
def text(asked: RequestContext, request_id: str) -> Response:
    """The facts, as the sealed document says them, in its own language."""
    session = signed_in(asked)
    view, facts = asked.wiring.certificates.read_facts(
        asked.tenant, known_id(request_id), citizen_of(session)
    )
    until = facts["validUntil"]
    return page(
        asked,
        "document_text.html",
        session=session,
        v=view,
        slot=RESULT,
        f=facts,
        issued_on=date.fromisoformat(facts["issuedOn"]),
        valid_until=date.fromisoformat(until) if until else None,
    )
