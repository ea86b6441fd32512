"""What a clerk does with a case: one form each, back to the case when something is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalice import Blueprint, Response

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.shared.errors import DomainError, InvalidInputError, NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.workqueue.correct import Correction
from chalicelib.web.desk.case import Typed, case_page
from chalicelib.web.desk.shown_case import shown_case
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form, work_upload
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import JSON, get, post
from chalicelib.web.http.multipart import MULTIPART
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import problem_of
from chalicelib.wiring import Wiring

routes = Blueprint(__name__)

type Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verb:
    """An action by the last part of its address; `stays` on the case, or ends the clerk's work."""

    do: Callable[[Wiring, Staff, str, Fields], object]
    stays: bool = False


def _refusal(form: Fields) -> Refusal:
    names = ("reason", "basis", "appeal", "explanation")
    return Refusal(**{name: form.get(name, "") for name in names})


def _wait(wiring: Wiring, staff: Staff, request_id: str, form: Fields) -> object:
    days = form.get("days", "2")
    if not (days.isdecimal() and 1 <= int(days) <= 15):
        raise InvalidInputError("days_impossible", "Kies tussen 1 en 15 dagen.", "days")
    authority, text = form.get("authority", ""), form.get("text", "")
    return wiring.workqueue.wait_for_authority(staff, request_id, authority, text, int(days))


def _correct(wiring: Wiring, staff: Staff, request_id: str, form: Fields) -> object:
    """What is sent as it was is no correction."""
    was = wiring.workqueue.case.summary(staff, request_id).request
    known = {
        "variant": was.payload.variant,
        "language": was.payload.language,
        "purpose": was.payload.purpose,
        "abroad": was.payload.abroad,
        "email": applicant_of(was).email,
        "delivery": was.payload.delivery.value,
    }
    changed = {n: form[n] for n, value in known.items() if form.get(n, value) != value}
    if not changed:
        raise InvalidInputError("nothing_changed", "U veranderde niets.", "variant")
    return wiring.workqueue.correct(staff, request_id, _correction(changed, form.get("why", "")))


def _correction(changed: Fields, why: str) -> Correction:
    delivery = changed.get("delivery")
    try:
        way = Delivery(delivery) if delivery else None
    except ValueError:
        raise InvalidInputError("delivery_unknown", "Kies een levering.", "delivery") from None
    texts = {name: value for name, value in changed.items() if name != "delivery"}
    return Correction(why=why, delivery=way, **texts)  # type: ignore[arg-type]


def _issue_now(wiring: Wiring, staff: Staff, request_id: str, form: Fields) -> object:
    return wiring.certificates.intake.issue_now(staff, request_id, form.get("ground", ""))


VERBS: Mapping[str, Verb] = {
    "nemen": Verb(lambda w, s, i, _: w.workqueue.claim.chosen(s, i), stays=True),
    "overnemen": Verb(lambda w, s, i, _: w.workqueue.take_over(s, i), stays=True),
    "vrijgeven": Verb(lambda w, s, i, _: w.workqueue.release(s, i)),
    "goedkeuren": Verb(lambda w, s, i, f: w.workqueue.decide.approve(s, i, f.get("ground", ""))),
    "weigeren": Verb(lambda w, s, i, f: w.workqueue.decide.reject(s, i, _refusal(f))),
    "vragen": Verb(lambda w, s, i, f: w.workqueue.ask(s, i, f.get("question", ""))),
    "wachten": Verb(_wait),
    "hervatten": Verb(lambda w, s, i, _: w.workqueue.resume(s, i), stays=True),
    "notitie": Verb(lambda w, s, i, f: w.workqueue.note(s, i, f.get("text", "")), stays=True),
    "escaleren": Verb(lambda w, s, i, f: w.workqueue.escalate(s, i, f.get("text", ""))),
    "rechtzetten": Verb(_correct, stays=True),
    "uitreiken": Verb(
        lambda w, s, i, f: w.certificates.intake.issue_now(s, i, f.get("ground", "")), stays=True
    ),
}
"""Every action that needs no file."""


