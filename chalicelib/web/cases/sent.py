"""Forms of a process as they come in: from our own page."""

from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.sessions import CSRF_FIELD, check_csrf, signed_in


def signed_sent(asked: RequestContext) -> tuple[Session, Filled]:
    """The session, and all that a form brings.

    Raises NotAllowedError (`sign_in_needed`, `csrf_failed`), BadRequestError.
    """
    session, form = signed_in(asked), _sent(asked)
    check_csrf(session, form.fields.pop(CSRF_FIELD, ""))
    return session, form


def _sent(asked: RequestContext) -> Filled:
    return Filled.of(asked.pairs())
