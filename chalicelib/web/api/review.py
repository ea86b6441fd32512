"""The JSON API of the clerks, and what applicants do with a request under way."""

from chalice import Blueprint, Response

from chalicelib.domain.cases.staff import Staff, staff_of
from chalicelib.domain.cases.uploads import File
from chalicelib.domain.certificates.letters import Refusal
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.usecases.former_cases.follow import as_applicant_sees
from chalicelib.usecases.former_certificates.intake import IntakeCommand
from chalicelib.web.api import review_bodies
from chalicelib.web.api.answers import request_answer
from chalicelib.web.api.review_answers import TakenAnswer, case_answer, file_answer, queue_answer
from chalicelib.web.api.review_bodies import read
from chalicelib.web.api.routes import json_answer
from chalicelib.web.certificates.wishes import wish_of
from chalicelib.web.desk.working import at_work
from chalicelib.web.http import bodies
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import API, JSON, get, post
from chalicelib.web.http.sessions import CSRF_HEADER, bearer, caller, check_csrf

routes = Blueprint(__name__)

_REVIEW = f"{API}/review"
_ONE = f"{_REVIEW}/{{request_id}}"


def colleague(asked: Asked) -> Staff:
    """Who of staff calls: the bearer token, or else the console's cookie, with its token.

    To a citizen there is nothing here. Raises NotAllowedError (`invalid_token`,
    `sign_in_needed`, `csrf_failed`), NotThereError, RetryableError.
    """
    person = bearer(asked)
    if person:
        staff = staff_of(person.claims, person.number, asked.municipality)
        if staff is None:
            raise NotThereError
        return staff
    return _by_cookie(asked)


def _by_cookie(asked: Asked) -> Staff:
    try:
        found = at_work(asked)
    except NotAllowedError:
        caller(asked)
        raise NotThereError from None
    if asked.request.method != "GET":
        check_csrf(found.session, asked.header(CSRF_HEADER))
    return found.staff


@get(routes, _REVIEW)
def queue(asked: Asked) -> Response:
    """What waits for a clerk."""
    return json_answer(queue_answer(asked, asked.wiring.workqueue.lists.queue(colleague(asked))))


@get(routes, _ONE)
def one(asked: Asked, request_id: str) -> Response:
    """One case, without the registers."""
    file = asked.wiring.workqueue.case.summary(colleague(asked), known_id(request_id))
    return json_answer(file_answer(asked, file))


@post(routes, f"{_REVIEW}/claim", JSON)
def claim(asked: Asked) -> Response:
    """Take a case; 204 when none waits."""
    staff, chosen = colleague(asked), read(asked, review_bodies.Claim).id
    claims = asked.wiring.workqueue.claim
    request = claims.chosen(staff, chosen) if chosen else claims.next(staff)
    return _case(asked, request) if request else Response(body="", status_code=204)


@post(routes, f"{_ONE}/approve", JSON)
def approve(asked: Asked, request_id: str) -> Response:
    """Give the document."""
    staff, sent = colleague(asked), read(asked, review_bodies.Approve)
    return _case(
        asked, asked.wiring.workqueue.decide.approve(staff, known_id(request_id), sent.ground)
    )


@post(routes, f"{_ONE}/reject", JSON)
def reject(asked: Asked, request_id: str) -> Response:
    """Refuse it."""
    staff, sent = colleague(asked), read(asked, review_bodies.Reject)
    refusal = Refusal(sent.reason, sent.basis, sent.appeal, sent.explanation)
    return _case(asked, asked.wiring.workqueue.decide.reject(staff, known_id(request_id), refusal))


@post(routes, f"{_ONE}/ask", JSON)
def ask(asked: Asked, request_id: str) -> Response:
    """Ask the applicant."""
    staff, sent = colleague(asked), read(asked, review_bodies.Ask)
    return _case(asked, asked.wiring.workqueue.ask(staff, known_id(request_id), sent.question))


@post(routes, f"{_ONE}/release", JSON)
def release(asked: Asked, request_id: str) -> Response:
    """Put it back."""
    staff = colleague(asked)
    read(asked, review_bodies.Empty)
    return _case(asked, asked.wiring.workqueue.release(staff, known_id(request_id)))


@post(routes, f"{_ONE}/wait", JSON)
def wait(asked: Asked, request_id: str) -> Response:
    """Wait for another authority."""
    staff, sent = colleague(asked), read(asked, review_bodies.Wait)
    waiting = asked.wiring.workqueue.wait_for_authority
    days = sent.recheck_days
    return _case(asked, waiting(staff, known_id(request_id), sent.authority, sent.text, days))


@post(routes, f"{API}/intake", JSON)
def intake(asked: Asked) -> Response:
    """Key in a request; the rules have decided when this answers."""
    staff, key = colleague(asked), bodies.idempotency_key(asked)
    sent = read(asked, review_bodies.NewIntake)
    allow_test = asked.wiring.settings.allow_test_numbers
    number = bodies.national_number(applicant_of(sent), "applicant", allow_test=allow_test)
    command = IntakeCommand(
        idempotency_key=key,
        channel=sent.channel,
        applicant=number,
        email=sent.email or "",
        wish=wish_of(asked, number, sent),
        identified_by=sent.identified_by,
        delivery=sent.delivery,
    )
    taken = asked.wiring.certificates.intake(staff, command)
    case = case_answer(asked, asked.wiring.workqueue.lists.line(taken.request))
    answer = TakenAnswer(case=case, can_issue_now=taken.can_issue_now, is_repeated=taken.repeated)
    return json_answer(answer, 202, {"Location": case.links.self})


@post(routes, f"{API}/requests/{{request_id}}/withdraw", JSON)
def withdraw(asked: Asked, request_id: str) -> Response:
    """The applicant takes a request back."""
    number = caller(asked).number
    read(asked, review_bodies.Empty)
    return _request(asked, asked.wiring.cases.withdraw(asked.tenant, number, known_id(request_id)))


@post(routes, f"{API}/requests/{{request_id}}/answer", JSON)
def answer(asked: Asked, request_id: str) -> Response:
    """The applicant answers a question."""
    number, sent = caller(asked).number, read(asked, review_bodies.Answer)
    files = tuple(File(file.content) for file in sent.files)
    given = asked.wiring.workqueue.answer(
        asked.tenant, number, known_id(request_id), sent.text, files
    )
    return _request(asked, given)


def _case(asked: Asked, request: CertificateCase) -> Response:
    return json_answer(case_answer(asked, asked.wiring.workqueue.lists.line(request)))


def _request(asked: Asked, request: CertificateCase) -> Response:
    return json_answer(request_answer(asked, as_applicant_sees(request)))
