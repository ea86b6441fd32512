"""The lists of the console: my work, the queue, what waits, what colleagues hold; and search."""

from datetime import date

from chalice import Blueprint, Response

from chalicelib.domain.former_cases.promise import Urgency
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.usecases.workqueue.lists import Line
from chalicelib.usecases.workqueue.look_up import REASONS, Why
from chalicelib.web.desk import words
from chalicelib.web.desk.shown import Row, by_document, by_reason, row
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.bodies import national_number
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import FieldError, problem_of

routes = Blueprint(__name__)

SEARCH_FIELDS = ("dossier", "nummer", "naam", "geboren", "reden", "dag")
NOTHING_WAITS = "/loket?gedaan=leeg"
_SHOWN = 60


@get(routes, "/loket")
def overview(asked: Asked) -> Response:
    """My work and the queue, with its counts; the filters are in the address."""
    colleague = at_work(asked)
    view = asked.wiring.workqueue.lists.queue(colleague.staff)
    rows = [row(asked, line) for line in view.lines]
    document, reason, late = asked.query("document"), asked.query("reden"), asked.query("tijd")
    found = [r for r in rows if _fits(r, document, reason, late)]
    return desk_page(
        asked,
        colleague,
        "overview.html",
        mine=[row(asked, line) for line in asked.wiring.workqueue.lists.mine(colleague.staff)],
        view=view,
        late=view.count(Urgency.LATE),
        soon=view.count(Urgency.SOON),
        rows=found[:_SHOWN],
        found=len(found),
        documents=by_document(rows),
        reasons=by_reason(rows),
        chosen={"document": document, "reden": reason, "tijd": late},
        done=asked.query("gedaan"),
        done_id=asked.query("dossier"),
    )


@post(routes, "/loket/volgende")
def following(asked: Asked) -> Response:
    """Take the next case; when none waits, say so."""
    colleague, _ = work_form(asked)
    request = asked.wiring.workqueue.claim.next(colleague.staff)
    return redirect(asked.link(f"/loket/dossiers/{request.id}" if request else NOTHING_WAITS))


@get(routes, "/loket/wachtend")
def waiting(asked: Asked) -> Response:
    """What waits for a citizen or another authority."""
    colleague = at_work(asked)
    return _list(asked, colleague, "waiting", asked.wiring.workqueue.lists.waiting(colleague.staff))


@get(routes, "/loket/in-behandeling")
def held(asked: Asked) -> Response:
    """What somebody has taken."""
    colleague = at_work(asked)
    return _list(asked, colleague, "held", asked.wiring.workqueue.lists.held(colleague.staff))


@get(routes, "/loket/zoeken")
def search_form(asked: Asked) -> Response:
    """The empty form."""
    return _search(asked, at_work(asked), dict.fromkeys(SEARCH_FIELDS, ""))


@post(routes, "/loket/zoeken")
def search(asked: Asked) -> Response:
    """What fits; sent as a form, because a number doesn't belong into an address."""
    colleague, form = work_form(asked)
    values = {name: form.get(name, "") for name in SEARCH_FIELDS}
    try:
        rows = [row(asked, line) for line in _found(asked, colleague, values)]
    except DomainError as error:
        problem = problem_of(error)
        field = _FIELD_OF.get(getattr(error, "field", None) or "", "dossier")
        wrong = FieldError(field, error.code, error.public)
        return _search(asked, colleague, values, status=problem.status, errors=(wrong,))
    return _search(asked, colleague, values, rows=rows)


_FIELD_OF = {
    "number": "nummer",
    "nummer": "nummer",
    "family": "naam",
    "reason": "reden",
    "reden": "reden",
    "geboren": "geboren",
    "dag": "dag",
}
"""The field of the form for what the use cases call it."""


def _found(asked: Asked, colleague: Colleague, values: dict[str, str]) -> list[Line]:
    lists, staff = asked.wiring.workqueue.lists, colleague.staff
    if values["dossier"]:
        return lists.search(staff, reference=values["dossier"])
    if values["nummer"]:
        allow_test = asked.wiring.settings.allow_test_numbers
        number = national_number(values["nummer"], "nummer", allow_test=allow_test)
        return lists.search(staff, number=number)
    if values["naam"]:
        return _by_name(asked, colleague, values)
    if values["dag"]:
        return lists.search(staff, day=a_day(values["dag"], "dag"))
    raise InvalidInputError("nothing_asked", "Vul één van de velden in.", "dossier")


def _by_name(asked: Asked, colleague: Colleague, values: dict[str, str]) -> list[Line]:
    """Through the register, so with a reason; the look-up is logged for each person found."""
    born = a_day(values["geboren"], "geboren")
    if values["reden"] not in REASONS:
        raise InvalidInputError("reason_missing", "Kies waarom u deze persoon opzoekt.", "reden")
    why = Why(reason=values["reden"])
    people = asked.wiring.workqueue.look_up.by_name(colleague.staff, values["naam"], born, why)
    lists = asked.wiring.workqueue.lists
    return [line for p in people for line in lists.search(colleague.staff, number=p.number)]


def a_day(text: str, field: str) -> date:
    """A day as a date field sends it. Raises InvalidInputError (`invalid_date`)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = "Vul een datum in, bijvoorbeeld 1985-07-30."
        raise InvalidInputError("invalid_date", sentence, field) from None


def _search(
    asked: Asked,
    colleague: Colleague,
    values: dict[str, str],
    *,
    status: int = 200,
    rows: list[Row] | None = None,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    return desk_page(
        asked,
        colleague,
        "search.html",
        status=status,
        values=values,
        rows=rows,
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        why=[(code, words.of("why")[code]) for code in REASONS],
    )


def _list(asked: Asked, colleague: Colleague, which: str, lines: list[Line]) -> Response:
    rows = [row(asked, line) for line in lines]
    return desk_page(asked, colleague, "list.html", which=which, rows=rows)


def _fits(row: Row, document: str, reason: str, late: str) -> bool:
    codes = {code for code, _ in row.reasons}
    return (
        (not document or row.request.payload.document_id == document)
        and (not reason or reason in codes)
        and (not late or row.urgency in _BY_TIME.get(late, ()))
    )


_BY_TIME = {"te-laat": (Urgency.LATE,), "dringend": (Urgency.LATE, Urgency.SOON)}
