"""A party is asked to join a case: nothing of anybody is told before they sign in."""

from chalice import Response

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import session_of, signed_form


@get("/uitnodiging/{token}")
def look(asked: RequestContext, token: str) -> Response:
    """What somebody is asked; mail scanners may look as often as they like."""
    invitation = asked.wiring.road.invite.read(asked.tenant, token)
    return page(asked, "cases/invited.html", i=invitation, token=token, session=session_of(asked))


@post("/uitnodiging/{token}")
def accept(asked: RequestContext, token: str) -> Response:
    """Join as the party who was asked, and on to the case."""
    session, _ = signed_form(asked)
    level = Assurance(session.assurance)
    try:
        case_id, _ = asked.wiring.road.invite.accept(asked.tenant, token, session.number, level)
    except NotThereError:
        return page(asked, "cases/not_invited.html", status=404, session=session, is_own=False)
    except ConflictError as error:
        if error.code != "already_party":
            raise
        return page(asked, "cases/not_invited.html", status=409, session=session, is_own=True)
    return redirect(asked.link(f"/aanvragen/{case_id}"))
