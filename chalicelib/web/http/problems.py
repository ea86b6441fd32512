"""Errors to HTTP: the only place where it is decided which status an error gets (RFC 9457)."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from chalice import Response

from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.shared.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
    TooManyError,
    TooWeakError,
)
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.errors import RetryableError
from chalicelib.web.http.asked import BadRequestError

MEDIA_TYPE = "application/problem+json"

_BY_CODE: Mapping[str, int] = {
    "missing_idempotency_key": 400,
    "invalid_idempotency_key": 400,
    "sign_in_needed": 401,
    "invalid_token": 401,
    "idempotency_mismatch": 422,
    "register_away": 503,
    "download_ended": 410,
    "revoked": 410,
}
"""Where a code says more than its kind of error."""

_BY_KIND: tuple[tuple[type[DomainError], int], ...] = (
    (InvalidInputError, 422),
    (NotThereError, 404),
    (NotAllowedError, 403),
    (ConflictError, 409),
)

_OF_CHALICE: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "Deze vraag kunnen we niet lezen."),
    404: ("not_found", "Deze pagina bestaat niet."),
    405: ("method_not_allowed", "Dit kan niet op deze manier."),
    415: ("unsupported_media_type", "Dit soort inhoud verwerken we hier niet."),
}
"""What Chalice refuses by itself, before a view is reached."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong in what was sent; `pointer` says where (RFC 6901)."""

    pointer: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a caller may see it: a stable code, a Dutch sentence, nothing internal."""

    status: int
    code: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    reference: str = ""
    """Under which our own log knows more."""
    sign_in: TooWeakError | None = None
    """How somebody must sign in for it, when that is all there is to it."""
    after: int = 0
    """In how many seconds it can be tried again, where that is known."""

    @property
    def headers(self) -> dict[str, str]:
        """What HTTP asks for beside the status."""
        if self.status == 401:
            return {"WWW-Authenticate": "Bearer"}
        after = 30 if self.status == 503 else self.after
        return {"Retry-After": str(after)} if after else {}


class InvalidFieldsError(Exception):
    """Several things are wrong in what was sent."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__("invalid_body")
        self.errors = errors


def problem_of(error: Exception) -> Problem:
    """What to say of an error; what nobody foresaw is logged under a reference."""
    match error:
        case TooManyError():
            return Problem(429, error.code, error.public, after=error.after)
        case TooWeakError():
            return Problem(403, error.code, error.public, sign_in=error)
        case DomainError():
            return Problem(_status(error), error.code, error.public, _fields(error))
        case BadRequestError():
            return Problem(error.status, error.code, error.public)
        case InvalidFieldsError():
            return Problem(422, "invalid_body", "Niet alles is goed ingevuld.", error.errors)
        case RetryableError():
            return Problem(
                503,
                "temporarily_unavailable",
                "Dat lukt nu even niet. Probeer het over een minuut opnieuw.",
            )
        case _:
            return _unforeseen(error)


def chalice_problem(status: int) -> Problem:
    """What to say where Chalice itself refuses."""
    code, detail = _OF_CHALICE.get(status, ("internal_error", _OUR_FAULT))
    return Problem(status, code, detail)


def as_json(problem: Problem) -> Response:
    """The answer for a program."""
    body: dict[str, Any] = {
        "type": f"urn:thuisloket:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = [
            {"pointer": e.pointer, "code": e.code, "detail": e.detail} for e in problem.errors
        ]
    if problem.sign_in:
        body["sign_in"] = {"level": problem.sign_in.level, "anew": problem.sign_in.is_anew}
    if problem.reference:
        body["instance"] = f"urn:uuid:{problem.reference}"
    headers = {"Content-Type": MEDIA_TYPE, **problem.headers}
    return Response(body=body, status_code=problem.status, headers=headers)


_OUR_FAULT = "Er ging iets mis bij ons. Probeer het later opnieuw."


def _status(error: DomainError) -> int:
    by_kind = next((status for kind, status in _BY_KIND if isinstance(error, kind)), 400)
    return _BY_CODE.get(error.code, by_kind)


def _fields(error: DomainError) -> tuple[FieldError, ...]:
    if isinstance(error, FormError):
        wrong = error.problems
        return tuple(FieldError(f"/fields/{_escaped(p.field)}", p.code, p.public) for p in wrong)
    field = error.field if isinstance(error, InvalidInputError) else None
    return (FieldError(f"/{field}", error.code, error.public),) if field else ()


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _unforeseen(error: Exception) -> Problem:
    """Logged by kind and place only: the text of an error may quote what a person sent."""
    reference = str(uuid4())
    emit({Metric.UNFORESEEN: 1})
    frames = traceback.extract_tb(error.__traceback__)
    logger.error(
        "unforeseen error",
        reference=reference,
        kind=type(error).__name__,
        where=[f"{frame.name}:{frame.lineno}" for frame in frames[-8:]],
    )
    return Problem(500, "internal_error", _OUR_FAULT, reference=reference)
