"""Who consulted one's data."""

from dataclasses import dataclass
from datetime import datetime

from chalice import Blueprint, Response

from chalicelib.domain.registers.access import Consultation
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import get
from chalicelib.web.http.pages import page
from chalicelib.web.http.sessions import signed_in

routes = Blueprint(__name__)


@get(routes, "/mijn-gegevens")
def my_data(asked: Asked) -> Response:
    """Who consulted one's data, when and why."""
    found = asked.wiring.cases.follow.consultations(asked.tenant, signed_in(asked).number)
    return page(asked, "my_data.html", consultations=[_in_words(asked, c) for c in found])


@dataclass(frozen=True, slots=True)
class _InWords:
    at: datetime
    by: str
    what: str
    why: str
    legal_ground: str
    request_id: str | None


def _in_words(asked: Asked, consultation: Consultation) -> _InWords:
    services, actors = texts.words("services"), texts.words("actors")
    document = asked.wiring.templates.catalogue.get(consultation.purpose)
    return _InWords(
        at=consultation.at,
        by=actors[consultation.actor_kind.value],
        what=", ".join(services[s.value] for s in sorted(consultation.services))
        or services["held"],
        why=f"Voor een aanvraag: {document.names.nl}" if document else consultation.purpose,
        legal_ground=consultation.legal_ground,
        request_id=consultation.request_id,
    )
