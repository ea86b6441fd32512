"""A party is asked to join a case: nothing of anybody is told before they sign in."""

from chalice import Response

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.invite import InvitationOverError
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import kept_form
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import session_of, signed_form

CODE = "code"
"""The field of the code in a letter."""


@get("/uitnodiging")
def ask(asked: RequestContext) -> Response:
    """Where who was asked by letter types the code of it, once they signed in."""
    session = session_of(asked)
    kept = kept_form(asked, session) if session else None
    return _asked_for(asked, session, kept.first(CODE) if kept else "")


@post("/uitnodiging")
def by_code(asked: RequestContext) -> Response:
    """To the invitation that the code stands for, if it is theirs."""
    session, form = signed_form(asked)
    code = form.get(CODE, "")
    try:
        token = asked.wiring.road.invite.by_code(asked.tenant, code, session.number)
    except NotThereError:
        return _asked_for(asked, session, code, is_wrong=True)
    return redirect(asked.link(f"/uitnodiging/{token}"))


@get("/uitnodiging/{token}")
def look(asked: RequestContext, token: str) -> Response:
    """What somebody is asked; mail scanners may look as often as they like."""
    try:
        invitation = asked.wiring.road.invite.read(asked.tenant, token)
    except InvitationOverError:
        return _not_invited(asked, session_of(asked), 410)
    return page(asked, "cases/invited.html", i=invitation, token=token, session=session_of(asked))


@post("/uitnodiging/{token}")
def accept(asked: RequestContext, token: str) -> Response:
    """Join as the party who was asked, and on to the case."""
    session, _ = signed_form(asked)
    level = Assurance(session.assurance)
    try:
        case_id, _ = asked.wiring.road.invite.accept(asked.tenant, token, session.number, level)
    except InvitationOverError:
        return _not_invited(asked, session, 410)
    except NotThereError:
        return _not_invited(asked, session, 404)
    except ConflictError as error:
        if error.code != "already_party":
            raise
        return _not_invited(asked, session, 409)
    return redirect(asked.link(f"/aanvragen/{case_id}"))


def _not_invited(asked: RequestContext, session: Session | None, status: int) -> Response:
    """That nobody can answer (410), somebody else (404), or anybody but who invited (409)."""
    return page(asked, "cases/not_invited.html", status=status, session=session, why=status)


def _asked_for(
    asked: RequestContext, session: Session | None, code: str, *, is_wrong: bool = False
) -> Response:
    return page(
        asked,
        "cases/invited_code.html",
        status=422 if is_wrong else 200,
        session=session,
        code=code,
        is_wrong=is_wrong,
    )
