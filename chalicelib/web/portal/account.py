"""Sign in, sign out, and who consulted one's data."""

import re
from dataclasses import dataclass
from datetime import datetime

from chalice import Blueprint, Response

from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.frame import get, post
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import (
    SESSION_COOKIE,
    STATE_COOKIE,
    gone,
    is_state_of,
    session_cookie,
    signed_form,
    signed_in,
    state_cookie,
)

routes = Blueprint(__name__)

_OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_~.=-]{0,200}")
_LONGEST_CODE = 2000


@get(routes, "/aanmelden")
def sign_in(asked: Asked) -> Response:
    """On to the identity provider; afterwards back to a path of ours, and nowhere else."""
    wanted = asked.query("terug")
    return_to = wanted if _OWN_PATH.fullmatch(wanted) else "/"
    address, state = asked.wiring.sign_in.sign_in.begin(return_to)
    return redirect(address, (state_cookie(state),), status=302)


@get(routes, "/aanmelden/terug")
def signed_in_again(asked: Asked) -> Response:
    """Back from the identity provider. Raises NotAllowedError when it isn't in this browser."""
    state, code = asked.query("state"), asked.query("code")
    if not is_state_of(asked, state):
        raise NotAllowedError(
            "sign_in_expired", "Het aanmelden duurde te lang, of begon in een ander venster."
        )
    if not 0 < len(code) <= _LONGEST_CODE:
        raise NotAllowedError("sign_in_cancelled", "U hebt het aanmelden afgebroken.")
    done = asked.wiring.sign_in.sign_in.finish(state, code, asked.municipality)
    cookies = (session_cookie(done.session), gone(STATE_COOKIE))
    return redirect(asked.link(done.return_to), cookies)


@post(routes, "/afmelden")
def sign_out(asked: Asked) -> Response:
    """Forget the session, here and in the browser."""
    session, _ = signed_form(asked)
    asked.wiring.sign_in.sign_in.out(session.id)
    return redirect(asked.link("/"), (gone(SESSION_COOKIE),))


@get(routes, "/mijn-gegevens")
def my_data(asked: Asked) -> Response:
    """Who consulted one's data, when and why."""
    found = asked.wiring.cases.follow.consultations(asked.tenant, signed_in(asked).number)
    return page(asked, "my_data.html", consultations=[_in_words(asked, c) for c in found])


@dataclass(frozen=True, slots=True)
class _InWords:
    at: datetime
    by: str
    what: str
    why: str
    legal_ground: str
    request_id: str | None


def _in_words(asked: Asked, consultation: Consultation) -> _InWords:
    services, actors = texts.words("services"), texts.words("actors")
    document = asked.wiring.templates.catalogue.get(consultation.purpose)
    return _InWords(
        at=consultation.at,
        by=actors[consultation.actor_kind.value],
        what=", ".join(services[s.value] for s in sorted(consultation.services))
        or services["held"],
        why=f"Voor een aanvraag: {document.names.nl}" if document else consultation.purpose,
        legal_ground=consultation.legal_ground,
        request_id=consultation.request_id,
    )
