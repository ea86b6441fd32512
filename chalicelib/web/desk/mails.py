"""Mails that didn't arrive: correct the address, confirm it, print the mail, or strike it off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.handling.send_again import MAIL_TASKS
from chalicelib.usecases.mail.post import Post
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import problem_of
from chalicelib.wiring import Wiring

type Do = Callable[[Wiring, Staff, Post, str], object]


def _corrected(wiring: Wiring, staff: Staff, it: Post, email: str) -> object:
    number = it.party.number if it.party else 0
    wiring.handling.readdress(staff, it.found.case.id, number, email)
    return wiring.handling.send_again(staff, it.found.case.id, it.task.key)


VERBS: Mapping[str, Do] = {
    "adres": _corrected,
    "bevestigd": lambda w, s, it, _: w.handling.send_again(s, it.found.case.id, it.task.key),
    "papier": lambda w, s, it, _: w.handling.send_again.by_letter(s, it.found.case.id, it.task.key),
    "afgehandeld": lambda w, s, it, _: w.handling.close_task(s, it.found.case.id, it.task.key),
}
"""What can be done about a mail."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An address that was typed and isn't one, with what is wrong, by case and task."""

    case_id: str = ""
    task: str = ""
    email: str = ""
    sentence: str = ""

    def is_of(self, post: Post) -> bool:
        """Whether it was typed for this mail."""
        return (self.case_id, self.task) == (post.found.case.id, post.task.key)


@get("/loket/mails")
def mails(asked: RequestContext) -> Response:
    """What didn't arrive."""
    return _page(asked, at_work(asked), done=asked.query("gedaan"))


@post("/loket/mails/{case_id}/{verb}")
def act(asked: RequestContext, case_id: str, verb: str) -> Response:
    """Do something about one."""
    colleague, form = work_form(asked)
    do, key, email = VERBS.get(verb), form.get("taak", ""), form.get("email", "")
    if do is None:
        raise NotThereError
    try:
        tray = asked.wiring.mail.tray
        it = tray.one(colleague.staff, known_id(case_id), key, MAIL_TASKS)
        do(asked.wiring, colleague.staff, it, email)
    except NotThereError:
        raise
    except (DomainError, RetryableError) as error:
        problem = problem_of(error)
        wrong = Wrong(case_id, key, email, problem.detail)
        return _page(asked, colleague, status=problem.status, wrong=wrong)
    return redirect(asked.link(f"/loket/mails?gedaan={verb}"))


def _page(
    asked: RequestContext,
    colleague: Colleague,
    *,
    status: int = 200,
    done: str = "",
    wrong: Wrong | None = None,
) -> Response:
    number = whole_number(asked.query("pagina"), 1)
    at = asked.wiring.mail.tray.undelivered(colleague.staff, number)
    return desk_page(
        asked,
        colleague,
        "mails.html",
        status=status,
        at=at,
        posts=[(post, asked.wiring.mail.paper.title(post)) for post in at.lines],
        done=done,
        wrong=wrong or Wrong(),
    )
