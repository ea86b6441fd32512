"""What an applicant does with a request under way: answer a question, take it back."""

from chalice import Blueprint, Response

from chalicelib.domain.cases.uploads import File
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.web.http.asked import Asked, known_id
from chalicelib.web.http.frame import post
from chalicelib.web.http.multipart import MULTIPART, filled_form
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import FieldError, problem_of
from chalicelib.web.http.sessions import CSRF_FIELD, check_csrf, signed_form, signed_in
from chalicelib.web.portal.requests import status_page

routes = Blueprint(__name__)

_FIELD_OF = {"text": "antwoord", "files": "bijlagen"}


@post(routes, "/aanvragen/{request_id}/antwoord", MULTIPART)
def answer(asked: Asked, request_id: str) -> Response:
    """Answer; back to the form with what was typed when something is wrong."""
    session, form = signed_in(asked), filled_form(asked)
    check_csrf(session, form.fields.pop(CSRF_FIELD, ""))
    text = form.fields.get("antwoord", "")
    files = tuple(File(file.content) for file in form.files)
    try:
        asked.wiring.workqueue.answer(
            asked.tenant, session.number, known_id(request_id), text, files
        )
    except (InvalidInputError, ConflictError) as error:
        status = problem_of(error).status
        field = error.field if isinstance(error, InvalidInputError) else None
        wrong = FieldError(_FIELD_OF.get(field or "", "antwoord"), error.code, error.public)
        return status_page(asked, session, request_id, status=status, typed=text, errors=(wrong,))
    return redirect(asked.link(f"/aanvragen/{request_id}"))


@post(routes, "/aanvragen/{request_id}/intrekken")
def withdraw(asked: Asked, request_id: str) -> Response:
    """Take it back; sending that twice is harmless."""
    session, _ = signed_form(asked)
    asked.wiring.cases.withdraw(asked.tenant, session.number, known_id(request_id))
    return redirect(asked.link(f"/aanvragen/{request_id}"))
