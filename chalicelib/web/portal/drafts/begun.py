"""A form of a process under way: what is filled in, by whom, and where it is kept meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.actions import Field, FieldKind, FormPage
from chalicelib.ports.sessions import Session
from chalicelib.usecases.cases.opening.hold_for_draft import FormHold
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.cases.people import Choices, carried_along, choices_of
from chalicelib.web.cases.places import AddressLookup
from chalicelib.web.cases.raw import raw_of
from chalicelib.web.cases.uploading import BASKET, QUERY, FileForm, citizen_owner
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.left.keeping import KEPT, kept_form
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.portal.drafts import shelf
from chalicelib.web.portal.drafts.holding import held_of, kept_with
from chalicelib.web.portal.start_form import StartForm, known
from chalicelib.web.portal.wished import usual_wishes

KEY, STEP, GO, MAIL, ASKED = "_sleutel", "_stap", "_naar", "_email", "_gevraagd"
CHECK = "nazicht"
"""The step where everything is read over, beside those of the process."""

AT = "stap"
"""The query parameter that names a page."""


def is_news(asked: RequestContext) -> bool:
    """Whether a draft comes as news: who asked for a page, or lost a session, knows already."""
    return not (asked.query(AT) or asked.query(KEPT))


@dataclass(frozen=True, slots=True)
class BegunForm:
    """A form under way, with who fills it in and what our own fields say.

    `here` is the step that it is at; `is_draft` when it was kept before. `held` is what it holds.
    """

    asked: RequestContext
    frame: Frame
    session: Session
    form: StartForm
    own: dict[str, str]
    here: str = ""
    is_draft: bool = False
    held: FormHold | None = None

    @property
    def path(self) -> str:
        """Where it stands and is sent."""
        return f"/zaken/{self.frame.definition.slug}/nieuw"

    @property
    def files(self) -> FileForm:
        """Where its files are put ready."""
        owner = citizen_owner(self.asked, citizen_of(self.session))
        return FileForm(self.asked, owner, self.path, self.way_to(CHECK))

    def way_to(self, step: str) -> str:
        """The path of a page of it."""
        return f"{self.path}?{AT}={quote(step)}"

    @property
    def named(self) -> Filled:
        """What it says of its files."""
        return Filled({BASKET: self.own[BASKET]})

    @property
    def draft_id(self) -> str:
        """Under which it is kept."""
        return f"{shelf.PROCESS}{self.frame.definition.id}"

    @property
    def places(self) -> AddressLookup:
        """The addresses of the municipality."""
        return AddressLookup(self.asked.wiring.templates.addresses, self.asked.tenant)

    def with_raw(self, raw: Raw) -> "BegunForm":
        """The same, filled in otherwise."""
        return replace(self, form=replace(self.form, raw=raw))

    def with_own(self, **own: str) -> "BegunForm":
        """The same, with other fields of our own."""
        return replace(self, own=self.own | own)

    def with_people(self, at: FormPage | None) -> "BegunForm":
        """With the household to choose from, where a page shows it: looked up, log first."""
        pages = (at,) if at else self.form.pages
        kinds = {field.kind for page in pages for field in page.fields.values()}
        if FieldKind.HOUSEHOLD not in kinds:
            return self
        look_up, number = self.asked.wiring.road.household_of, self.session.number
        people = look_up(self.asked.tenant, number, self.frame.definition)
        form = replace(self.form.form, people=people)
        return replace(self, form=replace(self.form, form=form))

    def as_held(self) -> "BegunForm":
        """The same, with what its draft holds."""
        if not self._can_hold:
            return self
        draft = shelf.draft_of(self.asked, self.session, self.draft_id)
        return replace(self, held=held_of(draft))

    def holding(self) -> "BegunForm":
        """The same, with what it wants now held for it. Raises InvalidInputError."""
        if not self._can_hold:
            return self
        had, hold = self.as_held().held, self.asked.wiring.road.hold_for_draft
        process, number = self.frame.definition.id, self.session.number
        return replace(self, held=hold(self.asked.tenant, process, number, self.form.values, had))

    @property
    def holder(self) -> str:
        """As whom it holds; empty where a process lets no draft hold anything."""
        if not self._can_hold:
            return ""
        hold, process = self.asked.wiring.road.hold_for_draft, self.frame.definition.id
        return hold.holder(self.asked.tenant, process, self.session.number)

    def let_go(self) -> None:
        """Give back what its draft holds."""
        held, hold = self.as_held().held, self.asked.wiring.road.hold_for_draft
        if held:
            process, number = self.frame.definition.id, self.session.number
            hold.let_go(self.asked.tenant, process, number, held)

    @property
    def _can_hold(self) -> bool:
        return any(claim.hold for claim in self.frame.definition.claims.values())

    def carried(self, at: FormPage | None) -> tuple[tuple[str, str], ...]:
        """What the page that is shown must send along, nobody by number."""
        fields = (field for page in self.form.pages for field in page.fields.values())
        return tuple(carried_along(self.asked, fields, self.form.carried(at)))

    def choices(self, field: Field) -> Choices:
        """What a field of a page lets choose."""
        return choices_of(self.asked, field, self.form.form.options(field) or ())

    def save(self, step: str) -> None:
        """Keep it as it is, to be gone on with at a step. Raises RetryableError."""
        shelf.save(self.asked, self.session, self.draft_id, self.path, self._fields(step))

    def drop(self) -> None:
        """Forget what was kept of it."""
        shelf.drop(self.asked, self.session, self.draft_id)

    def _fields(self, step: str) -> Iterator[tuple[str, str]]:
        yield STEP, step
        yield from self.own.items()
        yield from self.form.carried(None)
        yield from kept_with(self.held)


def sent_form(
    asked: RequestContext, frame: Frame, session: Session, sent: Filled, *, is_draft: bool = False
) -> BegunForm:
    """A form as it came in, or as it was kept."""
    own = {
        KEY: sent.fields.get(KEY) or asked.wiring.platform.ids.secret(),
        MAIL: sent.fields[MAIL] if MAIL in sent.fields else usual_wishes(asked, session).email,
        ASKED: sent.fields.get(ASKED, ""),
        BASKET: asked.query(QUERY) or sent.fields.get(BASKET, ""),
    }
    allow_test, pages = asked.wiring.settings.allow_test_numbers, frame.definition.start.pages
    fields = (field for page in pages for field in page.fields.values())
    form = Form(frame.type, frame.municipality, allow_test=allow_test)
    filled_in = StartForm(pages, form, known(raw_of(asked, sent), fields))
    here = sent.fields.get(STEP, "")
    return BegunForm(asked, frame, session, filled_in, own, here, is_draft)


def kept_or_new(asked: RequestContext, frame: Frame, session: Session) -> BegunForm:
    """The form as somebody left it, by force or by choice, else an empty one."""
    draft_id = f"{shelf.PROCESS}{frame.definition.id}"
    left = kept_form(asked, session)
    draft = None if left else shelf.draft_of(asked, session, draft_id)
    kept = left or draft
    sent = Filled.of(kept.fields if kept else ())
    begun = sent_form(asked, frame, session, sent, is_draft=kept is not None)
    return replace(begun, held=held_of(draft))
