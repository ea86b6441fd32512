"""The JSON API of requests under way: taken back, or answered, by who made them."""

from typing import Annotated

from chalice import Blueprint, Response
from pydantic import Base64Bytes, Field

from chalicelib.domain.cases.uploads import File
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.usecases.former_cases.follow import as_applicant_sees
from chalicelib.web.api.answers import request_answer
from chalicelib.web.api.common import Empty, Text, json_answer, read
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.bodies import Body
from chalicelib.web.http.frame import API, JSON, post
from chalicelib.web.http.sessions import caller

routes = Blueprint(__name__)


class Attached(Body):
    """A file in base64: PDF, JPEG or PNG."""

    content: Base64Bytes


class Answer(Body):
    """What the applicant answers, with at most three files."""

    text: Text
    files: Annotated[tuple[Attached, ...], Field(max_length=3)] = ()


@post(routes, f"{API}/requests/{{request_id}}/withdraw", JSON)
def withdraw(asked: Asked, request_id: str) -> Response:
    """The applicant takes a request back."""
    number = caller(asked).number
    read(asked, Empty)
    return _request(asked, asked.wiring.cases.withdraw(asked.tenant, number, known_id(request_id)))


@post(routes, f"{API}/requests/{{request_id}}/answer", JSON)
def answer(asked: Asked, request_id: str) -> Response:
    """The applicant answers a question."""
    number, sent = caller(asked).number, read(asked, Answer)
    files = tuple(File(file.content) for file in sent.files)
    given = asked.wiring.workqueue.answer(
        asked.tenant, number, known_id(request_id), sent.text, files
    )
    return _request(asked, given)


def _request(asked: Asked, request: CertificateCase) -> Response:
    return json_answer(request_answer(asked, as_applicant_sees(request)))
