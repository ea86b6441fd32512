"""Begin a case: its form page by page, and a last look before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalice import Blueprint, Response

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.reading import FieldProblem, Form, FormError
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.actions import FieldKind, FormPage
from chalicelib.domain.registers.dwellings import Street
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotThereError,
)
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.open_case import OpenCommand
from chalicelib.web.cases.raw import raw_of
from chalicelib.web.cases.sent import signed_sent
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.frame import FORM, get, post
from chalicelib.web.http.left.keeping import kept_form
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.bodies import mail_address
from chalicelib.web.http.payloads.multipart import MULTIPART, Filled
from chalicelib.web.http.problems import problem_of
from chalicelib.web.http.sessions import signed_in, signed_in_as
from chalicelib.web.portal.case_pages import way_to_case
from chalicelib.web.portal.matters import frame_at
from chalicelib.web.portal.places import AddressLookup
from chalicelib.web.portal.start_form import StartForm, known

routes = Blueprint(__name__)

KEY, STEP, GO, MAIL, ASKED = "_sleutel", "_stap", "_naar", "_email", "_gevraagd"
_ON, _BACK, _SEND, _CHANGE, _STREET = "verder", "terug", "stuur", "wijzig-", "straat-"


@dataclass(frozen=True, slots=True)
class _Begun:
    """A form under way, with who fills it in and what our own fields say."""

    asked: RequestContext
    frame: Frame
    session: Session
    form: StartForm
    own: dict[str, str]

    @property
    def path(self) -> str:
        """Where it is sent."""
        return f"/zaken/{self.frame.definition.slug}/nieuw"

    @property
    def places(self) -> AddressLookup:
        """The addresses of the municipality."""
        return AddressLookup(self.asked.wiring.templates.addresses, self.asked.tenant)

    def with_raw(self, raw: Raw) -> "_Begun":
        """The same, filled in otherwise."""
        return replace(self, form=replace(self.form, raw=raw))

    def with_people(self, at: FormPage | None) -> "_Begun":
        """With the household to choose from, where a page shows it: looked up, log first."""
        pages = (at,) if at else self.form.pages
        kinds = {field.kind for page in pages for field in page.fields.values()}
        if FieldKind.HOUSEHOLD not in kinds:
            return self
        look_up, number = self.asked.wiring.road.household_of, self.session.number
        people = look_up(self.asked.tenant, number, self.frame.definition)
        form = replace(self.form.form, people=people)
        return replace(self, form=replace(self.form, form=form))


@get(routes, "/zaken/{slug}/nieuw")
def begin(asked: RequestContext, slug: str) -> Response:
    """The first page; its key makes that sending it twice is one case."""
    frame, session = _beginning(asked, slug)
    kept = kept_form(asked, session.number)
    sent = Filled.of(kept.fields if kept else ())
    own = {
        KEY: asked.wiring.platform.ids.secret(),
        MAIL: sent.fields.get(MAIL, session.email),
        ASKED: sent.fields.get(ASKED, ""),
    }
    begun = _begun(asked, frame, session, _raw(frame, sent), own)
    here = sent.fields.get(STEP, "")
    return _shown(begun, begun.form.step(here) if kept else begun.form.after(""))


@post(routes, "/zaken/{slug}/nieuw", FORM, MULTIPART)
def go_on(asked: RequestContext, slug: str) -> Response:
    """To the next page, the one before, or off; with everything that was typed."""
    frame, _ = _beginning(asked, slug)
    session, sent = signed_sent(asked)
    own = {name: sent.fields.get(name, "") for name in (KEY, ASKED)}
    own[MAIL] = sent.fields.get(MAIL, session.email)
    begun = _begun(asked, frame, session, _raw(frame, sent), own)
    here, go = sent.fields.get(STEP, ""), sent.fields.get(GO, _ON)
    if go == _BACK:
        return _shown(begun, begun.form.before(here) or begun.form.after(""))
    if go.startswith(_CHANGE):
        return _shown(begun, begun.form.step(go.removeprefix(_CHANGE)))
    if go == _SEND:
        return _send(begun)
    return _next(_with_street(begun, here, go), here)


def _with_street(begun: _Begun, here: str, go: str) -> _Begun:
    """With the street that was chosen among those that were offered."""
    at, place = begun.form.step(here), whole_number(go.removeprefix(_STREET), -1)
    if not (at and go.startswith(_STREET) and place >= 0):
        return begun
    return begun.with_raw(begun.places.chosen(at, begun.form.raw, place))


def _next(begun: _Begun, here: str) -> Response:
    at = begun.form.step(here)
    if at is None:
        return _shown(begun, begun.form.after(here))
    if problems := begun.form.problems(at):
        return _shown(begun, at, problems)
    begun = begun.with_raw(begun.places.written(at, begun.form.raw))
    streets = begun.places.meant(at, begun.form.raw)
    if streets and begun.own[ASKED] != (asks := _names(streets)):
        return _shown(replace(begun, own=begun.own | {ASKED: asks}), at, streets=streets)
    return _shown(begun, begun.form.after(here))


def _names(streets: Sequence[Street]) -> str:
    """What was offered: offered again it isn't asked again."""
    return ", ".join(f"{street.name} {street.postcode}" for street in streets)


