"""What programs of colleagues and applicants may send, beside a new request."""

from typing import Annotated, Any

from pydantic import Base64Bytes, Field, ValidationError

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.web.certificates.new_request import NewRequest
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.bodies import Body, Code, described
from chalicelib.web.http.multipart import MAX_UPLOAD

type Text = Annotated[str, Field(max_length=4000)]
type RequestId = Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]


class Empty(Body):
    """No fields."""


class Claim(Body):
    """The next case, or the one with an id."""

    id: RequestId | None = None


class Approve(Body):
    """On what ground the applicant is entitled."""

    ground: Text


class Reject(Body):
    """Reason and means of appeal by code, the law, and what it means here."""

    reason: Code
    basis: Annotated[str, Field(min_length=1, max_length=500)]
    appeal: Code
    explanation: Text = ""


class Ask(Body):
    """A question to the applicant."""

    question: Text


class Wait(Body):
    """For which authority, and after how many days the registers are asked again."""

    authority: Code
    text: Text = ""
    recheck_days: Annotated[int, Field(ge=1, le=15)] = 2


class Attached(Body):
    """A file in base64: PDF, JPEG or PNG."""

    content: Base64Bytes


class Answer(Body):
    """What the applicant answers, with at most three files."""

    text: Text
    files: Annotated[tuple[Attached, ...], Field(max_length=3)] = ()


class NewIntake(NewRequest):
    """A request that came by another channel than this counter's own."""

    channel: Channel
    applicant: Annotated[str, Field(min_length=11, max_length=20)]
    identified_by: Identified | None = None
    delivery: Delivery = Delivery.LINK


def read[T: Body](asked: Asked, model: type[T], limit: int = MAX_UPLOAD) -> T:
    """The body as a model; no body at all counts as an empty object.

    Raises BadRequestError (`malformed_json`), InvalidFieldsError.
    """
    raw: Any = asked.body(limit) or b"{}"
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise described(error) from None
