"""The form in which somebody asks for a document: a question a page, read over, sent.

What was filled in is a draft from the first page on, so that each page has an address of its own,
and going back, reloading and coming back another day show the form as it was. Only a page that
isn't right is the answer to its own sending (422).
"""

from collections.abc import Sequence

from chalice import Response

from chalicelib.domain.cases.forms.problems import FieldProblem
from chalicelib.domain.process.actions import FormPage
from chalicelib.domain.registers.relations import is_surely_minor
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.sessions import Session
from chalicelib.web.cases.sent import signed_sent
from chalicelib.web.cases.uploading import BASKET, open_to_bucket, wants_file
from chalicelib.web.certificates.asking import forms
from chalicelib.web.certificates.asking.begun import ANYWAY, BegunOrder, kept_or_new
from chalicelib.web.certificates.asking.own_people import picks
from chalicelib.web.certificates.asking.read_over import read_over
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.documents import offered_document
from chalicelib.web.certificates.ordering import FIELDS_OF_ORDER, command
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import KEPT
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.problems import InvalidFieldsError
from chalicelib.web.http.sessions import caller_of, signed_in_as
from chalicelib.web.portal.case_pages import way_to_case
from chalicelib.web.portal.drafts.begun import AT, CHECK, GO, STEP, is_news

_ON, _BACK, _CHANGE, _ANEW = "verder", "terug", "wijzig-", "opnieuw"


@get("/documenten/{document_id}/aanvragen")
def form(asked: RequestContext, document_id: str) -> Response:
    """A page of the form, the first, or all to be read over.

    Who signed in too weakly for a clerk not to look is offered a stronger way first, and who is
    too young hears who can ask.
    """
    described = offered_document(asked, document_id)
    kept = f"&{KEPT}={asked.query(KEPT)}" if asked.query(KEPT) else ""
    anyway = f"/documenten/{described.id}/aanvragen?{ANYWAY}=1{kept}"
    level = Assurance.LOW if asked.query(ANYWAY) else described.level
    session = signed_in_as(asked, level, anyway)
    if _is_too_young(described, session):
        return page(asked, "asking/by_parent.html", d=described, session=session)
    begun = kept_or_new(asked, session, described)
    return _shown(begun, _asked_for(begun))


def _asked_for(begun: BegunOrder) -> FormPage | None:
    """The page to show; None to read all over, of what was filled in."""
    at, pages = begun.asked.query(AT) or begun.here, begun.form
    if at == CHECK and begun.is_draft:
        return pages.wrong
    return pages.step(at) or pages.after("")


@post("/documenten/{document_id}/aanvragen")
def send(asked: RequestContext, document_id: str) -> Response:
    """Keep what was filled in and go on, or ask; or back to a page that isn't right yet."""
    described = offered_document(asked, document_id)
    session, sent = signed_sent(asked)
    values, here = forms.filled(described, sent.fields), sent.fields.get(STEP, "")
    begun = BegunOrder(asked, session, described, values, here)
    if wants_file(sent):
        begun.save(CHECK)
        return begun.files.put_ready(sent, begun.proof)
    return _gone(begun, sent.fields.get(GO, ""))


def _gone(begun: BegunOrder, go: str) -> Response:
    pages = begun.form
    if go == _ANEW:
        return begun.begun_anew()
    if go == _BACK:
        return begun.led_to(pages.before(begun.here))
    if go.startswith(_CHANGE):
        return begun.led_to(pages.step(go.removeprefix(_CHANGE)))
    return _next(begun) if go == _ON else _send(begun)


def _next(begun: BegunOrder) -> Response:
    pages = begun.form
    at = pages.step(begun.here)
    if at and (problems := pages.problems(at)):
        return _shown(begun, at, problems)
    return begun.led_to(pages.wrong)


def _send(begun: BegunOrder) -> Response:
    pages = begun.form
    if pages.wrong:
        return _shown(begun, pages.wrong, pages.problems(pages.wrong))
    asked, key = begun.asked, begun.values[forms.KEY]
    try:
        order = pages.form.order.body()
        sent = command(asked, caller_of(begun.session), order, key, begun.brought)
        done = asked.wiring.road.open_case(sent)
    except InvalidFieldsError as error:
        wrong = (FieldProblem(e.pointer, e.code, e.detail) for e in error.errors)
        return _shown(begun, None, tuple(wrong))
    except InvalidInputError as error:
        return _refused(begun, error)
    except ConflictError as error:
        return _shown(begun.anew(), None, (FieldProblem("", error.code, _overtaken(error)),))
    begun.drop()
    return redirect(asked.link(way_to_case(done)))


def _refused(begun: BegunOrder, error: InvalidInputError) -> Response:
    """Back to the page where it stands; to the last for what stands there."""
    field = _FIELD_OF.get(error.field or "", error.field or "")
    at = next((page for page in begun.form.steps if field in page.fields), None)
    return _shown(begun, at, (FieldProblem(field, error.code, error.public),))


_FIELD_OF = {**FIELDS_OF_ORDER, "remark": "opmerking"}


def _overtaken(error: ConflictError) -> str:
    said = texts.of_process("certificate_request")("overtaken")
    return said.get(error.code, error.public)


def _is_too_young(described: Described, session: Session) -> bool:
    """Whether the number of who asks says that the law lets another ask for them."""
    born = session.number.born
    return described.is_for_adults and born is not None and is_surely_minor(born, described.today)


def _shown(
    begun: BegunOrder, at: FormPage | None, problems: Sequence[FieldProblem] = ()
) -> Response:
    return _page(begun, at, problems) if at else _check(begun, problems)


def _page(begun: BegunOrder, at: FormPage, problems: Sequence[FieldProblem]) -> Response:
    asked, described, pages = begun.asked, begun.described, begun.form
    is_who = at.id == "wie"
    return page(
        asked,
        "asking/page.html",
        status=422 if problems else 200,
        d=described,
        at=at,
        path=begun.path,
        values=begun.values,
        carried=[(name, v) for name, v in begun.values.items() if name not in at.fields],
        family=pages.form.family or picks(asked, begun.session, described) if is_who else (),
        problems=problems,
        wrong={problem.field: problem.public for problem in problems},
        session=begun.session,
        purposes=texts.purposes(),
        choices=_choices(at.id),
        is_first=pages.after("") == at,
        is_draft=begun.is_draft and is_news(asked),
    )


def _choices(page_id: str) -> Sequence[tuple[str, str]]:
    """What a page lets choose, whatever the document."""
    lists = {"activiteit": texts.activities, "land": texts.countries, "belang": texts.interests}
    return tuple(lists[page_id]().items()) if page_id in lists else ()


def _check(begun: BegunOrder, problems: Sequence[FieldProblem]) -> Response:
    shown = begun.files.shown(Filled({BASKET: begun.values[BASKET]}), {})
    return page(
        begun.asked,
        "asking/check.html",
        status=422 if problems else 200,
        d=begun.described,
        path=begun.path,
        values=begun.values,
        lines=tuple(read_over(begun.form)),
        proof=begun.proof,
        is_looked_at=begun.is_looked_at,
        files=shown,
        headers=open_to_bucket(begun.asked) if begun.proof else None,
        problems=problems,
        wrong={problem.field: problem.public for problem in problems},
        session=begun.session,
    )