@post(routes, "/loket/dossiers/{request_id}/{verb}")
def act(asked: Asked, request_id: str, verb: str) -> Response:
    """Do it; then back to the case, or to the queue with the next one at hand."""
    colleague, form = work_form(asked)
    action = VERBS.get(verb)
    if action is None:
        raise NotThereError
    try:
        action.do(asked.wiring, colleague.staff, known_id(request_id), form)
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        return _again(asked, colleague, request_id, verb, form, error)
    return _onwards(asked, request_id, verb, stays=action.stays)


@post(routes, "/loket/dossiers/{request_id}/document", MULTIPART)
def approve_uploaded(asked: Asked, request_id: str) -> Response:
    """Approve with a document that was made elsewhere."""
    colleague, form = work_upload(asked)
    file = form.file("pdf")
    try:
        if file is None:
            raise InvalidInputError("upload_missing", "Kies het pdf-bestand.", "pdf")
        ground, vouched = form.fields.get("ground", ""), form.fields.get("vouched") == "ja"
        asked.wiring.workqueue.decide.approve_uploaded(
            colleague.staff, known_id(request_id), ground, file.content, vouched=vouched
        )
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        return _again(asked, colleague, request_id, "document", form.fields, error)
    return _onwards(asked, request_id, "goedkeuren", stays=False)


@post(routes, "/loket/dossiers/{request_id}/brief")
def letter(asked: Asked, request_id: str) -> Response:
    """The letter of a refusal, to be read before it is sent; nothing is decided yet."""
    colleague, form = work_form(asked)
    try:
        text = asked.wiring.workqueue.decide.preview(
            colleague.staff, known_id(request_id), _refusal(form)
        )
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        return _again(asked, colleague, request_id, "weigeren", form, error)
    shown = shown_case(asked, colleague.staff, request_id, facts=False)
    return desk_page(asked, colleague, "letter.html", c=shown, letter=text, values=form)


@post(routes, "/loket/dossiers/{request_id}/weigering")
def change_refusal(asked: Asked, request_id: str) -> Response:
    """Back from the letter to the form, with everything as it was."""
    colleague, form = work_form(asked)
    typed = Typed("weigeren", form)
    return case_page(asked, colleague, known_id(request_id), typed=typed)


@post(routes, "/loket/dossiers/{request_id}/bezig")
def still_here(asked: Asked, request_id: str) -> Response:
    """The clerk is still at it: a script says so each minute, a button when there is no script."""
    colleague, form = work_form(asked)
    by_script = asked.header("accept") == JSON
    try:
        lease = asked.wiring.workqueue.heartbeat(colleague.staff, known_id(request_id))
    except DomainError as error:
        if by_script:
            raise
        return _again(asked, colleague, request_id, "bezig", form, error)
    if by_script:
        until = lease.until.astimezone(ZoneInfo(asked.municipality.timezone))
        return Response(body={"until": f"{until:%H.%M}"}, headers={"Content-Type": JSON})
    return _onwards(asked, request_id, "", stays=True)


@get(routes, "/loket/dossiers/{request_id}/afdruk")
def printed(asked: Asked, request_id: str) -> Response:
    """On to the document, to print it."""
    colleague = at_work(asked)
    return redirect(
        asked.wiring.mail.paper.document(colleague.staff, known_id(request_id)), status=302
    )


def _onwards(asked: Asked, request_id: str, verb: str, *, stays: bool) -> Response:
    if stays:
        return redirect(asked.link(f"/loket/dossiers/{request_id}?gedaan={verb}"))
    return redirect(asked.link(f"/loket?gedaan={verb}&dossier={request_id}"))


def _again(
    asked: Asked,
    colleague: Colleague,
    request_id: str,
    verb: str,
    form: Fields,
    error: Exception,
) -> Response:
    """The case with what was typed, and what is wrong."""
    problem = problem_of(error)
    place = (error.field or "") if isinstance(error, InvalidInputError) else ""
    typed = Typed(verb, form, problem.detail, place)
    return case_page(asked, colleague, request_id, status=problem.status, typed=typed)
