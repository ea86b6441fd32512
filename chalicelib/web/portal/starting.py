"""Begin a case: its form page by page, and a last look before it is sent.

Each page has an address of its own, and what was filled in so far is a draft: sending a page keeps
it and leads on (303), so going back, reloading and coming back another day show it as it was. Only
a page that isn't right is the answer to its own sending (422).
"""

from collections.abc import Sequence

from chalice import Response

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.storing import CLAIMED
from chalicelib.domain.process.actions import FormPage
from chalicelib.domain.registers.dwellings import Street
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.domain.shared.free_text import whole_number
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.opening.open_case import OpenCommand
from chalicelib.usecases.cases.reading.view import CaseLine
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.sent import signed_sent
from chalicelib.web.cases.uploading import open_to_bucket, wants_file
from chalicelib.web.http.addresses import FORM, get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.bodies import mail_address
from chalicelib.web.http.problems import problem_of
from chalicelib.web.http.sessions import signed_in, signed_in_as
from chalicelib.web.portal.case_pages import way_to_case
from chalicelib.web.portal.drafts.begun import (
    ASKED,
    AT,
    CHECK,
    GO,
    KEY,
    MAIL,
    BegunForm,
    is_news,
    kept_or_new,
    sent_form,
)
from chalicelib.web.portal.matters import elsewhere, frame_at

_ON, _BACK, _SEND, _CHANGE, _STREET = "verder", "terug", "stuur", "wijzig-", "straat-"
_ANEW = "opnieuw"


@get("/zaken/{slug}/nieuw")
def begin(asked: RequestContext, slug: str) -> Response:
    """A page, the one somebody was at, or the first, at an address that one can go back to.

    The key makes sending twice one case.
    """
    begun = kept_or_new(asked, *_beginning(asked, slug))
    at = _asked_for(begun)
    if at and not begun.is_draft and not asked.query(AT):
        return redirect(asked.link(begun.way_to(at.id)))
    return _shown(begun, at, streets=_offered(begun, at))


@post("/zaken/{slug}/nieuw", FORM)
def go_on(asked: RequestContext, slug: str) -> Response:
    """To the next page, the one before, or off; with everything that was typed."""
    frame, _ = _beginning(asked, slug)
    session, sent = signed_sent(asked)
    begun = sent_form(asked, frame, session, sent)
    if wants_file(sent):
        begun.save(CHECK)
        return begun.files.put_ready(sent, begun.form.files)
    here, go = begun.here, sent.fields.get(GO, _ON)
    if go == _ANEW:
        begun.let_go()
        begun.drop()
        return redirect(asked.link(begun.path))
    if go == _BACK:
        return _led_to(begun.as_held(), begun.form.before(here) or begun.form.after(""))
    if go.startswith(_CHANGE):
        return _led_to(begun.as_held(), begun.form.step(go.removeprefix(_CHANGE)))
    if go == _SEND:
        return _send(begun)
    return _next(_with_street(begun, here, go), here)


def _asked_for(begun: BegunForm) -> FormPage | None:
    """The page to show; None for the last, when all before it are right."""
    here, form = begun.asked.query(AT) or begun.here, begun.form
    is_last = begun.is_draft and here in {"", CHECK}
    return form.wrong if is_last else form.step(here) or form.after("")


def _led_to(begun: BegunForm, at: FormPage | None) -> Response:
    """On to a page, or to the last, with what was filled in kept."""
    step = at.id if at else CHECK
    begun.save(step)
    return redirect(begun.asked.link(begun.way_to(step)))


def _held(begun: BegunForm, at: FormPage | None) -> Response:
    """On to a page with what the form wants held for it; who can't have it reads so at once."""
    try:
        return _led_to(begun.holding(), at)
    except InvalidInputError as error:
        return _refused(begun, (FieldProblem(error.field or "", error.code, error.public),))


def _with_street(begun: BegunForm, here: str, go: str) -> BegunForm:
    """With the street that was chosen among those that were offered."""
    at, place = begun.form.step(here), whole_number(go.removeprefix(_STREET), -1)
    if not (at and go.startswith(_STREET) and place >= 0):
        return begun
    return begun.with_raw(begun.places.chosen(at, begun.form.raw, place))


