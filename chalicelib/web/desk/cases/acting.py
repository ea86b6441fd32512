"""What staff decide in a case: the generated form of each action, and the letter before it."""

from dataclasses import replace

from chalice import Response

from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.moving.acting import Behalf, Official
from chalicelib.domain.shared.errors import DomainError, NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.acting.seeing import ChangedError
from chalicelib.web.cases.raw import OWN
from chalicelib.web.cases.uploading import wants_file
from chalicelib.web.desk import words
from chalicelib.web.desk.cases.forms import FailedForm
from chalicelib.web.desk.cases.handling import again, onwards
from chalicelib.web.desk.cases.page import BEHALF, ONE, case_page, place_of, typed_in
from chalicelib.web.desk.cases.shown import shown_case
from chalicelib.web.desk.cases.standard import with_text
from chalicelib.web.desk.working import Colleague, desk_page, work_upload
from chalicelib.web.http.addresses import post
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.payloads.multipart import MULTIPART, Filled


@post(f"{ONE}/acties/{{slug}}", MULTIPART)
def act(asked: RequestContext, case_id: str, slug: str) -> Response:
    """Do it, once for a form however often it is sent; then back, or on to the next case."""
    colleague, form = _sent(asked)
    if wants_file(form):
        return _file_first(asked, colleague, known_id(case_id), slug, form)
    acting = _acting(asked, colleague, known_id(case_id), slug, form)
    had = _has(asked, colleague, case_id)
    try:
        asked.wiring.handling.act(acting)
    except (DomainError, RetryableError) as error:
        return _again(asked, colleague, acting, form, error)
    is_done = had and not _has(asked, colleague, case_id)
    return onwards(asked, case_id, "actie", stays=not is_done)


@post(f"{ONE}/brief/{{slug}}", MULTIPART)
def letter(asked: RequestContext, case_id: str, slug: str) -> Response:
    """The letter of an action, to be read before it is sent; nothing is decided yet."""
    colleague, form = _sent(asked)
    if wants_file(form):
        return _file_first(asked, colleague, known_id(case_id), slug, form)
    acting = _acting(asked, colleague, known_id(case_id), slug, form)
    try:
        text = asked.wiring.handling.act.preview(acting)
    except (DomainError, RetryableError) as error:
        return _again(asked, colleague, acting, form, error)
    return desk_page(
        asked,
        colleague,
        "cases/letter.html",
        c=shown_case(asked, colleague, case_id),
        letter=text,
        slug=slug,
        sent=[(name, value) for name, values in form.all.items() for value in values],
    )


@post(f"{ONE}/aanpassen/{{slug}}", MULTIPART)
def change(asked: RequestContext, case_id: str, slug: str) -> Response:
    """Back from the letter to the form, with everything as it was."""
    colleague, form = _sent(asked)
    typed = typed_in(asked, colleague, known_id(case_id), slug, form)
    return case_page(asked, colleague, known_id(case_id), typed=typed)


def _sent(asked: RequestContext) -> tuple[Colleague, Filled]:
    colleague, form = work_upload(asked)
    return colleague, with_text(asked, form)


_SEEN, _KEY, _EVENT = f"{OWN}gezien", f"{OWN}sleutel", f"{OWN}gebeurtenis"
_SHOWN, _ESTABLISHED = f"{OWN}getoond", f"{OWN}vastgesteld"


def _file_first(
    asked: RequestContext, colleague: Colleague, case_id: str, slug: str, form: Filled
) -> Response:
    """Where a file goes before the form does. Raises NotThereError where none is asked now."""
    forms = shown_case(asked, colleague, case_id).forms
    actions = [one.possible.action for one in forms if one.possible.action.slug == slug]
    fields = [field for action in actions for field in action.fields.values()]
    return place_of(asked, colleague, case_id, slug).put_ready(form, fields)


def _acting(
    asked: RequestContext, colleague: Colleague, case_id: str, slug: str, form: Filled
) -> Acting:
    own, seen = form.fields, form.fields.get(_SEEN, "")
    return Acting(
        tenant=asked.tenant,
        case_id=case_id,
        seen=whole_number(seen, 0),
        action=slug,
        actor=Official(colleague.staff, _behalf(form)),
        raw=place_of(asked, colleague, case_id, slug).brought(form),
        key=own.get(_KEY, ""),
        event=own.get(_EVENT, ""),
        shown=own.get(_SHOWN, ""),
    )


def _has(asked: RequestContext, colleague: Colleague, case_id: str) -> bool:
    """Whether they have the case in hand."""
    try:
        return asked.wiring.handling.at_hand.case(colleague.staff, case_id).is_held
    except NotThereError:
        return False


def _behalf(form: Filled) -> Behalf | None:
    role, _, party = form.fields.get(BEHALF, "").partition(":")
    if not role:
        return None
    return Behalf(role, whole_number(party, 0), form.fields.get(_ESTABLISHED, ""))


def _again(
    asked: RequestContext, colleague: Colleague, acting: Acting, form: Filled, error: Exception
) -> Response:
    problems = {}
    if isinstance(error, FormError):
        problems = {problem.field: problem.public for problem in error.problems}
    typed = typed_in(asked, colleague, acting.case_id, acting.action, form)
    typed = replace(typed, problems=problems)
    if isinstance(error, ChangedError):
        return _changed(asked, colleague, acting, typed, error)
    return again(asked, colleague, acting.case_id, typed, error)


def _changed(
    asked: RequestContext,
    colleague: Colleague,
    acting: Acting,
    typed: FailedForm,
    error: ChangedError,
) -> Response:
    """What was typed stays; what happened meanwhile is said by its name."""
    history = shown_case(asked, colleague, acting.case_id).view.history
    happened = {line.event: line.words for line in history}
    said = ", ".join(happened.get(line.event, line.event) for line in error.lines)
    sentence = (
        words.say("meanwhile.changed", sentence=error.public, happened=said)
        if said
        else error.public
    )
    wrong = FailedForm(typed.verb, typed.behalf, typed.values, sentence)
    return case_page(asked, colleague, acting.case_id, status=409, typed=wrong)
