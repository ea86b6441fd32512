"""The JSON API under `/api/v1`; described by `/api/v1/openapi.json`."""

from chalice import Blueprint, Response

from chalicelib.usecases.former_cases.follow import as_applicant_sees
from chalicelib.web.api import openapi
from chalicelib.web.api.answers import (
    AccessLogAnswer,
    DocumentsAnswer,
    HealthAnswer,
    RequestsAnswer,
    consultation_answer,
    document_answer,
    request_answer,
)
from chalicelib.web.api.common import JSON_HEADERS, json_answer
from chalicelib.web.certificates.new_request import new_request
from chalicelib.web.certificates.wishes import command
from chalicelib.web.http import bodies
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import API, JSON, get, post
from chalicelib.web.http.sessions import caller

routes = Blueprint(__name__)

_PUBLIC = {"Cache-Control": "public, max-age=300"}


@get(routes, "/health")
@get(routes, f"{API}/health")
def health(asked: Asked) -> Response:
    """That the function runs and its data can be read."""
    return json_answer(
        HealthAnswer(status="ok", documents=len(asked.wiring.templates.catalogue.all()))
    )


@get(routes, f"{API}/openapi.json")
def description(asked: Asked) -> Response:
    """The API in its own words."""
    return Response(
        body=openapi.describe(asked.municipality.address), headers={**JSON_HEADERS, **_PUBLIC}
    )


@get(routes, f"{API}/documents")
def documents(asked: Asked) -> Response:
    """What can be asked for here."""
    here = asked.municipality
    offered = (d for d in asked.wiring.templates.catalogue.all() if d.id not in here.not_offered)
    answer = DocumentsAnswer(
        municipality=here.nis, documents=[document_answer(d, here) for d in offered]
    )
    return json_answer(answer, headers=_PUBLIC)


@post(routes, f"{API}/requests", JSON)
def submit(asked: Asked) -> Response:
    """Ask for a document; the same key and body give the same answer."""
    who = caller(asked)
    key = bodies.idempotency_key(asked)
    done = asked.wiring.cases.submit(command(asked, who, new_request(asked), key))
    answer = request_answer(asked, as_applicant_sees(done.request))
    return json_answer(answer, 202, {"Location": answer.links.self})


@get(routes, f"{API}/requests")
def mine(asked: Asked) -> Response:
    """What the caller asked for."""
    found = asked.wiring.cases.follow.mine(asked.tenant, caller(asked).number)
    return json_answer(RequestsAnswer(requests=[request_answer(asked, r) for r in found]))


@get(routes, f"{API}/requests/{{request_id}}")
def one(asked: Asked, request_id: str) -> Response:
    """One request of the caller."""
    number = caller(asked).number
    request = asked.wiring.cases.follow.one(asked.tenant, number, known_id(request_id))
    return json_answer(request_answer(asked, request))


@get(routes, f"{API}/requests/{{request_id}}/document")
def document(asked: Asked, request_id: str) -> Response:
    """On to the PDF, at an address that lasts a minute."""
    number = caller(asked).number
    address = asked.wiring.certificates.download(asked.tenant, number, known_id(request_id))
    return Response(body="", status_code=302, headers={"Location": address})


@get(routes, f"{API}/access-log")
def access_log(asked: Asked) -> Response:
    """Who consulted the caller's data, when and why."""
    found = asked.wiring.cases.follow.consultations(asked.tenant, caller(asked).number)
    return json_answer(AccessLogAnswer(consultations=[consultation_answer(c) for c in found]))