def _next(begun: BegunForm, here: str) -> Response:
    at = begun.form.step(here)
    if at is None:
        return _held(begun, begun.form.after(here))
    if problems := begun.form.problems(at):
        return _shown(begun, at, problems)
    if place := begun.places.elsewhere(at, begun.form.raw):
        return _shown(begun, at, (elsewhere(begun.asked, begun.frame.definition, place),))
    begun = begun.with_raw(begun.places.written(at, begun.form.raw))
    streets = begun.places.meant(at, begun.form.raw)
    if streets and begun.own[ASKED] != (asks := _names(streets)):
        return _led_to(begun.with_own(**{ASKED: asks}).as_held(), at)
    return _held(begun, begun.form.after(here))


def _offered(begun: BegunForm, at: FormPage | None) -> Sequence[Street]:
    """The streets that somebody is to choose from, on the page where they wrote another."""
    if at is None or not begun.own[ASKED]:
        return ()
    streets = begun.places.meant(at, begun.form.raw)
    return streets if _names(streets) == begun.own[ASKED] else ()


def _names(streets: Sequence[Street]) -> str:
    """What was offered: offered again it isn't asked again."""
    return ", ".join(f"{street.name} {street.postcode}" for street in streets)


def _send(begun: BegunForm) -> Response:
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
    begun.drop()
    return redirect(begun.asked.link(way_to_case(done)))


def _command(begun: BegunForm) -> OpenCommand:
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
        raw={**begun.form.raw, **begun.files.brought(begun.named)},
        key=begun.own[KEY],
        assurance=Assurance(begun.session.assurance),
        draft=begun.holder,
    )


def _refused(begun: BegunForm, problems: Sequence[FieldProblem]) -> Response:
    """Back to the first page where something is wrong; to the last for what stands there."""
    wrong, files = {problem.field for problem in problems}, {f.id for f in begun.form.files}
    at = next((p for p in begun.form.steps if wrong & p.fields.keys() - files), None)
    return _shown(begun, at, problems)


def _overtaken(begun: BegunForm, error: ConflictError) -> Response:
    """Somebody was first, or it was sent before: said above what was filled in, under a new key."""
    try:
        begun = begun.holding() if error.code == CLAIMED else begun
    except InvalidInputError as taken:
        return _refused(begun, (FieldProblem(taken.field or "", taken.code, taken.public),))
    problem = FieldProblem("", error.code, error.public)
    anew = begun.with_own(**{KEY: begun.asked.wiring.platform.ids.secret()})
    running = _running(begun) if error.code == CLAIMED else ()
    return _shown(anew, None, (problem,), status=problem_of(error).status, running=running)


def _running(begun: BegunForm) -> Sequence[CaseLine]:
    """Which of their own cases it may be that holds what they want: they can look and end it."""
    mine = begun.asked.wiring.road.look.mine(begun.asked.tenant, citizen_of(begun.session))
    process = begun.frame.definition.id
    return tuple(line for line in mine if line.process == process and not line.is_over)


def _beginning(asked: RequestContext, slug: str) -> tuple[Frame, Session]:
    """The process and who begins it. Raises NotThereError, NotAllowedError, TooWeakError."""
    frame = frame_at(asked, slug)
    start = frame.definition.start
    if start.own_pages or not start.pages:
        raise NotThereError("Dit formulier bestaat niet.")
    level = frame.definition.roles[start.by[0]].assurance
    return frame, signed_in_as(asked, level) if level else signed_in(asked)


def _shown(
    begun: BegunForm,
    at: FormPage | None,
    problems: Sequence[FieldProblem] = (),
    *,
    status: int = 422,
    streets: Sequence[Street] = (),
    running: Sequence[CaseLine] = (),
) -> Response:
    begun = begun.with_people(at)
    form = begun.form
    return page(
        begun.asked,
        "cases/start_page.html" if at else "cases/start_check.html",
        status=status if problems else 200,
        session=begun.session,
        f=form,
        d=begun.frame.definition,
        at=at,
        action=begun.path,
        carried=begun.carried(at),
        choices=begun.choices,
        headers=None if at else open_to_bucket(begun.asked),
        own=begun.own,
        files=begun.files.shown(begun.named, {}),
        problems=problems,
        streets=streets,
        running=running,
        known_streets=begun.places.names() if at else (),
        leaflets=form.form.leaflets(at.fields.values(), begun.frame.day) if at else (),
        held=begun.held,
        is_held=begun.held is not None and begun.held.until > begun.frame.at,
        wrong={problem.field: problem.public for problem in problems},
        is_first=at is not None and form.before(at.id) is None,
        is_continued=begun.is_draft and is_news(begun.asked),
    )
