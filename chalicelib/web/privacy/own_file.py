"""What the registers hold about who is signed in, and a copy of what the counter does."""

from chalice import Response

from chalicelib.domain.registers.answers import Answer, Found, NotFound
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.privacy.find_held import DataSubjectRequest
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page
from chalicelib.web.http.sessions import LATELY, signed_in_as, signed_in_lately
from chalicelib.web.privacy.as_data import as_json
from chalicelib.web.privacy.as_text import Overview

_COPIES = {"tekst": ("text/plain; charset=utf-8", "txt"), "data": ("application/json", "json")}


@get("/mijn-gegevens/register")
def registers(asked: RequestContext) -> Response:
    """What the National Register holds: the look is among those that the person can see."""
    session = signed_in_as(asked, Assurance.HIGH)
    found = asked.wiring.privacy.read_own_file(asked.tenant, session.number)
    return page(
        asked,
        "my_file.html",
        session=session,
        person=_value(found.person),
        household=_value(found.household),
        residences=_value(found.residences) or (),
        on_a_line=on_a_line,
        said=_said,
    )


@get("/mijn-gegevens/kopie")
def copy(asked: RequestContext) -> Response:
    """How to get a copy of everything that the counter holds."""
    return page(asked, "my_copy.html", session=_sure(asked))


@get("/mijn-gegevens/kopie/{form}")
def copied(asked: RequestContext, form: str) -> Response:
    """The copy itself, to read or for programs (AVG art. 15 and 20)."""
    session = _sure(asked)
    if form not in _COPIES:
        raise NotThereError("Deze pagina bestaat niet.")
    kind, ending = _COPIES[form]
    return Response(
        body=_written(asked, session, form),
        headers={
            "Content-Type": kind,
            "Content-Disposition": f'attachment; filename="mijn-gegevens.{ending}"',
        },
    )


def _written(asked: RequestContext, session: Session, form: str) -> str:
    own = DataSubjectRequest(asked.tenant, session.number)
    handed = asked.wiring.privacy.hand_over_to_self(own)
    names = {key: f"{number}.pdf" for one in handed.cases for key, number in one.numbers}
    if form == "data":
        return as_json(handed, names)
    templates, types = asked.wiring.templates, asked.wiring.cases.types
    catalogue = templates.catalogue
    titles = {id_: types.definition(id_).title for id_ in types.ids()}
    documents = {document.id: document.names.nl for document in catalogue.all()}
    overview = Overview(asked.municipality, titles | documents, templates.retention.get())
    return overview(handed, names)


def _sure(asked: RequestContext) -> Session:
    """Whoever takes everything away says first, again, who they are."""
    signed_in_as(asked, Assurance.HIGH)
    return signed_in_lately(asked, LATELY)


def _said(day: PartialDate) -> str:
    """A date of which perhaps the year alone is known."""
    return in_words(day.earliest) if day.is_whole else day.known


def _value[T](answer: Answer[T]) -> T | None:
    """What a register found; None where it knows nothing. Raises RetryableError when it's away."""
    if isinstance(answer, Found):
        return answer.value
    if isinstance(answer, NotFound):
        return None
    raise RetryableError("the register gives no file")
