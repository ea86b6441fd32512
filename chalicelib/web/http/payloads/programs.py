"""Bodies of JSON to programs and from them."""

from collections.abc import Mapping
from typing import Annotated, Any

from chalice import Response
from pydantic import BaseModel, Field, ValidationError
from pydantic.config import JsonDict

from chalicelib.web.http.addresses import JSON
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import Body, described
from chalicelib.web.http.payloads.multipart import MAX_UPLOAD

PUBLIC = {"Cache-Control": "public, max-age=300"}
"""Headers of what anybody may keep for a while."""

JSON_HEADERS = {"Content-Type": JSON}
"""Headers of JSON."""

_NOT_BLANK: JsonDict = {"pattern": r"\S"}
type Text = Annotated[str, Field(max_length=4000, json_schema_extra=_NOT_BLANK)]
"""Something said: not blank, which the code refuses by its own name."""


class Empty(Body):
    """No fields."""


def read[T: Body](asked: RequestContext, model: type[T], limit: int = MAX_UPLOAD) -> T:
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
