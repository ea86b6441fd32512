"""The API described in OpenAPI 3.1, from the same models that check and answer."""

import re
from collections.abc import Mapping
from typing import Literal

from chalice import Response
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from chalicelib.web.api.answers import AccessLogAnswer, HealthAnswer
from chalicelib.web.api.cases import all_offered
from chalicelib.web.api.openapi_cases import CASES
from chalicelib.web.api.openapi_fields import closed
from chalicelib.web.api.openapi_handling import HANDLING
from chalicelib.web.api.parameters import CODE, FORM, ID, KEY, VERIFY_FORM, YEAR, Json
from chalicelib.web.certificates.counter.intake_api import INTAKE
from chalicelib.web.certificates.openapi import REQUESTS
from chalicelib.web.figures.files import FiguresAnswer
from chalicelib.web.http.addresses import API, JSON, get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads.programs import PUBLIC
from chalicelib.web.privacy.forgetting_api import FORGETTING
from chalicelib.web.verification.api import VerificationAnswer, VerifyBody

_CALLS = (*REQUESTS, INTAKE, *HANDLING, *CASES, *FORGETTING)
_SIGNED_IN: list[Json] = [{"bearer": []}, {"session": []}]
_SCHEMAS = "#/components/schemas/{model}"

_IN: Literal["validation"] = "validation"
_OUT: Literal["serialization"] = "serialization"


class ProblemField(BaseModel):
    """One thing wrong in what was sent (`pointer` as RFC 6901)."""

    pointer: str
    code: str
    detail: str


class NeededSignIn(BaseModel):
    """How surely one must sign in for it, and whether one must do so again, just now."""

    level: str
    anew: bool


class ProblemDetails(BaseModel):
    """Every error, whatever its cause (RFC 9457): `code` is stable, `detail` a Dutch sentence.

    `sign_in` comes with `stronger_sign_in_needed`.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[ProblemField] = Field(default_factory=list)
    instance: str = ""
    sign_in: NeededSignIn | None = None


@get(f"{API}/openapi.json")
def description(asked: RequestContext) -> Response:
    """The API in its own words."""
    headers = {"Content-Type": JSON, **PUBLIC}
    whole = describe(asked.municipality.address)
    closed(whole["components"]["schemas"], all_offered(asked))
    return Response(body=whole, headers=headers)


def describe(server: str = "https://thuisloket.example") -> Json:
    """The description of any municipality; `server` is what stands in front of every path."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Thuisloket",
            "version": "1",
            "description": "Akten en attesten vragen, volgen en ophalen.",
        },
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Een token van de OpenID-aanbieder, voor deze toepassing.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-thuisloket-{nis}",
                    "description": "Wie iets wijzigt, stuurt ook de kop X-CSRF-Token.",
                },
            },
        },
    }


def _paths() -> Json:
    paths: Json = {
        "/health": {"get": _operation("health", "Of de dienst werkt", HealthAnswer, public=True)},
        "/requests/{id}/document": {"parameters": [ID], "get": _download()},
        "/access-log": {
            "get": _operation("access_log", "Wie uw gegevens raadpleegde", AccessLogAnswer)
        },
        "/verify/{code}": {
            "parameters": [CODE],
            "get": _operation(
                "verify", "Of een document echt is en geldt", VerificationAnswer, public=True
            ),
        },
        "/verify": {"post": _verify(_content(VerifyBody), "verify_hash")},
        "/verify-file": {
            "post": _verify({"multipart/form-data": {"schema": VERIFY_FORM}}, "verify_file")
        },
        "/figures/{year}": {"parameters": [YEAR], "get": _figures()},
    }
    for call in _CALLS:
        paths.setdefault(call.path, _parameters(call.path)).update(_call(call))
    slot = "/cases/{id}/documents/{slot}"
    paths[slot] = {**_parameters(slot), "get": _download("document_of_case")}
    return {f"{API}{path}": item for path, item in paths.items()}


def _verify(content: Json, name: str) -> Json:
    operation = _operation(
        name, "Of een bestand precies dat document is", VerificationAnswer, public=True
    )
    return {**operation, "requestBody": {"required": True, "content": content}}


def _figures() -> Json:
    operation = _operation("figures", "De cijfers van een jaar", FiguresAnswer, public=True)
    operation["responses"]["200"]["content"]["text/csv"] = {"schema": {"type": "string"}}
    return {**operation, "parameters": [FORM]}


def _parameters(path: str) -> Json:
    names = re.findall(r"{(\w+)}", path)
    found = [{**ID, "name": name} for name in names]
    return {"parameters": found} if found else {}


def _call(call: Call) -> Json:
    operation = _operation(
        call.name, call.summary, call.gives, status=call.status, public=call.is_public
    )
    if call.takes is None:
        operation |= {"parameters": [_query(name) for name in call.query]} if call.query else {}
        return {"get": operation}
    if call.may_be_nothing:
        operation["responses"]["204"] = {"description": "Er is er geen"}
    if call.may_be_there:
        operation["responses"]["200"] = operation["responses"][call.status]
    is_needed = any(field.is_required() for field in call.takes.model_fields.values())
    operation["requestBody"] = {"required": is_needed, "content": _content(call.takes)}
    if call.has_key:
        operation["parameters"] = [KEY]
    return {"post": operation}


def _query(name: str) -> Json:
    return {"name": name, "in": "query", "schema": {"type": "string"}}


def _operation(
    name: str, summary: str, answer: type[BaseModel], *, status: str = "200", public: bool = False
) -> Json:
    responses = {status: {"description": "Gelukt", "content": _content(answer)}, **_REFUSALS}
    operation: Json = {"operationId": name, "summary": summary, "responses": responses}
    operation["security"] = [] if public else _SIGNED_IN
    return operation


def _download(name: str = "document") -> Json:
    header = {"Location": {"schema": {"type": "string", "format": "uri"}}}
    found = {"302": {"description": "Het adres van de pdf", "headers": header}}
    responses = {**found, **_REFUSALS}
    summary = "Naar de pdf, een minuut lang"
    return {
        "operationId": name,
        "summary": summary,
        "responses": responses,
        "security": _SIGNED_IN,
    }


def _content(model: type[BaseModel]) -> Json:
    return {"application/json": {"schema": {"$ref": _SCHEMAS.format(model=model.__name__)}}}


_REFUSALS: Mapping[str, Json] = {
    "default": {
        "description": "Het lukt niet",
        "content": {
            "application/problem+json": {
                "schema": {"$ref": _SCHEMAS.format(model=ProblemDetails.__name__)}
            }
        },
    }
}


def _schemas() -> Json:
    answers: tuple[type[BaseModel], ...] = (
        HealthAnswer,
        AccessLogAnswer,
        FiguresAnswer,
        VerificationAnswer,
        ProblemDetails,
        *(call.gives for call in _CALLS),
    )
    taken: tuple[type[BaseModel], ...] = (
        VerifyBody,
        *(call.takes for call in _CALLS if call.takes),
    )
    inwards = [(model, _IN) for model in dict.fromkeys(taken)]
    _, top = models_json_schema(
        [*inwards, *((model, _OUT) for model in dict.fromkeys(answers))],
        ref_template=_SCHEMAS,
    )
    schemas: Json = top["$defs"]
    return schemas


if __name__ == "__main__":
    import json
    import sys

    json.dump(describe(), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
