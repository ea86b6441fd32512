"""What staff does with issued documents: look, revoke, replace, confirm, and list all copies."""

import re
from collections.abc import Callable

from chalice import Response

from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import DomainError, InvalidInputError, NotThereError
from chalicelib.usecases.handling.at_hand import allow
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.bodies import national_number
from chalicelib.web.http.problems import FieldError, problem_of

type Values = dict[str, str]

_FIELDS = {
    "reason": "reden",
    "text": "uitleg",
    "purpose": "doel",
    "number": "nummer",
    "delivery": "levering",
}
"""The field of a form for what the use cases call it."""

_NUMBER = re.compile(r"[0-9A-Z-]{10,40}", re.ASCII)
_TYPED = ("reden", "uitleg", "vervangen", "levering", "nummer", "doel")


@get("/loket/documenten/{number}")
def look(asked: RequestContext, number: str) -> Response:
    """A document by its number: its standing, and what may be done with it."""
    return _document(asked, at_work(asked), _known(number), done=asked.query("gedaan"))


@post("/loket/documenten/{number}/intrekken")
def revoke(asked: RequestContext, number: str) -> Response:
    """Revoke it, or propose that to a colleague; with `vervangen` a corrected one is made."""
    colleague, form = work_form(asked)
    reason, text = form.get("reden", ""), form.get("uitleg", "")
    return _done(
        asked,
        colleague,
        _known(number),
        form,
        lambda staff, it: asked.wiring.issued.revoke(
            staff,
            it,
            reason,
            text,
            replaced=form.get("vervangen") == "ja",
            delivery=form.get("levering", ""),
        ),
    )


@post("/loket/documenten/{number}/bevestigen")
def confirm(asked: RequestContext, number: str) -> Response:
    """The second pair of eyes agrees."""
    colleague, form = work_form(asked)
    return _done(asked, colleague, _known(number), form, asked.wiring.issued.revoke.confirm)


@post("/loket/documenten/{number}/behouden")
def drop(asked: RequestContext, number: str) -> Response:
    """The second pair of eyes doesn't."""
    colleague, form = work_form(asked)
    text = form.get("uitleg", "")
    return _done(
        asked,
        colleague,
        _known(number),
        form,
        lambda staff, it: asked.wiring.issued.revoke.drop(staff, it, text),
    )


@get("/loket/kopieen")
def copies(asked: RequestContext) -> Response:
    """Whose documents to list."""
    return _copies(asked, at_work(asked))


@post("/loket/kopieen")
def list_copies(asked: RequestContext) -> Response:
    """Every document ever issued about somebody."""
    colleague, form = work_form(asked)
    try:
        number = _number(asked, form.get("nummer", ""))
        found = asked.wiring.issued.copies(colleague.staff, number, form.get("doel", ""))
    except DomainError as error:
        problem = problem_of(error)
        return _copies(asked, colleague, form, error, status=problem.status)
    return _copies(asked, colleague, form, found=found)


def _number(asked: RequestContext, text: str) -> NationalNumber:
    allow_test = asked.wiring.settings.allow_test_numbers
    return national_number(text, "number", allow_test=allow_test)


def _done(
    asked: RequestContext,
    colleague: Colleague,
    number: str,
    form: Values,
    act: Callable[[Staff, str], object],
) -> Response:
    try:
        act(colleague.staff, number)
    except DomainError as error:
        status = problem_of(error).status
        if status == 404:
            raise
        return _document(asked, colleague, number, form, error, status=status)
    return redirect(asked.link(f"/loket/documenten/{number}?gedaan=ja"))


def _document(
    asked: RequestContext,
    colleague: Colleague,
    number: str,
    values: Values | None = None,
    error: DomainError | None = None,
    *,
    status: int = 200,
    done: str = "",
) -> Response:
    standing = asked.wiring.issued.revoke.look(colleague.staff, number)
    return desk_page(
        asked,
        colleague,
        "document.html",
        status=status,
        d=standing,
        name=_name(asked, standing.listed) or standing.words,
        state=_state(asked, standing.listed),
        reasons=texts.words("revocations"),
        values=dict.fromkeys(_TYPED, "") | (values or {}),
        problems=_wrong(error, "reden"),
        done=bool(done),
    )


def _copies(
    asked: RequestContext,
    colleague: Colleague,
    values: Values | None = None,
    error: DomainError | None = None,
    *,
    found: list[Listed] | None = None,
    status: int = 200,
) -> Response:
    allow(colleague.staff, StaffAction.COPIES)
    return desk_page(
        asked,
        colleague,
        "copies.html",
        status=status,
        rows=None if found is None else [_row(asked, listed) for listed in found],
        values=dict.fromkeys(_TYPED, "") | (values or {}),
        problems=_wrong(error, "nummer"),
    )


def _wrong(error: DomainError | None, otherwise: str) -> tuple[FieldError, ...]:
    if error is None:
        return ()
    named = error.field if isinstance(error, InvalidInputError) else None
    return (FieldError(_FIELDS.get(named or "", otherwise), error.code, error.public),)


def _state(asked: RequestContext, listed: Listed) -> str:
    """How a document stands today, in words."""
    return texts.words("verification")[listed.entry.status(asked.today)]


def _name(asked: RequestContext, listed: Listed) -> str:
    """What a document is called; empty when nobody calls it anything any more."""
    kind = listed.entry.document_id
    document = asked.wiring.templates.catalogue.get(kind)
    return document.names.nl if document else asked.wiring.printing.slot_printer.title_of(kind)


def _row(asked: RequestContext, listed: Listed) -> tuple[Listed, str, str]:
    name = _name(asked, listed) or listed.entry.document_id
    return listed, name, _state(asked, listed)


def _known(number: str) -> str:
    """A number that a document could have. Raises NotThereError."""
    if not _NUMBER.fullmatch(number):
        raise NotThereError
    return number
