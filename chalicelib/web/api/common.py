"""What all of the API has in common: who of staff calls, and bodies of JSON to and fro."""

from collections.abc import Mapping
from typing import Annotated, Any

from chalice import Response
from pydantic import BaseModel, Field, ValidationError

from chalicelib.domain.cases.staff import Staff, staff_of
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.web.desk.working import at_work
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.bodies import Body, described
from chalicelib.web.http.frame import JSON
from chalicelib.web.http.multipart import MAX_UPLOAD
from chalicelib.web.http.sessions import CSRF_HEADER, bearer, caller, check_csrf

JSON_HEADERS = {"Content-Type": JSON}

type Text = Annotated[str, Field(max_length=4000)]


class Empty(Body):
    """No fields."""


def read[T: Body](asked: Asked, model: type[T], limit: int = MAX_UPLOAD) -> T:
    """The body as a model; no body at all counts as an empty object.

    Raises BadRequestError (`malformed_json`), InvalidFieldsError.
    """
    raw: Any = asked.body(limit) or b"{}"
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise described(error) from None


def json_answer(
    model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A model as the answer to a program."""
    whole = {**JSON_HEADERS, **(headers or {})}
    return Response(body=model.model_dump_json(), status_code=status, headers=whole)


def colleague(asked: Asked) -> Staff:
    """Who of staff calls: the bearer token, or else the console's cookie, with its token.

    To a citizen there is nothing here. Raises NotAllowedError (`invalid_token`,
    `sign_in_needed`, `csrf_failed`), NotThereError, RetryableError.
    """
    person = bearer(asked)
    if person:
        staff = staff_of(person.claims, person.number, asked.municipality)
        if staff is None:
            raise NotThereError
        return staff
    return _by_cookie(asked)


def _by_cookie(asked: Asked) -> Staff:
    try:
        found = at_work(asked)
    except NotAllowedError:
        caller(asked)
        raise NotThereError from None
    if asked.request.method != "GET":
        check_csrf(found.session, asked.header(CSRF_HEADER))
    return found.staff
