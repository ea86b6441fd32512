"""Who calls the API for cases: staff, or else somebody who has a part in one."""

from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff, acts_for_government, staff_of
from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.web.cases.own import is_at_desk
from chalicelib.web.desk.working import at_work
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.sessions import CSRF_HEADER, bearer, caller, check_csrf


def colleague(asked: RequestContext) -> Staff:
    """Who of staff calls: the bearer token, or else the console's cookie, with its token.

    To a citizen there is nothing here. Raises NotAllowedError (`invalid_token`,
    `sign_in_needed`, `csrf_failed`), NotThereError, RetryableError.
    """
    person = bearer(asked)
    if person:
        staff = staff_of(person.claims, person.number, asked.municipality)
        if staff is None or not is_at_desk(staff):
            raise NotThereError
        return staff
    return _by_cookie(asked)


def actor(asked: RequestContext) -> Actor:
    """Who calls: staff by their token, a citizen, or staff with the console's cookie alone.

    Raises what `colleague` and `caller` raise.
    """
    person = bearer(asked)
    if person and acts_for_government(person.claims):
        return Official(colleague(asked))
    try:
        who = caller(asked)
    except NotAllowedError as error:
        if person or error.code != "sign_in_needed":
            raise
        return _at_console(asked, error)
    return Citizen(who.number, who.assurance)


def _at_console(asked: RequestContext, error: NotAllowedError) -> Actor:
    try:
        return Official(colleague(asked))
    except NotAllowedError as other:
        raise error if other.code == "sign_in_needed" else other from None


def _by_cookie(asked: RequestContext) -> Staff:
    try:
        found = at_work(asked)
    except NotAllowedError:
        caller(asked)
        raise NotThereError from None
    if asked.request.method != "GET":
        check_csrf(found.session, asked.header(CSRF_HEADER))
    return found.staff
