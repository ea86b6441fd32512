"""What programs may send us, checked before anything else sees it."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.free_text import readable
from chalicelib.domain.shared.mail_address import check_email
from chalicelib.web.http.asked import BadRequestError, RequestContext
from chalicelib.web.http.problems import FieldError, InvalidFieldsError

LONGEST_MAIL = 254
_SHOWN_NAME = 60

_SENTENCES = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld kennen we niet.",
    "string_type": "Dit moet tekst zijn.",
    "string_too_long": "Deze tekst is te lang.",
    "string_too_short": "Dit veld is leeg.",
    "literal_error": "Dit is geen mogelijke keuze.",
    "enum": "Dit is geen mogelijke keuze.",
    "model_type": "Dit moet een object zijn.",
    "model_attributes_type": "Dit moet een object zijn.",
}
"""What pydantic says, in Dutch."""

type Code = Annotated[str, Field(min_length=1, max_length=64)]

type BasketId = Annotated[str, Field(max_length=64)]
"""Of files put ready before."""


def _no_other(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("no number")  # noqa: TRY004 - pydantic takes no TypeError
    return value


Whole = Annotated[int, Field(ge=0), BeforeValidator(_no_other)]
"""A number as JSON has it, `1.0` too: neither yes or no, nor a text."""


class Body(BaseModel):
    """Nothing but what is described, and no text with characters that nobody sees."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def _readable(cls, value: object) -> object:
        return readable(value) if type(value) is str else value


def idempotency_key(asked: RequestContext) -> str:
    """The key under which repeating is harmless. Raises BadRequestError."""
    key = asked.header("idempotency-key")
    if not key:
        raise BadRequestError(
            400, "missing_idempotency_key", "De kop Idempotency-Key ontbreekt in deze vraag."
        )
    return key


def mail_address(text: str) -> str:
    """An address as it can be written to. Raises InvalidInputError (`invalid_email`)."""
    return check_email(text)


def national_number(text: str, field: str, *, allow_test: bool) -> NationalNumber:
    """A number as typed. Raises InvalidInputError (`invalid_national_number`) naming the field."""
    try:
        return NationalNumber.parse(text, allow_test=allow_test)
    except InvalidInputError as error:
        raise InvalidInputError(error.code, error.public, field) from None


def described(error: ValidationError) -> Exception:
    """What is wrong with a body, as an error of ours."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    if any(problem["type"] == "json_invalid" for problem in problems):
        return BadRequestError(400, "malformed_json", "Dit is geen geldige JSON.")
    return InvalidFieldsError(tuple(_field(problem) for problem in problems))


def _field(problem: Any) -> FieldError:  # noqa: ANN401 - pydantic's ErrorDetails
    code = problem["type"]
    return FieldError(
        pointer="".join(f"/{_escaped(part)}" for part in problem["loc"]),
        code=code,
        detail=_SENTENCES.get(code, "Deze waarde is niet geldig."),
    )


def _escaped(part: object) -> str:
    return str(part)[:_SHOWN_NAME].replace("~", "~0").replace("/", "~1")
