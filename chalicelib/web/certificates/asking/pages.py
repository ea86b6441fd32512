"""The pages of the form for a certificate: one question each, and only those that are needed.

What has a usual answer is asked of nobody: it stands where everything is read over, and whoever
wants it otherwise changes it there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import override

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Destination, Field, FieldKind, FormPage
from chalicelib.ports.sessions import Session
from chalicelib.web.cases.paged import PagedForm
from chalicelib.web.certificates.asking.forms import MYSELF, SOMEBODY_ELSE, OrderForm
from chalicelib.web.certificates.asking.own_people import Pick, picks
from chalicelib.web.certificates.describing import Described
from chalicelib.web.http.asked import RequestContext

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "wie": ("voor",),
    "ander": ("nummer", "band"),
    "doel": ("doel",),
    "activiteit": ("activiteit",),
    "vorm": ("vorm",),
    "belang": ("belang",),
    "reden": ("reden",),
    "gebruik": ("doel",),
    "taal": ("taal",),
    "land": ("land",),
    "opmerking": ("opmerking",),
}
"""The fields of each page, in the order in which they are asked."""
_USUAL = frozenset({"vorm", "gebruik", "taal", "land", "opmerking"})
"""The pages of which the usual answer is given already."""


@dataclass(frozen=True)
class OrderReader:
    """What reads the pages, of somebody who asks for a document."""

    asked: RequestContext
    described: Described
    session: Session
    raw: Mapping[str, str]

    @cached_property
    def family(self) -> Sequence[Pick]:
        """Those who can be picked, where one was, or where that is the question."""
        is_needed = self._is_picked or not self.described.is_for_oneself
        return picks(self.asked, self.session, self.described) if is_needed else ()

    @property
    def _is_picked(self) -> bool:
        """Whether one of them was, who may not be among them any more."""
        return self.raw["voor"] not in {MYSELF, SOMEBODY_ELSE}

    @cached_property
    def order(self) -> OrderForm:
        """What was filled in, as far as it is right."""
        return OrderForm(self.asked, self.described, self.raw, self.family)

    def is_asked(self, page: FormPage, values: Values) -> bool:  # noqa: ARG002
        """Whether a page is needed, by the document and by who asks for whom."""
        described, order = self.described, self.order
        document = described.document
        asked = {
            "wie": described.is_for_oneself or self._is_picked or bool(self.family),
            "ander": self.raw["voor"] == SOMEBODY_ELSE,
            "doel": bool(document.purposes),
            "activiteit": order.needs_activity,
            "vorm": not document.purposes and len(document.variants) > 1,
            "belang": order.needs_interest,
            "reden": order.needs_reason,
            "gebruik": bool(document.statements) and not document.purposes,
            "taal": len(document.languages) > 1,
        }
        return asked.get(page.id, True)

    def read(self, fields: Iterable[Field], raw: Raw) -> Values:
        """What was chosen on a page. Raises FormError."""
        names = [field.id for field in fields]
        wrong = (error for error in self.order.errors if error.pointer in names)
        if problems := tuple(FieldProblem(e.pointer, e.code, e.detail) for e in wrong):
            raise FormError(problems)
        return {name: raw[name] for name in names}


@dataclass(frozen=True)
class OrderPages(PagedForm[OrderReader]):
    """The form on its way."""

    @override
    def before(self, page_id: str) -> FormPage | None:
        """The page before; from one with a usual answer, back to where all is read over."""
        if page_id in _USUAL:
            return None
        needed = [page for page in self.steps if page.id not in _USUAL]
        ids = [page.id for page in needed]
        place = ids.index(page_id) if page_id in ids else len(ids)
        return needed[place - 1] if place else None


def pages_of(
    asked: RequestContext, described: Described, session: Session, values: Mapping[str, str]
) -> OrderPages:
    """The form of a document as somebody filled it in so far."""
    reader = OrderReader(asked, described, session, values)
    pages = tuple(_page(page_id, described) for page_id in _FIELDS)
    return OrderPages(pages, reader, values)


def _page(page_id: str, described: Described) -> FormPage:
    fields = {name: _field(name) for name in _FIELDS[page_id]}
    return FormPage(page_id, described.words_of("asks", page_id), fields)


def _field(name: str) -> Field:
    return Field(name, FieldKind.SHORT_TEXT, "", required=False, to=Destination.CODE)
