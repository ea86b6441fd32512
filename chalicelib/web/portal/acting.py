"""What a party does in a case: the form of an action, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chalice import Response

from chalicelib.domain.cases.forms.given import given
from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.process.actions import Field
from chalicelib.domain.shared.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.acting.act import Acting
from chalicelib.usecases.cases.acting.seeing import ChangedError, ChangedLine
from chalicelib.usecases.cases.reading.view import Possible
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.people import choices_of
from chalicelib.web.cases.raw import raw_of
from chalicelib.web.cases.uploading import FileForm, citizen_owner, open_to_bucket, wants_file
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.problems import problem_of
from chalicelib.web.portal.case_pages import shown_case
from chalicelib.web.portal.shown_case import EVENT, KEY, SEEN, SHOWN, ShownCase


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why nothing happened, and what happened meanwhile."""

    problems: tuple[FieldProblem, ...] = ()
    changed: tuple[ChangedLine, ...] = ()
    status: int = 200


def action_page(asked: RequestContext, session: Session, case_id: str, slug: str) -> Response:
    """The form of an action that is possible now. Raises NotThereError."""
    sent = _place(asked, session, case_id, slug).returned()
    return _page(asked, session, case_id, slug, sent, _Refusal())


def act(asked: RequestContext, session: Session, case_id: str, slug: str, sent: Filled) -> Response:
    """Do it; back to the form with what was typed when something is wrong or has changed."""
    if wants_file(sent):
        return _file_first(asked, session, case_id, slug, sent)
    try:
        asked.wiring.road.act(_acting(asked, session, case_id, slug, sent))
    except (NotThereError, NotAllowedError):
        raise
    except DomainError as error:
        return _page(asked, session, case_id, slug, sent, _refusal(error))
    return redirect(asked.link(f"/aanvragen/{case_id}"))


def _file_first(
    asked: RequestContext, session: Session, case_id: str, slug: str, sent: Filled
) -> Response:
    """Where a file goes before the form does. Raises NotThereError where none is asked now."""
    possible = shown_case(asked, session, case_id).possible(slug)
    fields = possible.action.fields.values() if possible else ()
    return _place(asked, session, case_id, slug).put_ready(sent, fields)


def _place(asked: RequestContext, session: Session, case_id: str, slug: str) -> FileForm:
    path = f"/aanvragen/{case_id}/{slug}"
    return FileForm(asked, citizen_owner(asked, citizen_of(session)), path, path)


def _acting(
    asked: RequestContext, session: Session, case_id: str, slug: str, sent: Filled
) -> Acting:
    seen = sent.fields.get(SEEN, "")
    return Acting(
        tenant=asked.tenant,
        case_id=case_id,
        seen=whole_number(seen, -1),
        action=slug,
        actor=citizen_of(session),
        raw=_place(asked, session, case_id, slug).brought(sent),
        key=sent.fields.get(KEY, ""),
        event=sent.fields.get(EVENT, ""),
        shown=sent.fields.get(SHOWN, ""),
    )


def _refusal(error: DomainError) -> _Refusal:
    status = problem_of(error).status
    match error:
        case FormError():
            return _Refusal(error.problems, (), status)
        case InvalidInputError():
            return _Refusal(
                (FieldProblem(error.field or "", error.code, error.public),), (), status
            )
        case ChangedError():
            return _Refusal((FieldProblem("", error.code, error.public),), error.lines, status)
        case _:
            return _Refusal((FieldProblem("", error.code, error.public),), (), status)


def _page(
    asked: RequestContext, session: Session, case_id: str, slug: str, sent: Filled, why: _Refusal
) -> Response:
    shown = shown_case(asked, session, case_id)
    possible = shown.possible(slug)
    if possible is None and not why.problems:
        raise ConflictError("event_not_possible", "Deze stap kan nu niet (meer).")
    form = _form(asked, case_id)
    fields = tuple(possible.action.fields.values()) if possible else ()
    problems = _at_fields(why.problems, fields)
    return page(
        asked,
        "cases/action.html",
        status=why.status,
        s=shown,
        v=shown.view,
        p=possible,
        session=session,
        changed=[shown.changed(line) for line in why.changed],
        options={f.id: choices_of(asked, f, form.options(f) or ()) for f in fields},
        leaflets=tuple(_leaflets(asked, form, fields)),
        values=_place(asked, session, case_id, slug).shown(
            sent, raw_of(asked, sent) if sent.all else _given(shown, fields, form)
        ),
        headers=open_to_bucket(asked),
        own=_own(asked, shown, possible, sent, problems),
        problems=problems,
        wrong={problem.field: problem.public for problem in problems},
    )


def _at_fields(problems: Sequence[FieldProblem], fields: Sequence[Field]) -> list[FieldProblem]:
    """Each at its field, or above the form where it is about what isn't asked there."""
    known = {"event", *(field.id for field in fields)}
    return [p if p.field.partition(".")[0] in known else replace(p, field="") for p in problems]


def _own(
    asked: RequestContext,
    shown: ShownCase,
    possible: Possible | None,
    sent: Filled,
    problems: Sequence[FieldProblem],
) -> dict[str, str]:
    """Our own fields: what is seen now; the same key until something came of it."""
    is_used = any(problem.code == "idempotency_mismatch" for problem in problems)
    key = "" if is_used else sent.fields.get(KEY, "")
    events = tuple(possible.events) if possible else ()
    chosen = sent.fields.get(EVENT, events[0] if len(events) == 1 else "")
    key = key or asked.wiring.platform.ids.secret()
    return {**shown.own_fields(key), EVENT: chosen}


def _given(shown: ShownCase, fields: Sequence[Field], form: Form) -> Raw:
    """What who began the case filled in then, as it is now: nobody types it twice."""
    pages = shown.definition.start.pages
    theirs = {f.payload_field for page in pages for f in page.fields.values()}
    is_starter = shown.view.party == 1 and form.case is not None
    own = [field for field in fields if is_starter and field.payload_field in theirs]
    return given(own, form.case.payload) if form.case else {}


def _leaflets(asked: RequestContext, form: Form, fields: Sequence[Field]) -> Iterator[Leaflet]:
    yield from (leaflet for leaflet in _free(asked, form, fields) if leaflet.lines)
    yield from form.leaflets(fields, asked.today)


def _free(asked: RequestContext, form: Form, fields: Sequence[Field]) -> Iterator[Leaflet]:
    """What is still free of what one of the fields lets choose."""
    if form.case is None:
        return
    frame = asked.wiring.road.frames.of(form.case)
    empty = {field.id: None for field in fields}
    wanted = frame.type.wants(empty, frame.municipality, frame.day, form.case)
    if wanted and wanted.chosen_in in empty:
        yield asked.wiring.road.free_now.leaflet(wanted, frame)


def _form(asked: RequestContext, case_id: str) -> Form:
    the = asked.wiring.road
    case = the.frames.case(asked.tenant, case_id)
    frame = the.frames.of(case)
    return Form(frame.type, frame.municipality, case, asked.wiring.settings.allow_test_numbers)
