"""What programs of applicants may send about a certificate, beside a new request."""

from typing import Annotated

from pydantic import Base64Bytes, Field

from chalicelib.web.http.payloads.bodies import Body
from chalicelib.web.http.payloads.programs import Text


class Attached(Body):
    """A file in base64: PDF, JPEG or PNG."""

    content: Base64Bytes


class AnswerBody(Body):
    """What the applicant answers, with at most three files."""

    text: Text
    files: Annotated[tuple[Attached, ...], Field(max_length=3)] = ()
