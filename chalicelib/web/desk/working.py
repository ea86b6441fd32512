"""Who works in the console, and the pages that only they see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.ports.sessions import Session
from chalicelib.web.cases.own import is_at_desk, lists_for
from chalicelib.web.desk import words
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.cookies import WORK_COOKIE
from chalicelib.web.http.pages import page
from chalicelib.web.http.payloads.multipart import Filled, filled_form
from chalicelib.web.http.sessions import CSRF_FIELD, check_csrf, stored_session


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of staff with a session."""

    session: Session
    staff: Staff

    @property
    def roles(self) -> str:
        """What somebody is here, in words."""
        return ", ".join(
            said for role, said in words.of("roles").items() if role in self.staff.roles
        )

    @property
    def is_at_desk(self) -> bool:
        """Whether they handle cases here."""
        return is_at_desk(self.staff)

    @property
    def is_supervisor(self) -> bool:
        """Whether they may see the figures behind the public ones."""
        return StaffRole.SUPERVISOR in self.staff.roles


def at_work(asked: RequestContext) -> Colleague:
    """Who works for the municipality; a citizen's session doesn't count.

    Raises NotAllowedError, NotThereError for staff of another organisation and for a role that
    handles no cases: they have pages of their own.
    """
    colleague = at_work_for_anybody(asked)
    if not colleague.is_at_desk:
        raise NotThereError
    return colleague


def at_work_for_anybody(asked: RequestContext) -> Colleague:
    """Who has a role here, also for another organisation. Raises NotAllowedError."""
    session = stored_session(asked, WORK_COOKIE)
    if session is None or session.staff is None:
        raise NotAllowedError("sign_in_needed", "Meld u aan als medewerker.")
    return Colleague(session, session.staff)


def work_form(
    asked: RequestContext, who: Callable[[RequestContext], Colleague] = at_work
) -> tuple[Colleague, dict[str, str]]:
    """Who works here, and the fields of a form of our own page.

    Raises NotAllowedError (`sign_in_needed`, `csrf_failed`), BadRequestError.
    """
    colleague, form = who(asked), asked.form()
    check_csrf(colleague.session, form.pop(CSRF_FIELD, ""))
    return colleague, form


def work_upload(
    asked: RequestContext, who: Callable[[RequestContext], Colleague] = at_work
) -> tuple[Colleague, Filled]:
    """The same for a form with files."""
    colleague, form = who(asked), filled_form(asked)
    check_csrf(colleague.session, form.fields.pop(CSRF_FIELD, ""))
    return colleague, form


def desk_page(
    asked: RequestContext,
    colleague: Colleague,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """A page of the console."""
    more = lists_for(colleague.staff, asked.municipality.processes)
    known = {**values, "session": None, "me": colleague, "w": words.of, "more": more}
    return page(asked, f"desk/{template}", status=status, headers=headers, **known)
