"""An order of a certificate as programs send it."""

from typing import Annotated

from pydantic import Field, ValidationError

from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Language
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import LONGEST_MAIL, BasketId, Body, Code, described

LONGEST_REMARK = 1000
"""Characters."""


class Subject(Body):
    """Somebody else whose document is asked for, and what the caller is to them."""

    national_number: Annotated[str, Field(min_length=11, max_length=20)]
    relation: Relation


class NewOrder(Body):
    """An order of a document; without `subject` it is about the caller.

    `email` is where the link goes; without it, to the address that the identity provider knows.
    `abroad` is the ISO code of the country where the document will be used. `interest` is why
    somebody may have an act of another, by code, and `reason` why they ask, in their own words.
    """

    document: Code
    variant: Code | None = None
    language: Language = "nl"
    subject: Subject | None = None
    purpose: Annotated[str, Field(max_length=64)] = ""
    activity: Annotated[str, Field(max_length=64)] = ""
    abroad: Annotated[str, Field(max_length=2, pattern=r"^([A-Z]{2})?$")] = ""
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""
    interest: Annotated[str, Field(max_length=64)] = ""
    reason: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""
    email: Annotated[str, Field(max_length=LONGEST_MAIL)] | None = None


class NewRequest(NewOrder):
    """An order of the caller; `basket` has the files put ready as its `proof` (`POST /uploads`)."""

    basket: BasketId = ""


def new_request(asked: RequestContext) -> NewRequest:
    """The body as an order. Raises BadRequestError (`malformed_json`), InvalidFieldsError."""
    try:
        return NewRequest.model_validate_json(asked.body())
    except ValidationError as error:
        raise described(error) from None
