"""An order of a certificate as programs send it."""

from typing import Annotated

from pydantic import Field, ValidationError

from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Language
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import LONGEST_MAIL, Body, Code, described

LONGEST_REMARK = 1000
"""Characters."""


class Subject(Body):
    """Somebody else whose document is asked for, and what the caller is to them."""

    national_number: Annotated[str, Field(min_length=11, max_length=20)]
    relation: Relation


class NewRequest(Body):
    """An order of a document; without `subject` it is about the caller.

    `email` is where the link goes; without it, to the address that the identity provider knows.
    `abroad` is the ISO code of the country where the document will be used.
    """

    document: Code
    variant: Code | None = None
    language: Language = "nl"
    subject: Subject | None = None
    purpose: Annotated[str, Field(max_length=64)] = ""
    activity: Annotated[str, Field(max_length=64)] = ""
    abroad: Annotated[str, Field(max_length=2, pattern=r"^([A-Z]{2})?$")] = ""
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""
    email: Annotated[str, Field(max_length=LONGEST_MAIL)] | None = None


def new_request(asked: RequestContext) -> NewRequest:
    """The body as an order. Raises BadRequestError (`malformed_json`), InvalidFieldsError."""
    try:
        return NewRequest.model_validate_json(asked.body())
    except ValidationError as error:
        raise described(error) from None
