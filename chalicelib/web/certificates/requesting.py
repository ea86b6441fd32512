"""The form in which somebody asks for a document: filled in, read over, sent.

What was filled in is a draft as soon as it is right, so that reading it over has an address of its
own, and going back shows the form as it was.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from chalice import Response

from chalicelib.domain.registers.relations import is_surely_minor
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.sessions import Session
from chalicelib.web.certificates import forms
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.documents import offered_document
from chalicelib.web.certificates.forms import Values
from chalicelib.web.certificates.own_people import Pick, picks
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import KEPT
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.problems import FieldError, InvalidFieldsError
from chalicelib.web.http.sessions import caller_of, signed_form, signed_in_as
from chalicelib.web.portal.case_pages import way_to_case
from chalicelib.web.portal.drafts import shelf
from chalicelib.web.portal.wished import usual_wishes

ANYWAY = "toch"
"""Whoever can't sign in more strongly may ask all the same: a clerk looks at it."""
_AT, _CHECK = "stap", "nazicht"
_GO, _ON, _CHANGE, _ANEW = "_naar", "verder", "wijzig", "opnieuw"


@get("/documenten/{document_id}/aanvragen")
def form(asked: RequestContext, document_id: str) -> Response:
    """The form, or what was filled in to be read over; its key makes sending twice one request.

    Who signed in too weakly for a clerk not to look is offered a stronger way first, and who is
    too young hears who can ask.
    """
    described = offered_document(asked, document_id)
    kept = f"&{KEPT}={asked.query(KEPT)}" if asked.query(KEPT) else ""
    anyway = f"{_path(described)}?{ANYWAY}=1{kept}"
    level = Assurance.LOW if asked.query(ANYWAY) else described.level
    session = signed_in_as(asked, level, anyway)
    if _is_too_young(described, session):
        return page(asked, "request_by_parent.html", d=described, session=session)
    draft = shelf.draft_of(asked, session, _id(described))
    if draft is None:
        wished, key = usual_wishes(asked, session), asked.wiring.platform.ids.secret()
        values = forms.blank(described, wished, key)
        return _form(asked, session, described, values)
    values = forms.filled(described, dict(draft.fields))
    if asked.query(_AT) == _CHECK:
        return _read_over(asked, session, described, values)
    return _form(asked, session, described, values, is_draft=True)


@post("/documenten/{document_id}/aanvragen")
def send(asked: RequestContext, document_id: str) -> Response:
    """Keep it to be read over, or ask; on to the request, or back to the form as it was typed."""
    described = offered_document(asked, document_id)
    session, sent = signed_form(asked)
    go, values = sent.get(_GO, ""), forms.filled(described, sent)
    if go == _ANEW:
        shelf.drop(asked, session, _id(described))
        return _to(asked, session, described)
    if go == _CHANGE:
        _save(asked, session, described, values)
        return _to(asked, session, described)
    try:
        return _taken(asked, session, described, values, is_last=go != _ON)
    except InvalidFieldsError as error:
        return _form(asked, session, described, values, error.errors)
    except InvalidInputError as error:
        return _form(asked, session, described, values, (_on_form(error),))
    except ConflictError as error:
        if error.code != "idempotency_mismatch":
            raise
        again = {**values, forms.KEY: asked.wiring.platform.ids.secret()}
        return _form(asked, session, described, again, (_SENT_BEFORE,))


def _taken(
    asked: RequestContext, session: Session, described: Described, values: Values, *, is_last: bool
) -> Response:
    """What is right: kept to be read over, or asked for."""
    family = _family(asked, session, described, values)
    command = forms.read(asked, described, caller_of(session), values, family)
    if not is_last:
        _save(asked, session, described, values)
        return _to(asked, session, described, **{_AT: _CHECK})
    done = asked.wiring.road.open_case(command)
    shelf.drop(asked, session, _id(described))
    return redirect(asked.link(way_to_case(done)))


def _to(asked: RequestContext, session: Session, described: Described, **query: str) -> Response:
    """On to a page of the form; who signed in too weakly has said that they ask anyway."""
    if not Assurance(session.assurance).reaches(described.level):
        query[ANYWAY] = "1"
    path = _path(described)
    return redirect(asked.link(f"{path}?{urlencode(query)}" if query else path))


_SENT_BEFORE = FieldError(
    "email",
    "idempotency_mismatch",
    "U stuurde dit formulier al eens, met andere keuzes. Wilt u nog een document?"
    " Klik dan opnieuw op ‘Aanvragen’.",
)


def _id(described: Described) -> str:
    return f"{shelf.DOCUMENT}{described.id}"


def _path(described: Described) -> str:
    return f"/documenten/{described.id}/aanvragen"


def _save(asked: RequestContext, session: Session, described: Described, values: Values) -> None:
    shelf.save(asked, session, _id(described), _path(described), values.items())


def _family(
    asked: RequestContext, session: Session, described: Described, values: Values
) -> Sequence[Pick]:
    """Those who can be picked, where one was."""
    is_picked = values["voor"] not in {forms.MYSELF, forms.SOMEBODY_ELSE}
    return picks(asked, session, described) if is_picked else ()


def _is_too_young(described: Described, session: Session) -> bool:
    """Whether the number of who asks says that the law lets another ask for them."""
    born = session.number.born
    return described.is_for_adults and born is not None and is_surely_minor(born, described.today)


def _form(
    asked: RequestContext,
    session: Session,
    described: Described,
    values: Values,
    errors: tuple[FieldError, ...] = (),
    *,
    is_draft: bool = False,
) -> Response:
    return page(
        asked,
        "request_form.html",
        status=422 if errors else 200,
        d=described,
        values=values,
        family=picks(asked, session, described),
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        session=session,
        purposes=texts.purposes(),
        activities=texts.activities(),
        countries=texts.countries(),
        is_draft=is_draft,
    )


def _read_over(
    asked: RequestContext,
    session: Session,
    described: Described,
    values: Values,
) -> Response:
    family = _family(asked, session, described, values)
    answers = forms.answers(described, values, family)
    return page(
        asked, "request_check.html", d=described, values=values, answers=answers, session=session
    )


_FIELD_OF = {
    "variant": "vorm",
    "language": "taal",
    "purpose": "doel",
    "activity": "activiteit",
    "subject/national_number": "nummer",
    "email": "email",
}


def _on_form(error: InvalidInputError) -> FieldError:
    return FieldError(_FIELD_OF.get(error.field or "", "email"), error.code, error.public)
