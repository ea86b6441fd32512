"""Who consulted one's data."""

from dataclasses import dataclass
from datetime import datetime

from chalice import Response

from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page
from chalicelib.web.http.sessions import signed_in_as

CONSULTATIONS = 100
"""How many lines of the access log somebody sees of their own: the newest."""


@get("/mijn-gegevens")
def my_data(asked: RequestContext) -> Response:
    """Who consulted one's data, when and why: it tells what somebody asked for, the gravest too."""
    number = signed_in_as(asked, Assurance.HIGH).number
    found = asked.wiring.state.access_log.of_person(asked.tenant, number, CONSULTATIONS)
    return page(asked, "my_data.html", consultations=[_in_words(asked, c) for c in found])


@dataclass(frozen=True, slots=True)
class _InWords:
    at: datetime
    by: str
    what: str
    why: str
    legal_ground: str
    request_id: str | None


def _in_words(asked: RequestContext, consultation: Consultation) -> _InWords:
    services, actors = texts.words("services"), texts.words("actors")
    return _InWords(
        at=consultation.at,
        by=actors[consultation.actor_kind.value],
        what=", ".join(services[s.value] for s in sorted(consultation.services))
        or services["held"],
        why=_why(asked, consultation.purpose),
        legal_ground=consultation.legal_ground,
        request_id=consultation.request_id,
    )


def _why(asked: RequestContext, purpose: str) -> str:
    """The document or the process it was for, as people know it."""
    document, types = asked.wiring.templates.catalogue.get(purpose), asked.wiring.cases.types
    if document is not None:
        return texts.words.say("looked_for.request", title=document.names.nl)
    if purpose not in types.ids():
        return purpose
    return texts.words.say("looked_for.case", title=types.definition(purpose).title)
