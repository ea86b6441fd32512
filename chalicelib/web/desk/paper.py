"""Letters to print and post: the list, the sheet with the address, and when it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalice import Response

from chalicelib.domain.cases.forms.kinds import WrongError, typed_day
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.posting import counts_from
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.usecases.mail.paper import Paper, enclosed
from chalicelib.usecases.mail.post import Post
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import redirect


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of the list; `counts` are the terms that count from the day on which it goes.

    `to` is the role of whom it goes to, in words.
    """

    post: Post
    title: str
    to: str
    document: IssuedDocument | None
    counts: tuple[str, ...]


@get("/loket/brieven")
def letters(asked: RequestContext) -> Response:
    """What waits to be printed."""
    return _listed(asked, at_work(asked))


@get("/loket/brieven/{case_id}")
def sheet(asked: RequestContext, case_id: str) -> Response:
    """The letter with the address where a window envelope shows it; reading it is logged."""
    colleague = at_work(asked)
    found = asked.wiring.mail.paper.sheet(colleague.staff, known_id(case_id), asked.query("taak"))
    reasons = texts.words("revocations")
    revoked = [(number, reasons.get(code, "")) for number, code in found.revoked]
    counts = counts_from(found.post.task, found.post.found.frame.definition)
    return desk_page(asked, colleague, "sheet.html", sheet=found, revoked=revoked, counts=counts)


@post("/loket/brieven/{case_id}/verzonden")
def sent(asked: RequestContext, case_id: str) -> Response:
    """It is in the post: note when, and have start what counts from that day."""
    colleague, form = work_form(asked)
    key = form.get("taak", "")
    try:
        day = _day(form.get("dag", ""))
        asked.wiring.mail.mark_posted(colleague.staff, known_id(case_id), key, day)
    except InvalidInputError as error:
        said = {"case": case_id, "key": key, "day": form.get("dag", ""), "public": error.public}
        return _listed(asked, colleague, said)
    return redirect(asked.link("/loket/brieven?gedaan=verzonden"))


def _day(text: str) -> date | None:
    """The day that was filled in; None for today. Raises InvalidInputError."""
    if not text.strip():
        return None
    try:
        return typed_day(text.strip())
    except WrongError as error:
        raise InvalidInputError(error.code, error.public, "day") from None


def _listed(
    asked: RequestContext, colleague: Colleague, wrong: Mapping[str, str] | None = None
) -> Response:
    mail, page = asked.wiring.mail, whole_number(asked.query("pagina"), 1)
    at = mail.tray.letters(colleague.staff, page)
    return desk_page(
        asked,
        colleague,
        "letters.html",
        status=422 if wrong else 200,
        at=at,
        rows=[_row(one, mail.paper) for one in at.lines],
        today=asked.today,
        wrong=wrong,
        done=asked.query("gedaan"),
    )


def _row(one: Post, paper: Paper) -> LetterRow:
    definition = one.found.frame.definition
    to = definition.roles.get(one.party.role if one.party else one.message.to)
    counts = counts_from(one.task, definition)
    return LetterRow(one, paper.title(one), to.words if to else "", enclosed(one), counts)
