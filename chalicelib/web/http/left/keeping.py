"""Forms that were sent when they couldn't be taken: kept for a while, and filled in again.

Whoever signs in as who they were finds the form as it was, on the page where it stood; who signs in
as somebody else doesn't, for what is kept stands under the person whose page the form was on. Nor
does who signs in less surely than they had: they are offered a stronger way first.
"""

from collections.abc import Sequence
from datetime import timedelta

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import TooWeakError
from chalicelib.log import logger
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.sign_in.form_token import owner_of
from chalicelib.web.http.addresses import nearest_page
from chalicelib.web.http.asked import BadRequestError, RequestContext
from chalicelib.web.http.masking import unmasked
from chalicelib.web.http.payloads.multipart import MULTIPART, filled_form
from chalicelib.web.http.problems import Problem
from chalicelib.web.http.sessions import CSRF_FIELD

KEPT = "bewaard"
"""The query parameter that names a form that was kept."""
LASTS = timedelta(hours=4)
MOST = 60
"""So many are kept of one person in that time: more is nobody's typing."""

_AT = "."
"""After that how surely somebody had signed in, in the name of what is kept."""

_PASSING = frozenset({401, 403, 409, 429, 500, 503})
"""What may be over once somebody signed in again, or tries again."""


def keep_form(asked: RequestContext, problem: Problem) -> str:
    """Keep what was sent; the path with which it is filled in again, empty when it isn't kept."""
    if asked.request.method != "POST" or problem.status not in _PASSING or asked.is_for_api:
        return ""
    try:
        return _kept(asked)
    except (BadRequestError, RetryableError, PermanentError) as error:
        logger.warning("form not kept", kind=type(error).__name__)
        return ""


def _kept(asked: RequestContext) -> str:
    pairs = _pairs(asked)
    token = next((value for name, value in pairs if name == CSRF_FIELD), "")
    fields = tuple((name, value) for name, value in pairs if name != CSRF_FIELD)
    owner = owner_of(asked.wiring.platform.keys, asked.tenant, unmasked(token))
    if not owner or not any(value for _, value in fields):
        return ""
    now, secret = asked.wiring.platform.clock.now(), asked.wiring.platform.ids.secret()
    if not asked.wiring.state.tries.take(f"kept {asked.tenant} {owner.person}", MOST, now + LASTS):
        return ""
    draft = Draft(
        f"{secret}{_AT}{owner.level}", asked.own_path, fields, now, now + LASTS, listed=False
    )
    asked.wiring.state.drafts.keep(asked.tenant, owner.person, draft)
    return f"{nearest_page(asked.own_path)}?{KEPT}={draft.id}"


def kept_form(asked: RequestContext, session: Session) -> Draft | None:
    """The form that is asked to be filled in again, if it is this person's and stood on this page.

    Raises TooWeakError for who signed in less surely than who filled it in.
    """
    key = asked.query(KEPT)
    if not key or asked.request.method not in {"GET", "HEAD"}:
        return None
    draft = asked.wiring.state.drafts.get(asked.tenant, session.number, key)
    if draft is None or nearest_page(draft.path) != asked.own_path:
        return None
    level = _level_of(draft)
    if not Assurance(session.assurance).reaches(level):
        raise TooWeakError(level.value)
    return draft


def _level_of(draft: Draft) -> Assurance:
    """How surely who filled it in had signed in; of what doesn't tell, most surely."""
    level = draft.id.partition(_AT)[2]
    return Assurance(level) if level in set(Assurance) else Assurance.HIGH


def _pairs(asked: RequestContext) -> Sequence[tuple[str, str]]:
    if asked.header("content-type").lower().startswith(MULTIPART):
        every = filled_form(asked).all
        return [(name, value) for name, values in every.items() for value in values]
    return asked.pairs()
