"""Mails that didn't arrive: correct the address, confirm it, print the mail, or strike it off."""

from collections.abc import Callable, Mapping

from chalice import Blueprint, Response

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.web.desk.working import (
    Colleague,
    at_work,
    desk_page,
    with_requests,
    work_form,
)
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import problem_of
from chalicelib.wiring import Wiring

routes = Blueprint(__name__)

type Do = Callable[[Wiring, Staff, str, str], object]

VERBS: Mapping[str, Do] = {
    "adres": lambda w, s, i, email: w.mail.mail_tasks.correct(s, i, email),
    "bevestigd": lambda w, s, i, _: w.mail.mail_tasks.confirm(s, i),
    "papier": lambda w, s, i, _: w.mail.mail_tasks.to_paper(s, i),
    "afgehandeld": lambda w, s, i, _: w.mail.mail_tasks.done(s, i),
}
"""What can be done about a mail."""


@get(routes, "/loket/mails")
def mails(asked: Asked) -> Response:
    """What didn't arrive."""
    return _page(asked, at_work(asked), done=asked.query("gedaan"))


@post(routes, "/loket/mails/{request_id}/{verb}")
def act(asked: Asked, request_id: str, verb: str) -> Response:
    """Do something about one."""
    colleague, form = work_form(asked)
    do = VERBS.get(verb)
    if do is None:
        raise NotThereError
    email = form.get("email", "")
    try:
        do(asked.wiring, colleague.staff, known_id(request_id), email)
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        problem = problem_of(error)
        wrong = {"id": request_id, "email": email, "sentence": problem.detail}
        return _page(asked, colleague, status=problem.status, wrong=wrong)
    return redirect(asked.link(f"/loket/mails?gedaan={verb}"))


def _page(
    asked: Asked,
    colleague: Colleague,
    *,
    status: int = 200,
    done: str = "",
    wrong: Mapping[str, str] | None = None,
) -> Response:
    cases = with_requests(asked, colleague, asked.wiring.mail.mail_tasks.open(colleague.staff))
    nothing = {"id": "", "email": "", "sentence": ""}
    return desk_page(
        asked,
        colleague,
        "mails.html",
        status=status,
        cases=cases,
        done=done,
        wrong=wrong or nothing,
    )
