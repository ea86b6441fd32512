"""Verification for programs: by code, by hash, or with the file itself."""

from datetime import date, datetime
from typing import Annotated

from chalice import Response
from pydantic import BaseModel, Field, ValidationError, WithJsonSchema
from pydantic.config import JsonDict

from chalicelib.domain.issued.verification import LedgerEntry
from chalicelib.domain.issued.verification_code import LONGEST_TYPED
from chalicelib.usecases.issued.verify import Verification
from chalicelib.web.api.parameters import CODE_FORMAT
from chalicelib.web.http.addresses import API, JSON, get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import Body, described
from chalicelib.web.http.payloads.multipart import MULTIPART, filled_form
from chalicelib.web.http.visitor import visitor_of
from chalicelib.web.verification.pages import sentence_of

SHA256: JsonDict = {"pattern": "^[0-9A-Fa-f]{64}$"}
"""What the description says of a hash; the code refuses any other text by its own name."""


class VerifyBody(Body):
    """The SHA-256 of a file in hex; with a code, whether it is the document with that code."""

    sha256: Annotated[str, Field(max_length=64, json_schema_extra=SHA256)]
    code: Annotated[str, Field(max_length=LONGEST_TYPED), WithJsonSchema(CODE_FORMAT)] = ""


class VerifiedDocument(BaseModel):
    """A document as anybody may know it; `reason` is a code, there when it was revoked."""

    number: str
    document: str
    variant: str
    issued_on: date
    valid_until: date | None
    sha256: str
    revoked_at: datetime | None
    reason: str
    replaced_by: str


class VerificationAnswer(BaseModel):
    """`status` is the one verdict: only `authentic` is good.

    Of a document: authentic, replaced, revoked, expired or unknown. Of a file that isn't the
    document: different, other_document, unlisted, changed, added, cut_off, foreign_seal, no_seal or
    not_a_pdf; then there is no `document`.
    """

    status: str
    sentence: str
    document: VerifiedDocument | None


@get(f"{API}/verify/{{code}}")
def by_code(asked: RequestContext, code: str) -> Response:
    """The document with a code."""
    return _answer(asked.wiring.issued.verify.by_code(asked.tenant, code, visitor_of(asked)))


@post(f"{API}/verify", JSON)
def by_hash(asked: RequestContext) -> Response:
    """The document with a hash, and with a `code` if there is one."""
    body = _body(asked)
    found = asked.wiring.issued.verify.by_hash(
        asked.tenant, body.sha256, visitor_of(asked), body.code
    )
    return _answer(found)


@post(f"{API}/verify-file", MULTIPART)
def by_file(asked: RequestContext) -> Response:
    """A form with the field `file`, and `code` if there is one.

    A route of its own: API Gateway decodes files, and wants to know beforehand where they come.
    """
    form = filled_form(asked)
    file = form.file("file")
    data, code = file.content if file else b"", form.fields.get("code", "")
    return _answer(asked.wiring.issued.verify.by_file(asked.tenant, data, visitor_of(asked), code))


def _body(asked: RequestContext) -> VerifyBody:
    try:
        return VerifyBody.model_validate_json(asked.body())
    except ValidationError as error:
        raise described(error) from None


def _answer(found: Verification) -> Response:
    answer = VerificationAnswer(
        status=found.verdict.value,
        sentence=sentence_of(found),
        document=_document(found.entry) if found.entry and found.is_genuine else None,
    )
    return Response(body=answer.model_dump_json(), headers={"Content-Type": JSON})


def _document(entry: LedgerEntry) -> VerifiedDocument:
    return VerifiedDocument(
        number=entry.number,
        document=entry.document_id,
        variant=entry.variant,
        issued_on=entry.issued_on,
        valid_until=entry.valid_until,
        sha256=entry.sha256,
        revoked_at=entry.revoked_at,
        reason=entry.reason,
        replaced_by=entry.replaced_by,
    )
