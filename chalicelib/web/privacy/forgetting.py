"""The form with which somebody asks to be forgotten: what goes, what stays, what comes first."""

from chalice import Response

from chalicelib.domain.privacy.retention import Fate
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.sessions import Session
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import LATELY, signed_form, signed_in_as, signed_in_lately

_PATH = "/mijn-gegevens/wissen"
_GO, _BACK = "_naar", "toch-niet"


@get(_PATH)
def form(asked: RequestContext) -> Response:
    """What would be forgotten, and what was asked before."""
    session, retention = _sure(asked), asked.wiring.templates.retention.get()
    own = DataSubjectRequest(asked.tenant, session.number)
    plan = asked.wiring.privacy.forget_seen.plan(own)
    return page(
        asked,
        "my_forgetting.html",
        session=session,
        wish=asked.wiring.state.asked_erasures.of_person(asked.tenant, session.number),
        goes=retention.of(Fate.ERASED),
        stays=(*retention.of(Fate.KEPT), *retention.of(Fate.PASSES)),
        running=sorted({obstacle.reference for obstacle in plan.obstacles}),
    )


@post(_PATH)
def ask(asked: RequestContext) -> Response:
    """Ask it, or take it back."""
    _sure(asked)
    session, sent = signed_form(asked)
    use_case = asked.wiring.privacy.ask_to_forget
    if sent.get(_GO) == _BACK:
        use_case.take_back(asked.tenant, session.number)
    else:
        use_case(asked.tenant, session.number)
    return redirect(asked.link(_PATH))


def _sure(asked: RequestContext) -> Session:
    """Whoever wants everything gone says first, again, who they are."""
    signed_in_as(asked, Assurance.HIGH)
    return signed_in_lately(asked, LATELY)
