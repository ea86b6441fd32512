"""The form in which somebody asks for a document."""

from chalice import Response

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.sessions import Session
from chalicelib.web.certificates import forms
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.documents import offered_document
from chalicelib.web.certificates.forms import Values
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import KEPT
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.problems import FieldError, InvalidFieldsError
from chalicelib.web.http.sessions import caller_of, signed_form, signed_in_as
from chalicelib.web.portal.case_pages import way_to_case

ANYWAY = "toch"
"""Whoever can't sign in more strongly may ask all the same: a clerk looks at it."""


@get("/documenten/{document_id}/aanvragen")
def form(asked: RequestContext, document_id: str) -> Response:
    """The form; its key makes that sending it twice is one request.

    Who signed in too weakly for a clerk not to look is offered a stronger way first.
    """
    described = offered_document(asked, document_id)
    kept = f"&{KEPT}={asked.query(KEPT)}" if asked.query(KEPT) else ""
    anyway = f"/documenten/{document_id}/aanvragen?{ANYWAY}=1{kept}"
    level = Assurance.LOW if asked.query(ANYWAY) else described.level
    session = signed_in_as(asked, level, anyway)
    values = forms.blank(described, session.email, asked.wiring.platform.ids.secret())
    return _form(asked, session, described, values)


@post("/documenten/{document_id}/aanvragen")
def send(asked: RequestContext, document_id: str) -> Response:
    """Ask; on to the request, or back to the form with everything that was typed."""
    described = offered_document(asked, document_id)
    session, sent = signed_form(asked)
    values = forms.filled(described, sent)
    try:
        command = forms.read(asked, described, caller_of(session), values)
        done = asked.wiring.road.open_case(command)
    except InvalidFieldsError as error:
        return _form(asked, session, described, values, error.errors)
    except InvalidInputError as error:
        return _form(asked, session, described, values, (_on_form(error),))
    except ConflictError as error:
        if error.code != "idempotency_mismatch":
            raise
        again = {**values, forms.KEY: asked.wiring.platform.ids.secret()}
        return _form(asked, session, described, again, (_SENT_BEFORE,))
    return redirect(asked.link(way_to_case(done)))


_SENT_BEFORE = FieldError(
    "email",
    "idempotency_mismatch",
    "U stuurde dit formulier al eens, met andere keuzes. Wilt u nog een document?"
    " Klik dan opnieuw op ‘Aanvragen’.",
)


def _form(
    asked: RequestContext,
    session: Session,
    described: Described,
    values: Values,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    return page(
        asked,
        "request_form.html",
        status=422 if errors else 200,
        d=described,
        values=values,
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        session=session,
        purposes=texts.purposes(),
        activities=texts.activities(),
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
