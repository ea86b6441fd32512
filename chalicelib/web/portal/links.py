"""The link in a mail: it opens for the person who asked, and for nobody else."""

from chalice import Response

from chalicelib.domain.shared.errors import NotAllowedError, NotThereError
from chalicelib.usecases.cases.documents.open_link import LinkView
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.problems import FieldError, problem_of
from chalicelib.web.http.sessions import signed_in
from chalicelib.web.http.visitor import visitor_of
from chalicelib.web.portal.case_pages import way_to


@get("/d/{token}")
def look(asked: RequestContext, token: str) -> Response:
    """What is needed to open it; mail scanners may look as often as they like."""
    return _page(asked, token, _view(asked, token))


@post("/d/{token}")
def by_second_thing(asked: RequestContext, token: str) -> Response:
    """For who asked without signing in: the number on their identity card."""
    view = _view(asked, token)
    typed, open_link = asked.form().get("nummer", ""), asked.wiring.road.open_link
    try:
        found = open_link.by_second_thing(token, typed, visitor_of(asked))
    except NotAllowedError as error:
        return _page(asked, token, view, error)
    return page(asked, "link_open.html", found=found)


@get("/d/{token}/document")
def by_sign_in(asked: RequestContext, token: str) -> Response:
    """On to the PDF, for the person it went to; where there are several, to the case."""
    view, session = _view(asked, token), signed_in(asked)
    found = asked.wiring.road.open_link.by_sign_in(token, citizen_of(session))
    return redirect(way_to(asked, view.case_id, found), status=302)


def _view(asked: RequestContext, token: str) -> LinkView:
    """What the link leads to, if it is of this municipality. Raises NotThereError."""
    view = asked.wiring.road.open_link.look(token)
    if view.tenant != asked.tenant:
        raise NotThereError("Deze link werkt niet (meer).")
    return view


def _page(
    asked: RequestContext,
    token: str,
    view: LinkView,
    refused: NotAllowedError | None = None,
) -> Response:
    problem = problem_of(refused) if refused else None
    errors = (FieldError("nummer", refused.code, refused.public),) if refused else ()
    is_closed = refused is not None and refused.code == "link_closed"
    return page(
        asked,
        "link.html",
        status=problem.status if problem else 200,
        headers=problem.headers if problem else None,
        token=token,
        needs="counter" if is_closed else view.needs,
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
    )
