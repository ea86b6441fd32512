"""Who of staff calls the API."""

from chalicelib.domain.cases.staff import Staff, staff_of
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.web.desk.working import at_work
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.sessions import CSRF_HEADER, bearer, caller, check_csrf


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
