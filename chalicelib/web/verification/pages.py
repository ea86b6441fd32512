"""The verification page: whether a document is ours, still counts, and is the very one."""

from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.issued.verification import LedgerEntry, Likeness, Status
from chalicelib.domain.issued.verification_code import LONGEST_TYPED, VerificationCode
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError
from chalicelib.usecases.issued.verify import Verification
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.multipart import MULTIPART, filled_form
from chalicelib.web.http.problems import FieldError, problem_of
from chalicelib.web.http.visitor import visitor_of


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer in words; `code` in groups, empty when only a file was shown."""

    found: Verification
    code: str
    name: str
    variant: str
    reason: str

    @property
    def status(self) -> str:
        """The status as a code, for the look of the page."""
        return self.found.status.value

    @property
    def label(self) -> str:
        """The status of the document in words."""
        return texts.words("verification")[self.status]

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        return sentence_of(self.found)

    @property
    def likeness(self) -> str:
        """How the file relates to the document; empty when none was shown."""
        return texts.words("likeness")[self.found.likeness] if self.found.likeness else ""

    @property
    def is_same(self) -> bool:
        """Whether the file is the very document."""
        return self.found.likeness is Likeness.SAME

    @property
    def could_tell_more(self) -> bool:
        """Whether the file itself would tell in what it differs."""
        knows_hash_alone = self.found.likeness is None and not self.code
        return self.found.likeness is Likeness.DIFFERENT or (
            knows_hash_alone and self.found.status is Status.UNKNOWN
        )


@get("/v")
def ask(asked: RequestContext) -> Response:
    """Type a code, or choose a file."""
    typed = asked.query("code").strip()[:LONGEST_TYPED]
    if not typed:
        return _form(asked)
    try:
        code = VerificationCode.parse(typed)
    except InvalidInputError as error:
        return _form(asked, typed, (error,), 422)
    return redirect(asked.link(f"/v/{code.text}"))


@post("/v", MULTIPART)
def by_file(asked: RequestContext) -> Response:
    """A file alone, for who has no code at hand."""
    return _compared(asked, "")


@get("/v/{code}")
@get("/V/{code}")
def show(asked: RequestContext, code: str) -> Response:
    """The document behind a code, and whether a file with a hash is it."""
    try:
        code_read = VerificationCode.parse(code[:LONGEST_TYPED])
        found = _looked_up(asked, code_read, asked.query("sha256"))
    except (InvalidInputError, NotAllowedError) as error:
        return _form(asked, code[:LONGEST_TYPED], (error,), problem_of(error).status)
    return _result(asked, found, str(code_read))


@post("/v/{code}", MULTIPART)
def compare(asked: RequestContext, code: str) -> Response:
    """The file that somebody holds, beside the document behind a code."""
    return _compared(asked, code[:LONGEST_TYPED])


def sentence_of(found: Verification) -> str:
    """The verdict in words: how a file differs, or else the status of the document."""
    verdict = found.verdict
    if isinstance(verdict, Likeness):
        return texts.words("likeness")[verdict]
    return texts.words("verification")[verdict.value]


def _looked_up(asked: RequestContext, code: VerificationCode, sha256: str) -> Verification:
    verify, who = asked.wiring.issued.verify, visitor_of(asked)
    if sha256:
        return verify.by_hash(asked.tenant, sha256, who, code.text)
    return verify.by_code(asked.tenant, code.text, who)


def _compared(asked: RequestContext, typed: str) -> Response:
    form = filled_form(asked)
    file, sha256 = form.file("bestand"), form.fields.get("sha256", "")
    verify, who = asked.wiring.issued.verify, visitor_of(asked)
    try:
        code = str(VerificationCode.parse(typed)) if typed else ""
        if file is None and sha256:
            found = verify.by_hash(asked.tenant, sha256, who, code)
        else:
            found = verify.by_file(asked.tenant, file.content if file else b"", who, code)
    except (InvalidInputError, NotAllowedError) as error:
        return _form(asked, typed, (error,), problem_of(error).status)
    return _result(asked, found, code)


def _result(asked: RequestContext, found: Verification, code: str) -> Response:
    status = 404 if found.status is Status.UNKNOWN and found.likeness is None else 200
    return page(asked, "verify_result.html", status=status, s=shown(asked, found, code))


def shown(asked: RequestContext, found: Verification, code: str) -> Shown:
    """An answer in words."""
    entry = found.entry
    document = asked.wiring.templates.catalogue.get(entry.document_id) if entry else None
    variant = document.variant(entry.variant) if document and entry else None
    has_choice = document is not None and len(document.variants) > 1
    return Shown(
        found=found,
        code=code,
        name=document.names.nl if document else _of_process(asked, entry),
        variant=variant.names.nl if variant and has_choice else "",
        reason=texts.words("revocations")[entry.reason] if entry and entry.reason else "",
    )


def _of_process(asked: RequestContext, entry: LedgerEntry | None) -> str:
    return asked.wiring.printing.slot_printer.title_of(entry.document_id) if entry else ""


def _form(
    asked: RequestContext,
    typed: str = "",
    problems: tuple[InvalidInputError | NotAllowedError, ...] = (),
    status: int = 200,
) -> Response:
    """The form, with what was wrong in it beside the field."""
    fields = {"code": "code", "file": "bestand", "sha256": "bestand"}
    errors = tuple(
        FieldError(fields.get(getattr(e, "field", "") or "", "code"), e.code, e.public)
        for e in problems
    )
    return page(
        asked,
        "verify.html",
        status=status,
        values={"code": typed},
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
    )
