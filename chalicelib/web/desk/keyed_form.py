"""What staff fill in for somebody: the form of a process as it stands, on one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.domain.cases.forms.problems import FormError
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.actions import Field, FieldKind, FormPage
from chalicelib.web.cases.places import AddressLookup
from chalicelib.web.cases.uploading import FileForm, staff_owner
from chalicelib.web.desk.keyed import typed_number
from chalicelib.web.desk.working import Colleague
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.multipart import Filled

type Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class KeyedForm:
    """A form that staff fill in for somebody: the case's fields, and what we ask besides."""

    asked: RequestContext
    colleague: Colleague
    frame: Frame
    own: Values
    raw: Raw
    sent: Filled = field(default_factory=Filled)

    @property
    def files(self) -> FileForm:
        """Where the files that come along are put ready, and back to the form."""
        at = f"/loket/ingeven/{self.frame.definition.slug}"
        return FileForm(self.asked, staff_owner(self.colleague.staff), at, at)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the form."""
        return tuple(one for page in self._pages for one in page.fields.values())

    @property
    def form(self) -> Form:
        """How its fields are read; who lives with the person is looked up, log first."""
        allow_test = self.asked.wiring.settings.allow_test_numbers
        form = Form(self.frame.type, self.frame.municipality, allow_test=allow_test)
        if not any(one.kind is FieldKind.HOUSEHOLD for one in self.fields):
            return form
        number = typed_number(self.asked, self.own["aanvrager"])
        staff, look_up = self.colleague.staff, self.asked.wiring.road.household_of
        people = look_up(self.asked.tenant, number, self.frame.definition, staff)
        return replace(form, people=people)

    def asks(self, form: Form) -> Iterator[FormPage]:
        """The pages that are asked after what was filled in, up to one that is wrong."""
        values: dict[str, object] = {}
        is_right = True
        for page in self._pages:
            if page.when and not (is_right and form.is_asked(page, values)):
                continue
            yield page
            try:
                values |= form.read(_typed(page), self.raw)
            except FormError:
                is_right = False

    @property
    def added(self) -> tuple[FormPage, ...]:
        """The pages that are asked after what was filled in, and weren't on the form."""
        shown = self.own["gevraagd"].split()
        return tuple(page for page in self.asks(self.form) if shown and page.id not in shown)

    def written(self) -> "KeyedForm":
        """The same with its addresses as the register writes them."""
        raw = self.raw
        for page in self._pages:
            raw = self.places.written(page, raw)
        return replace(self, raw=raw)

    @property
    def places(self) -> AddressLookup:
        """The addresses of the municipality."""
        return AddressLookup(self.asked.wiring.templates.addresses, self.asked.tenant)

    @property
    def _pages(self) -> Sequence[FormPage]:
        return self.frame.definition.start.pages


def _typed(page: FormPage) -> list[Field]:
    """What is filled in itself: files are looked at when it is sent."""
    return [one for one in page.fields.values() if one.kind is not FieldKind.FILE]
