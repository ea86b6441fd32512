"""Choose the files of a form: the page without scripts, and what the script asks."""

from dataclasses import dataclass
from urllib.parse import urlencode

from chalice import Response

from chalicelib.domain.cases.forms.basket import Basket
from chalicelib.domain.shared.errors import TooManyError
from chalicelib.ports.sessions import Session
from chalicelib.ports.uploads import UploadForm
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner
from chalicelib.usecases.cases.uploads.take_in import LookedAt
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.uploading import (
    FIELD,
    QUERY,
    as_state,
    citizen_owner,
    described,
    for_script,
    open_to_bucket,
    staff_owner,
    told,
)
from chalicelib.web.desk.working import at_work
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import FORM, get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.sessions import CSRF_FIELD, check_csrf, session_of, signed_in

_ONE = "/opladen/{basket_id}"
_DROP, _LOOK = "weg", "kijk"


@dataclass(frozen=True, slots=True)
class _Here:
    """Whose basket, and with which session."""

    session: Session
    owner: BasketOwner
    basket: Basket


@get(_ONE)
def choose(asked: RequestContext, basket_id: str) -> Response:
    """What came so far, and a form that sends one more file straight to the bucket."""
    here = _here(asked, basket_id)
    return _page(asked, here, asked.wiring.uploads.take_in(here.basket))


@post(_ONE, FORM)
def change(asked: RequestContext, basket_id: str) -> Response:
    """Take a file away, or (for the script) look at what came."""
    here, form = _here(asked, basket_id), asked.form()
    check_csrf(here.session, form.get(CSRF_FIELD, ""))
    uploads, basket = asked.wiring.uploads, here.basket
    if form.get(_DROP):
        basket = basket.without(form[_DROP])
        uploads.baskets.put(basket)
    if not for_script(asked):
        query = urlencode({FIELD: form.get(FIELD, "")})
        return redirect(asked.link(f"/opladen/{basket.id}?{query}"))
    taken = uploads.take_in(basket)
    return told(
        {
            "files": as_state(taken.basket, texts.words("files")),
            "problem": taken.refused.public if taken.refused else "",
            "pending": taken.is_pending,
        }
    )


def _here(asked: RequestContext, basket_id: str) -> _Here:
    """Raises NotThereError for somebody else's, NotAllowedError (`sign_in_needed`)."""
    own = asked.wiring.uploads.baskets_of
    known = asked.wiring.uploads.baskets.get(basket_id)
    if known and known.owner.startswith("staff:"):
        colleague = at_work(asked)
        owner = staff_owner(colleague.staff)
        return _Here(colleague.session, owner, own.get(basket_id, owner))
    session = signed_in(asked)
    owner = citizen_owner(asked, citizen_of(session))
    return _Here(session, owner, own.get(basket_id, owner))


def _page(asked: RequestContext, here: _Here, taken: LookedAt) -> Response:
    basket, labels = taken.basket, dict(taken.basket.labels)
    field = asked.query(FIELD) if asked.query(FIELD) in labels else next(iter(labels), "")
    form, refused = _form(asked, basket, field), taken.refused
    return page(
        asked,
        "uploads.html",
        status=422 if refused else 200,
        headers=open_to_bucket(asked),
        session=session_of(asked),
        csrf=here.session.csrf,
        basket=basket,
        field=field,
        label=labels.get(field, ""),
        files=described(basket.there(field)),
        form=form,
        problem=refused.public if refused else "",
        is_pending=taken.is_pending,
        back=f"{basket.back}{'&' if '?' in basket.back else '?'}{QUERY}={basket.id}",
    )


def _form(asked: RequestContext, basket: Basket, field: str) -> UploadForm | None:
    """Where the next file goes; None when as many came as may."""
    if basket.is_full():
        return None
    back = asked.address(f"/opladen/{basket.id}?{FIELD}={field}")
    try:
        return asked.wiring.uploads.put_ready.place(basket, field, back)[1]
    except TooManyError:
        return None
