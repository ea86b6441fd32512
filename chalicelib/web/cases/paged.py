"""A form of several pages: which are asked, which come next, and what is still wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Field, FieldKind, FormPage


class PageReader(Protocol):
    """What reads the pages of a form, and knows which are asked."""

    def is_asked(self, page: FormPage, values: Values) -> bool:
        """Whether a page is asked after what was filled in before it."""

    def read(self, fields: Iterable[Field], raw: Raw) -> Values:
        """The values of what was filled in. Raises FormError."""


@dataclass(frozen=True)
class PagedForm[R: PageReader]:
    """A form on its way, as far as it is filled in."""

    pages: tuple[FormPage, ...]
    form: R
    raw: Raw

    @cached_property
    def steps(self) -> tuple[FormPage, ...]:
        """The pages with something to fill in that are asked, up to the first that is wrong."""
        return tuple(page for page in self.asked if typed(page))

    @cached_property
    def wrong(self) -> FormPage | None:
        """The first page that isn't right yet."""
        return next((page for page in self.asked if self.problems(page)), None)

    @cached_property
    def values(self) -> Values:
        """What is filled in rightly so far."""
        right = (page for page in self.asked if not self.problems(page))
        return {name: value for page in right for name, value in self.read(page).items()}

    @cached_property
    def asked(self) -> tuple[FormPage, ...]:
        """The pages that are asked, also those on which nothing is typed."""
        found: list[FormPage] = []
        values: dict[str, object] = {}
        for page in self.pages:
            if not self.form.is_asked(page, values):
                continue
            found.append(page)
            if self.problems(page):
                break
            values |= self.read(page)
        return tuple(found)

    def problems(self, page: FormPage) -> tuple[FieldProblem, ...]:
        """What is wrong on a page."""
        try:
            self.read(page)
        except FormError as error:
            return error.problems
        return ()

    def step(self, page_id: str) -> FormPage | None:
        """A page by its id; None for the last, where everything is read over."""
        return next((page for page in self.steps if page.id == page_id), None)

    def after(self, page_id: str) -> FormPage | None:
        """The page that comes next; None when all were asked."""
        ids = [page.id for page in self.steps]
        place = ids.index(page_id) + 1 if page_id in ids else 0
        return self.steps[place] if place < len(self.steps) else None

    def before(self, page_id: str) -> FormPage | None:
        """The page before; None when there is none."""
        ids = [page.id for page in self.steps]
        place = ids.index(page_id) if page_id in ids else len(ids)
        return self.steps[place - 1] if place else None

    def carried(self, shown: FormPage | None) -> Iterator[tuple[str, str]]:
        """What the page that is shown must send along: the fields of all others."""
        own = {field.id for field in typed(shown)} if shown else set()
        for name, value in self.raw.items():
            if name.partition(".")[0] not in own:
                yield from ((name, text) for text in _texts(value))

    def read(self, page: FormPage) -> Values:
        """What is filled in on a page. Raises FormError."""
        return self.form.read(typed(page), self.raw)


def typed(page: FormPage) -> tuple[Field, ...]:
    """The fields of a page that are typed or chosen on it; files are put elsewhere."""
    return tuple(f for f in page.fields.values() if f.kind is not FieldKind.FILE)


def _texts(value: RawValue) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else value
    return tuple(text for text in values if isinstance(text, str))
