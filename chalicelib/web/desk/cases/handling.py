"""What staff do with a case before they decide it: one form each, back to the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalice import Response

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import DomainError, InvalidInputError, NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.errors import RetryableError
from chalicelib.web.desk.cases.forms import FailedForm
from chalicelib.web.desk.cases.page import ONE, case_page
from chalicelib.web.desk.cases.shown import own_desk
from chalicelib.web.desk.working import Colleague, work_form
from chalicelib.web.http.addresses import JSON, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import problem_of
from chalicelib.wiring.handling import HandlingRoom

type Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """What is done by the last part of its address; `stays` at the case, or ends the work."""

    do: Callable[[HandlingRoom, Staff, str, Fields], object]
    stays: bool = True


def _readdress(handling: HandlingRoom, staff: Staff, case_id: str, form: Fields) -> object:
    number = whole_number(form.get("party", ""), 0)
    return handling.readdress(staff, case_id, number, form.get("email", ""))


VERBS: Mapping[str, Verb] = {
    "nemen": Verb(lambda h, s, i, _: h.claim.chosen(s, i)),
    "overnemen": Verb(lambda h, s, i, _: h.take_over(s, i)),
    "vrijgeven": Verb(lambda h, s, i, _: h.release(s, i), stays=False),
    "toewijzen": Verb(lambda h, s, i, f: h.assign(s, i, f.get("to", "")), stays=False),
    "doorgeven": Verb(lambda h, s, i, f: h.escalate(s, i, f.get("text", "")), stays=False),
    "notitie": Verb(lambda h, s, i, f: h.note(s, i, f.get("text", ""))),
    "afvinken": Verb(lambda h, s, i, f: h.close_task(s, i, f.get("task", ""))),
    "opnieuw": Verb(lambda h, s, i, f: h.send_again(s, i, f.get("task", ""))),
    "brief": Verb(lambda h, s, i, f: h.send_again.by_letter(s, i, f.get("task", ""))),
    "adres": Verb(_readdress),
}


@post(f"{ONE}/{{verb}}")
def handle(asked: RequestContext, case_id: str, verb: str) -> Response:
    """Do it; then back to the case, or to the worklist with the next one at hand."""
    colleague, form = work_form(asked)
    known = VERBS.get(verb)
    if known is None:
        raise NotThereError
    try:
        known.do(asked.wiring.handling, colleague.staff, known_id(case_id), form)
    except (DomainError, RetryableError) as error:
        return again(asked, colleague, case_id, FailedForm(verb, values=form), error)
    where = f"/loket/zaken/{case_id}" if known.stays else "/loket"
    return redirect(asked.link(f"{where}?gedaan={verb}"))


@post(f"{ONE}/eigen/{{verb}}")
def press(asked: RequestContext, case_id: str, verb: str) -> Response:
    """What only cases of its process have; then back to the case."""
    colleague, form = work_form(asked)
    own = own_desk(asked, known_id(case_id), colleague)
    if own is None:
        raise NotThereError
    try:
        own.press(asked, colleague.staff, case_id, verb)
    except (DomainError, RetryableError) as error:
        return again(asked, colleague, case_id, FailedForm(verb, values=form), error)
    return onwards(asked, case_id, verb)


@post(f"{ONE}/bezig")
def still_here(asked: RequestContext, case_id: str) -> Response:
    """Somebody is still at it: a script says so each minute, a button when there is no script."""
    colleague, _ = work_form(asked)
    by_script = asked.header("accept") == JSON
    try:
        lease = asked.wiring.handling.heartbeat(colleague.staff, known_id(case_id))
    except DomainError as error:
        if by_script:
            raise
        return again(asked, colleague, case_id, FailedForm("bezig"), error)
    if by_script:
        until = lease.until.astimezone(ZoneInfo(asked.municipality.timezone))
        return Response(body={"until": f"{until:%H.%M}"}, headers={"Content-Type": JSON})
    return redirect(asked.link(f"/loket/zaken/{case_id}"))


def onwards(asked: RequestContext, case_id: str, done: str, *, stays: bool = True) -> Response:
    """Back to the case, or to the worklists with the next case at hand."""
    if stays:
        return redirect(asked.link(f"/loket/zaken/{case_id}?gedaan={done}"))
    return redirect(asked.link(f"/loket?gedaan={done}&dossier={case_id}"))


def again(
    asked: RequestContext, colleague: Colleague, case_id: str, typed: FailedForm, error: Exception
) -> Response:
    """The case with what was typed and what is wrong; what isn't there is no page.

    Raises NotThereError as it came.
    """
    if isinstance(error, NotThereError):
        raise error
    problem = problem_of(error)
    field = error.field if isinstance(error, InvalidInputError) else None
    wrong = FailedForm(
        typed.verb,
        typed.behalf,
        typed.values,
        problem.detail,
        typed.problems or ({field: problem.detail} if field else {}),
    )
    return case_page(asked, colleague, known_id(case_id), status=problem.status, typed=wrong)
