"""The district officer's pages: their visits by street, and the report of one, on a phone."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from chalice import Response

from chalicelib.domain.address_change.calling import left_to_try
from chalicelib.domain.address_change.move import PROCESS, Member, Move
from chalicelib.domain.address_change.options import people_of
from chalicelib.domain.address_change.printed import said_of_visit
from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.registers.relations import years_old
from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.address_change.visits import ROLE, Visits
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.reading.view import CaseView, Possible
from chalicelib.web.cases.people import all_choices
from chalicelib.web.cases.raw import raw_of
from chalicelib.web.desk.working import Colleague, at_work_for_anybody, work_upload
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.multipart import MULTIPART, Filled
from chalicelib.web.http.problems import problem_of

REPORT = "visit"
_ADULT = 18
_WORDS = texts.of_process("address_change")
say = _WORDS.say


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report that was sent and can't be taken as it is."""

    values: Raw = field(default_factory=dict)
    event: str = ""
    sentence: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """What an officer may see of a declaration: no more than a visit needs."""

    view: CaseView
    move: Move
    report: Possible
    today: date

    @property
    def shown(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What `[visit_fields]` lets an officer see, with its label; what is empty isn't."""
        values = {
            "people": tuple(self._said(member) for member in self.move.moving),
            "joins": (say("visit.joins"),) if self.move.joins_household else (),
            "moments": (_moments(self.move.moments),),
            "question": (self.move.visit_question,),
            "earlier": tuple(said_of_visit(one, _WORDS) for one in self.move.visits),
            "left": (_moments(left_to_try(self.move)),),
        }
        for code, label in _WORDS("visit_fields").items():
            if any(values[code]):
                yield label, values[code]

    def _said(self, member: Member) -> str:
        age = years_old(member.born, self.today)
        if age < _ADULT:
            return say("visit.child", name=member.name)
        return say("visit.adult", name=member.name, age=age)


@get("/wijk")
def visits(asked: RequestContext) -> Response:
    """What waits in my districts, the overdue first, then by street."""
    colleague = _officer(asked)
    find, chosen = _visits(asked), asked.query("wijk")
    return _page(
        asked,
        colleague,
        "visits",
        round=find(colleague.staff, chosen),
        chosen=chosen,
        done=asked.query("gedaan"),
    )


@get("/wijk/{case_id}")
def visit(asked: RequestContext, case_id: str) -> Response:
    """One visit, once the look is logged, with the form of its report."""
    return _visit_page(asked, _officer(asked), known_id(case_id), FailedReport())


@post("/wijk/{case_id}", MULTIPART)
def report(asked: RequestContext, case_id: str) -> Response:
    """Send the report in, once however often it is sent; back to the list."""
    colleague, form = work_upload(asked, _officer)
    acting = _acting(asked, colleague, known_id(case_id), form)
    handling = asked.wiring.handling
    try:
        _check_no_neighbour(asked, colleague, acting.case_id)
        handling.claim.chosen(colleague.staff, acting.case_id)
        handling.act(acting)
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        _put_back(asked, colleague, acting.case_id)
        return _visit_page(asked, colleague, acting.case_id, _typed(acting, error))
    return redirect(asked.link("/wijk?gedaan=verslag"))


def _put_back(asked: RequestContext, colleague: Colleague, case_id: str) -> None:
    """What couldn't be reported is any colleague's again."""
    with suppress(DomainError, RetryableError):
        asked.wiring.handling.release(colleague.staff, case_id)


def _moments(codes: tuple[str, ...]) -> str:
    return ", ".join(_WORDS("moments")[code].lower() for code in codes)


def _visits(asked: RequestContext) -> Visits:
    wiring = asked.wiring
    officers = wiring.templates.addresses.officers
    return Visits(wiring.cases.store, wiring.road.frames, wiring.handling.worklists, officers)


def _check_no_neighbour(asked: RequestContext, colleague: Colleague, case_id: str) -> None:
    case = asked.wiring.road.frames.case(asked.tenant, case_id)
    if case.process != PROCESS:
        raise NotThereError
    _visits(asked).check_not_neighbours(colleague.staff, case.payload)


def _officer(asked: RequestContext) -> Colleague:
    """Who visits. Raises NotAllowedError, NotThereError for other staff."""
    colleague = at_work_for_anybody(asked)
    if ROLE not in colleague.staff.powers:
        raise NotThereError
    return colleague


def _acting(asked: RequestContext, colleague: Colleague, case_id: str, form: Filled) -> Acting:
    own, seen = form.fields, form.fields.get("_gezien", "")
    return Acting(
        tenant=asked.tenant,
        case_id=case_id,
        seen=whole_number(seen, 0),
        action=REPORT,
        actor=Official(colleague.staff),
        raw=raw_of(asked, form),
        key=own.get("_sleutel", ""),
        event=own.get("_gebeurtenis", ""),
    )


def _typed(acting: Acting, error: Exception) -> FailedReport:
    problem = problem_of(error)
    wrong = {}
    if isinstance(error, FormError):
        wrong = {one.field: one.public for one in error.problems}
    return FailedReport(acting.raw, acting.event, problem.detail, wrong, problem.status)


def _visit_page(
    asked: RequestContext, colleague: Colleague, case_id: str, typed: FailedReport
) -> Response:
    view = asked.wiring.handling.look.case(asked.tenant, case_id, Official(colleague.staff))
    possible = next((one for one in view.actions if one.action.id == REPORT), None)
    if possible is None or view.staff is None:
        return _page(asked, colleague, "gone", status=409, view=view)
    move: Move = view.staff.payload
    _visits(asked).check_not_neighbours(colleague.staff, move)
    options = {**possible.options, "household": people_of(move.as_visited)}
    now = asked.wiring.platform.clock.now().astimezone(ZoneInfo(asked.municipality.timezone))
    return _page(
        asked,
        colleague,
        "visit",
        status=typed.status,
        v=ShownVisit(view, move.as_visited, possible, now.date()),
        choices=all_choices(asked, possible.action.fields.values(), options),
        typed=typed,
        values={"moment": f"{now:%Y-%m-%dT%H:%M}"} | dict(typed.values),
        key=asked.wiring.platform.ids.secret(),
    )


def _page(
    asked: RequestContext, colleague: Colleague, name: str, *, status: int = 200, **values: object
) -> Response:
    known = {**values, "session": None, "me": colleague}
    return page(asked, f"wijk/{name}.html", status=status, headers=None, **known)
