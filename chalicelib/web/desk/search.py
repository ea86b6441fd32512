"""Find a case, of whatever process."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from chalice import Response

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.domain.shared.typed_date import typed_date
from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.usecases.handling.look_up import REASONS, Why
from chalicelib.web.desk import words
from chalicelib.web.desk.cases.rows import WorklistRow, rows_of
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.bodies import national_number
from chalicelib.web.http.problems import FieldError, problem_of

type Values = dict[str, str]

SEARCH_FIELDS = ("dossier", "nummer", "naam", "geboren", "reden", "dag")
MOST_CASES = 50
"""So many cases of people go into an address: the newest."""


@get("/loket/zoeken")
def search_form(asked: RequestContext) -> Response:
    """The form, and what was found: an address that can be gone back to, and names nobody.

    It holds what says nothing of people (a reference, a day), else the ids of the cases found.
    """
    colleague = at_work(asked)
    values = dict.fromkeys(SEARCH_FIELDS, "") | {
        name: asked.query(name) for name in ("dossier", "dag")
    }
    try:
        found = _looked_up(asked, colleague, values)
    except DomainError as error:
        return _wrong(asked, colleague, values, error)
    rows = None if found is None else rows_of(asked, found)
    return _search(asked, colleague, values, rows=rows)


@post("/loket/zoeken")
def search(asked: RequestContext) -> Response:
    """Sent as a form, because a number doesn't belong into an address; leads to what was found."""
    colleague, form = work_form(asked)
    values = {name: form.get(name, "").strip() for name in SEARCH_FIELDS}
    try:
        leads_to = _address(asked, colleague, values)
    except DomainError as error:
        return _wrong(asked, colleague, values, error)
    return redirect(asked.link(f"/loket/zoeken?{urlencode(leads_to)}"))


def a_birth_date(asked: RequestContext, text: str) -> PartialDate:
    """A date of birth as somebody types it, or the year alone.

    Raises InvalidInputError (`invalid_date`).
    """
    found = typed_date(text, asked.today)
    if found is None:
        sentence = "Vul een datum in, bijvoorbeeld 30/07/1985. Een jaar alleen mag ook."
        raise InvalidInputError("invalid_date", sentence, "geboren")
    return found


_FIELD_OF = {
    "number": "nummer",
    "nummer": "nummer",
    "family": "naam",
    "reason": "reden",
    "geboren": "geboren",
    "dag": "dag",
}
"""The field of the form for what the use cases call it."""


def _looked_up(
    asked: RequestContext, colleague: Colleague, values: Values
) -> list[WorklistLine] | None:
    """What an address leads to; None when it asks for nothing."""
    found, staff = asked.wiring.handling.search, colleague.staff
    if values["dossier"]:
        return found.by_reference(staff, values["dossier"])
    if values["dag"]:
        return found.of_day(staff, _day(asked, values["dag"]))
    if asked.query("zaken"):
        return found.by_ids(staff, asked.query("zaken").split(".")[:MOST_CASES])
    return [] if asked.query("niemand") else None


def _address(asked: RequestContext, colleague: Colleague, values: Values) -> Mapping[str, str]:
    """What to put in the address; it is checked first, so that mistakes show in the form."""
    if values["dossier"]:
        asked.wiring.handling.search.by_reference(colleague.staff, values["dossier"])
        return {"dossier": values["dossier"]}
    if values["nummer"] or values["naam"]:
        return _of_people(asked, colleague, _people(asked, colleague, values))
    if values["dag"]:
        return {"dag": _day(asked, values["dag"]).isoformat()}
    raise InvalidInputError("nothing_asked", "Vul één van de velden in.", "dossier")


def _of_people(
    asked: RequestContext, colleague: Colleague, people: list[NationalNumber]
) -> Mapping[str, str]:
    found, staff = asked.wiring.handling.search, colleague.staff
    ids = dict.fromkeys(line.case_id for one in people for line in found.of_person(staff, one))
    newest = sorted(ids, reverse=True)[:MOST_CASES]
    return {"zaken": ".".join(newest)} if newest else {"niemand": "ja"}


def _people(asked: RequestContext, colleague: Colleague, values: Values) -> list[NationalNumber]:
    """Whom somebody looks for, by number or name: with a reason, and in the log, either way."""
    why, look_up = Why(reason=values["reden"]), asked.wiring.handling.look_up
    if values["nummer"]:
        allow_test = asked.wiring.settings.allow_test_numbers
        number = national_number(values["nummer"], "nummer", allow_test=allow_test)
        look_up.note(colleague.staff, number, why)
        return [number]
    born = a_birth_date(asked, values["geboren"])
    people = look_up.by_name(colleague.staff, values["naam"], born, why)
    return [person.number for person in people]


def _day(asked: RequestContext, text: str) -> date:
    found = typed_date(text, asked.today)
    if found is None or not found.is_whole:
        sentence = "Vul een datum in, bijvoorbeeld 30/07/2026."
        raise InvalidInputError("invalid_date", sentence, "dag")
    return found.earliest


def _wrong(
    asked: RequestContext, colleague: Colleague, values: Values, error: DomainError
) -> Response:
    field = _FIELD_OF.get(getattr(error, "field", None) or "", "dossier")
    wrong = FieldError(field, error.code, error.public)
    status = problem_of(error).status
    return _search(asked, colleague, values, status=status, errors=(wrong,))


def _search(
    asked: RequestContext,
    colleague: Colleague,
    values: Values,
    *,
    status: int = 200,
    rows: list[WorklistRow] | None = None,
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
