"""To the identity provider and back, for citizens and for staff; each obstacle has its page."""

import re

from chalice import Response

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.sign_in.begin import Wanted
from chalicelib.usecases.sign_in.finish import AuthorizationResponse, SignInObstacle, Stopped
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext, is_for_staff
from chalicelib.web.http.cookies import (
    SESSION_COOKIE,
    WORK_COOKIE,
    browser_cookie,
    browser_of,
    own_cookie,
    session_cookie,
)
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import stored_session
from chalicelib.web.http.texts import words

_OWN_PATH = re.compile(
    r"/(?!/|aanmelden|afgemeld)[A-Za-z0-9/_~.=-]{0,200}(\?[A-Za-z0-9_~.=&%+-]{0,200})?"
)
_LONGEST = 2000
_STATUS = {
    SignInObstacle.UNAVAILABLE: 503,
    SignInObstacle.BUSY: 503,
    SignInObstacle.CLOCK: 503,
    SignInObstacle.BROKEN: 500,
    SignInObstacle.UNKNOWN: 400,
    SignInObstacle.EXPIRED: 400,
}
_KEYS_SECONDS = 1800


@get("/aanmelden")
def sign_in(asked: RequestContext) -> Response:
    """On to the identity provider; afterwards back to a path of ours, and nowhere else."""
    return _begin(asked, for_work=False)


@get("/loket/aanmelden")
def sign_in_for_work(asked: RequestContext) -> Response:
    """The same for staff, by another door."""
    return _begin(asked, for_work=True)


@get("/aanmelden/terug")
def come_back(asked: RequestContext) -> Response:
    """Back from the identity provider, whatever it says."""
    answer = AuthorizationResponse(
        state=asked.query("state")[:_LONGEST],
        code=asked.query("code")[:_LONGEST],
        error=asked.query("error")[:_LONGEST],
        browser=browser_of(asked),
        formers=(own_cookie(asked, SESSION_COOKIE), own_cookie(asked, WORK_COOKIE)),
    )
    done = asked.wiring.sign_in.finish(answer, asked.municipality)
    if isinstance(done, Stopped):
        return _in_anyway(asked, done) or stopped(asked, done)
    cookies = (session_cookie(asked, done.session),) if done.session else ()
    return redirect(asked.link(done.return_to), cookies)


@get("/.well-known/jwks.json")
def keys(asked: RequestContext) -> Response:
    """Our public keys, for identity providers (RFC 7517)."""
    return Response(
        body=dict(asked.wiring.sign_in.identity.published(asked.tenant)),
        headers={
            "Content-Type": "application/json",
            "Cache-Control": f"public, max-age={_KEYS_SECONDS}",
        },
    )


def stopped(asked: RequestContext, why: Stopped) -> Response:
    """Why somebody isn't signed in, and how to go on to what they wanted."""
    status = _STATUS.get(why.why, 403)
    logger.info("sign-in stopped", reason=why.why.value, way=why.way, cause=why.cause)
    if why.why is SignInObstacle.BROKEN:
        emit({Metric.UNFORESEEN: 1})
    is_still_in = why.why is SignInObstacle.DENIED and _is_in(asked, for_work=why.for_work)
    return page(
        asked,
        "sign_in_stopped.html",
        status=status,
        headers={"Retry-After": "30"} if status == 503 else None,
        base="desk/base.html" if why.for_work else "base.html",
        door="/loket/aanmelden" if why.for_work else "/aanmelden",
        ways=asked.municipality.ways_to_sign_in(for_work=why.for_work),
        told=words("sign_in_kept" if is_still_in else f"sign_in_{why.why}"),
        stopped=why,
        is_still_in=is_still_in,
        path=why.return_to,
    )


def _begin(asked: RequestContext, *, for_work: bool) -> Response:
    wanted = _wanted(asked, for_work=for_work)
    browser = browser_of(asked) or asked.wiring.platform.ids.secret()
    try:
        address = asked.wiring.sign_in.begin(wanted, browser, asked.municipality)
    except RetryableError:
        return stopped(asked, _not_begun(wanted, SignInObstacle.UNAVAILABLE))
    except PermanentError as error:
        return stopped(asked, _not_begun(wanted, SignInObstacle.BROKEN, str(error)))
    return redirect(address, (browser_cookie(browser),), status=302)


def _not_begun(wanted: Wanted, why: SignInObstacle, cause: str = "") -> Stopped:
    return Stopped(
        why,
        wanted.return_to,
        wanted.for_work,
        wanted.way,
        wanted.level,
        is_anew=wanted.is_anew,
        cause=cause,
    )


def _in_anyway(asked: RequestContext, why: Stopped) -> Response | None:
    """On for who comes back with an old answer, and is signed in already."""
    if why.why is SignInObstacle.EXPIRED and _is_in(asked, for_work=why.for_work):
        return redirect(asked.link(why.return_to))
    if why.why is SignInObstacle.UNKNOWN and _is_in(asked, for_work=False):
        return redirect(asked.link("/aanvragen"))
    return None


def _is_in(asked: RequestContext, *, for_work: bool) -> bool:
    cookie = WORK_COOKIE if for_work else SESSION_COOKIE
    return stored_session(asked, cookie) is not None


def _wanted(asked: RequestContext, *, for_work: bool) -> Wanted:
    place, level = asked.query("terug"), asked.query("niveau")
    is_ours = _OWN_PATH.fullmatch(place) and is_for_staff(place) == for_work
    return Wanted(
        return_to=place if is_ours else "/loket" if for_work else "/",
        for_work=for_work,
        way=asked.query("via"),
        level=level if level in set(Assurance) else Assurance.HIGH.value,
        is_anew=bool(asked.query("opnieuw")),
    )
