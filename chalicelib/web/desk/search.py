"""Find a case, of whatever process."""

from datetime import date

from chalice import Blueprint, Response

from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.usecases.handling.lists.lines import Line
from chalicelib.usecases.handling.look_up import REASONS, Why
from chalicelib.web.desk import words
from chalicelib.web.desk.cases.rows import Row, rows_of
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.bodies import national_number
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.problems import FieldError, problem_of

routes = Blueprint(__name__)

SEARCH_FIELDS = ("dossier", "nummer", "naam", "geboren", "reden", "dag")


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
        rows = rows_of(asked, _found(asked, colleague, values))
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
    found, staff = asked.wiring.handling.search, colleague.staff
    if values["dossier"]:
        return found.by_reference(staff, values["dossier"])
    if values["nummer"]:
        allow_test = asked.wiring.settings.allow_test_numbers
        number = national_number(values["nummer"], "nummer", allow_test=allow_test)
        return found.of_person(staff, number)
    if values["naam"]:
        return _by_name(asked, colleague, values)
    if values["dag"]:
        return found.of_day(staff, a_day(values["dag"], "dag"))
    raise InvalidInputError("nothing_asked", "Vul één van de velden in.", "dossier")


def _by_name(asked: Asked, colleague: Colleague, values: dict[str, str]) -> list[Line]:
    """Through the register, so with a reason; the look-up is logged for each person found."""
    born = a_day(values["geboren"], "geboren")
    if values["reden"] not in REASONS:
        raise InvalidInputError("reason_missing", "Kies waarom u deze persoon opzoekt.", "reden")
    why = Why(reason=values["reden"])
    people = asked.wiring.handling.look_up.by_name(colleague.staff, values["naam"], born, why)
    found = asked.wiring.handling.search
    return [line for p in people for line in found.of_person(colleague.staff, p.number)]


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