def _send(begun: _Begun) -> Response:
    form = begun.form
    if form.wrong:
        return _shown(begun, form.wrong, form.problems(form.wrong))
    try:
        done = begun.asked.wiring.road.open_case(_command(begun))
    except FormError as error:
        return _refused(begun, error.problems)
    except InvalidInputError as error:
        return _refused(begun, (FieldProblem(error.field or "", error.code, error.public),))
    except ConflictError as error:
        return _overtaken(begun, error)
    return redirect(begun.asked.link(way_to_case(done)))


def _command(begun: _Begun) -> OpenCommand:
    try:
        email = mail_address(begun.own[MAIL])
    except InvalidInputError as error:
        raise InvalidInputError(error.code, error.public, MAIL) from None
    return OpenCommand(
        tenant=begun.asked.tenant,
        process=begun.frame.definition.id,
        role=begun.frame.definition.start.by[0],
        person=begun.session.number,
        email=email,
        raw=begun.form.raw,
        key=begun.own[KEY],
        assurance=Assurance(begun.session.assurance),
    )


def _refused(begun: _Begun, problems: Sequence[FieldProblem]) -> Response:
    """Back to the first page where something is wrong; to the last for what stands there."""
    wrong = {problem.field for problem in problems}
    at = next((p for p in begun.form.steps if wrong & p.fields.keys() - _files(begun)), None)
    return _shown(begun, at, problems)


def _files(begun: _Begun) -> set[str]:
    return {field.id for field in begun.form.files}


def _overtaken(begun: _Begun, error: ConflictError) -> Response:
    """Somebody was first, or it was sent before: said above what was filled in, under a new key."""
    own = begun.own | {KEY: begun.asked.wiring.platform.ids.secret()}
    problem = FieldProblem("", error.code, error.public)
    status = problem_of(error).status
    return _shown(replace(begun, own=own), None, (problem,), status=status)


def _beginning(asked: RequestContext, slug: str) -> tuple[Frame, Session]:
    """The process and who begins it. Raises NotThereError, NotAllowedError, TooWeakError."""
    frame = frame_at(asked, slug)
    start = frame.definition.start
    if start.own_pages or not start.pages:
        raise NotThereError("Dit formulier bestaat niet.")
    level = frame.definition.roles[start.by[0]].assurance
    return frame, signed_in_as(asked, level) if level else signed_in(asked)


def _begun(
    asked: RequestContext, frame: Frame, session: Session, raw: Raw, own: dict[str, str]
) -> _Begun:
    allow_test = asked.wiring.settings.allow_test_numbers
    form = Form(frame.type, frame.municipality, allow_test=allow_test)
    return _Begun(asked, frame, session, StartForm(frame.definition.start.pages, form, raw), own)


def _raw(frame: Frame, sent: Filled) -> Raw:
    pages = frame.definition.start.pages
    return known(raw_of(sent), [field for page in pages for field in page.fields.values()])


def _shown(
    begun: _Begun,
    at: FormPage | None,
    problems: Sequence[FieldProblem] = (),
    *,
    status: int = 422,
    streets: Sequence[Street] = (),
) -> Response:
    begun = begun.with_people(at)
    form = begun.form
    if at is None and not problems and form.wrong:
        at, problems = form.wrong, form.problems(form.wrong)
    return page(
        begun.asked,
        "cases/start_page.html" if at else "cases/start_check.html",
        status=status if problems else 200,
        session=begun.session,
        f=form,
        d=begun.frame.definition,
        at=at,
        action=begun.path,
        own=begun.own,
        problems=problems,
        streets=streets,
        known_streets=begun.places.names() if at else (),
        wrong={problem.field: problem.public for problem in problems},
        is_first=at is not None and form.before(at.id) is None,
    )
