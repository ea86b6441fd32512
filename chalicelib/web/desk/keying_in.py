"""Key in a case of any process that came by another channel: who it is, then its form on a page."""

from collections.abc import Sequence
from dataclasses import replace

from chalice import Response

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.actions import FieldKind
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotThereError,
)
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.web.cases.people import choices_of
from chalicelib.web.cases.raw import OWN, raw_of
from chalicelib.web.cases.uploading import (
    QUERY,
    open_to_bucket,
    wants_file,
)
from chalicelib.web.desk import words
from chalicelib.web.desk.keyed import (
    WhoForm,
    check_channel,
    check_identified,
    found_people,
    may_key_in,
    who_page,
    wrong_field,
)
from chalicelib.web.desk.keyed_form import KeyedForm
from chalicelib.web.desk.working import Colleague, at_work, desk_page, work_form, work_upload
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import redirect
from chalicelib.web.http.payloads.multipart import MULTIPART, Filled
from chalicelib.web.http.problems import problem_of

WHO = ("kanaal", "identificatie", "aanvrager", "naam", "geboren")
OURS = ("kanaal", "identificatie", "aanvrager", "wie", "email", "sleutel", "gevraagd")


@get("/loket/ingeven/{slug}")
def who(asked: RequestContext, slug: str) -> Response:
    """Who asks, and how it came."""
    colleague = at_work(asked)
    frame = _frame(asked, colleague, slug)
    if asked.query(QUERY):
        return _returned(asked, colleague, frame)
    values = dict.fromkeys(WHO, "") | {"kanaal": Channel.COUNTER.value}
    return who_page(asked, colleague, _asks(frame), values)


@post("/loket/ingeven/{slug}/persoon")
def person(asked: RequestContext, slug: str) -> Response:
    """Find the person, with the channel as the reason; then the form."""
    colleague, form = work_form(asked)
    frame = _frame(asked, colleague, slug)
    values = {name: form.get(name, "") for name in WHO}
    try:
        check_channel(values["kanaal"])
        check_identified(values["identificatie"])
        people = found_people(asked, colleague, values)
    except InvalidInputError as error:
        return who_page(asked, colleague, _asks(frame), values, errors=(wrong_field(error),))
    if len(people) > 1:
        return who_page(asked, colleague, _asks(frame), values, people=people)
    own = {name: values.get(name, "") for name in OURS}
    own |= {"aanvrager": people[0].number.digits, "wie": people[0].name.whole}
    own["sleutel"] = asked.wiring.platform.ids.secret()
    return _shown(KeyedForm(asked, colleague, frame, own, {}))


@post("/loket/ingeven/{slug}", MULTIPART)
def send(asked: RequestContext, slug: str) -> Response:
    """Key it in; the case says what comes of it."""
    colleague, sent = work_upload(asked)
    frame = _frame(asked, colleague, slug)
    keyed = _filled(asked, colleague, frame, sent).written()
    if wants_file(sent):
        return keyed.files.put_ready(sent, keyed.fields)
    if keyed.added:
        return _shown(keyed)
    try:
        opened = asked.wiring.road.open_case(_command(keyed))
    except FormError as error:
        return _shown(keyed, error.problems)
    except InvalidInputError as error:
        field = {"email": "_email"}.get(error.field or "", error.field or "")
        return _shown(keyed, (FieldProblem(field, error.code, error.public),))
    except ConflictError as error:
        again = replace(keyed, own=keyed.own | {"sleutel": asked.wiring.platform.ids.secret()})
        problem = FieldProblem("", error.code, error.public)
        return _shown(again, (problem,), status=problem_of(error).status)
    return redirect(asked.link(f"/loket/zaken/{opened.case.id}?gedaan=ingegeven"))


def _filled(asked: RequestContext, colleague: Colleague, frame: Frame, sent: Filled) -> KeyedForm:
    """What came with a form, or was kept of it while files were chosen."""
    own = {name: sent.fields.get(f"{OWN}{name}", "") for name in OURS}
    return KeyedForm(asked, colleague, frame, own, raw_of(asked, sent), sent)


def _returned(asked: RequestContext, colleague: Colleague, frame: Frame) -> Response:
    """Back from choosing files. Raises NotThereError for those of another."""
    blank = _filled(asked, colleague, frame, Filled())
    return _shown(_filled(asked, colleague, frame, blank.files.returned()))


def _command(keyed: KeyedForm) -> OpenCommand:
    """Who it is about is looked up once more: what a form carries proves nothing of four eyes."""
    asked, own, staff = keyed.asked, keyed.own, keyed.colleague.staff
    check_channel(own["kanaal"])
    check_identified(own["identificatie"])
    values = dict.fromkeys(WHO, "") | {name: own[name] for name in ("kanaal", "aanvrager")}
    (found,) = found_people(asked, keyed.colleague, values)
    return OpenCommand(
        tenant=asked.tenant,
        process=keyed.frame.definition.id,
        role=keyed.frame.definition.start.by[0],
        person=found.number,
        email=own["email"].strip(),
        raw={**keyed.raw, **keyed.files.named(keyed.sent)},
        key=own["sleutel"],
        channel=Channel(own["kanaal"]),
        staff=staff,
        identified_by=Identified(own["identificatie"]),
    )


def _frame(asked: RequestContext, colleague: Colleague, slug: str) -> Frame:
    """The process at an address. Raises NotThereError where it isn't keyed in by this person."""
    types = asked.wiring.cases.types
    ids = (one for one in types.ids() if types.definition(one).slug == slug)
    frames = (asked.wiring.road.frames.new(one, asked.tenant) for one in ids)
    frame = next((one for one in frames if may_key_in(colleague.staff, one)), None)
    if frame is None:
        raise NotThereError
    return frame


def _asks(frame: Frame) -> WhoForm:
    """How the identity was checked is asked of every process."""
    slug, title = frame.definition.slug, frame.definition.title
    return WhoForm(
        words.say("keying.process", title=title),
        f"/loket/ingeven/{slug}/persoon",
        "identificatie",
        words.say("keying.identified"),
        words.of("identified").items(),
        words.say("keying.choose_identified"),
    )


def _shown(
    keyed: KeyedForm, problems: Sequence[FieldProblem] = (), *, status: int = 422
) -> Response:
    form, places = keyed.form, keyed.places
    pages = tuple(keyed.asks(form))
    return desk_page(
        keyed.asked,
        keyed.colleague,
        "keying_form.html",
        status=status if problems else 200,
        d=keyed.frame.definition,
        own=keyed.own | {"gevraagd": " ".join(page.id for page in pages)},
        added=() if problems else keyed.added,
        headers=open_to_bucket(keyed.asked),
        raw=keyed.files.shown(keyed.sent, keyed.raw),
        pages=pages,
        options=lambda field: (
            places.names()
            if field.kind is FieldKind.ADDRESS
            else choices_of(keyed.asked, field, form.options(field) or ())
        ),
        problems=problems,
        wrong={problem.field: problem.public for problem in problems},
    )
