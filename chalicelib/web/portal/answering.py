"""What an applicant does with a request for a certificate: answer a question, take it back."""

from collections.abc import Callable, Mapping

from chalice import Response

from chalicelib.domain.cases.uploads import File
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.sessions import Session
from chalicelib.web.http.asked import Asked
from chalicelib.web.http.multipart import Filled
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.problems import FieldError, problem_of
from chalicelib.web.portal.status import status_page

type Step = Callable[[Asked, Session, str, Filled], Response]

_FIELD_OF = {"text": "antwoord", "files": "bijlagen"}


def answer(asked: Asked, session: Session, request_id: str, form: Filled) -> Response:
    """Answer; back to the form with what was typed when something is wrong."""
    text = form.fields.get("antwoord", "")
    files = tuple(File(file.content) for file in form.files)
    try:
        asked.wiring.workqueue.answer(asked.tenant, session.number, request_id, text, files)
    except (InvalidInputError, ConflictError) as error:
        status = problem_of(error).status
        field = error.field if isinstance(error, InvalidInputError) else None
        wrong = FieldError(_FIELD_OF.get(field or "", "antwoord"), error.code, error.public)
        return status_page(asked, session, request_id, status=status, typed=text, errors=(wrong,))
    return redirect(asked.link(f"/aanvragen/{request_id}"))


def withdraw(asked: Asked, session: Session, request_id: str, _form: Filled) -> Response:
    """Take it back; sending that twice is harmless."""
    asked.wiring.cases.withdraw(asked.tenant, session.number, request_id)
    return redirect(asked.link(f"/aanvragen/{request_id}"))


OF_CERTIFICATES: Mapping[str, Step] = {"antwoord": answer, "intrekken": withdraw}
"""By the word in the address."""
