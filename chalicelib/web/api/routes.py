"""The JSON API under `/api/v1`: what serves everybody, whatever they ask for."""

from chalice import Response

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.web.api.answers import (
    AccessLogAnswer,
    HealthAnswer,
    consultation_answer,
)
from chalicelib.web.http.addresses import API, get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.programs import json_answer
from chalicelib.web.http.sessions import caller_as

CONSULTATIONS = 100
"""How many lines of the access log somebody sees of their own: the newest."""


@get("/health")
@get(f"{API}/health")
def health(asked: RequestContext) -> Response:
    """That the function runs and its data can be read."""
    return json_answer(
        HealthAnswer(status="ok", documents=len(asked.wiring.templates.catalogue.all()))
    )


@get(f"{API}/access-log")
def access_log(asked: RequestContext) -> Response:
    """Who consulted the caller's data, when and why."""
    who = caller_as(asked, Assurance.HIGH)
    found = asked.wiring.state.access_log.of_person(asked.tenant, who.number, CONSULTATIONS)
    return json_answer(AccessLogAnswer(consultations=[consultation_answer(c) for c in found]))
