"""The door behind which pages for supervisors lie."""

from chalicelib.domain.cases.staff import StaffRole
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.web.desk.working import Colleague, at_work
from chalicelib.web.http.asked import RequestContext


def supervisor(asked: RequestContext) -> Colleague:
    """Who works here as a supervisor of this municipality.

    Raises NotAllowedError (`sign_in_needed`) when nobody is signed in, NotThereError for
    everybody else.
    """
    colleague = at_work(asked)
    is_theirs = colleague.staff.tenant == asked.tenant
    if not is_theirs or StaffRole.SUPERVISOR not in colleague.staff.roles:
        raise NotThereError
    return colleague
