"""The pages of a process's form: which are asked, which come next, and what is still wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.process.actions import Field, FieldKind, FormPage
from chalicelib.web.cases.spoken import FilledField, answers


@dataclass(frozen=True)
class StartForm:
    """A form on its way. Files are chosen on the last page: a page can't carry them on."""

    pages: tuple[FormPage, ...]
    form: Form
    raw: Raw

    @cached_property
    def steps(self) -> tuple[FormPage, ...]:
        """The pages with something to fill in that are asked, up to the first that is wrong."""
        return tuple(page for page in self._asked if _typed(page))

    @cached_property
    def wrong(self) -> FormPage | None:
        """The first page that isn't right yet."""
        return next((page for page in self._asked if self.problems(page)), None)

    @cached_property
    def values(self) -> Values:
        """What is filled in rightly so far."""
        right = (page for page in self._asked if not self.problems(page))
        return {name: value for page in right for name, value in self._read(page).items()}

    @property
    def files(self) -> tuple[Field, ...]:
        """The files that are asked."""
        every = (field for page in self._asked for field in page.fields.values())
        return tuple(field for field in every if field.kind is FieldKind.FILE)

    def problems(self, page: FormPage) -> tuple[FieldProblem, ...]:
        """What is wrong on a page."""
        try:
            self._read(page)
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

    def read_over(self) -> Iterator[tuple[FormPage, tuple[FilledField, ...]]]:
        """Each page with what was filled in, in words."""
        for page in self.steps:
            yield page, tuple(answers(_typed(page), self._read(page), self.form))

    def carried(self, shown: FormPage | None) -> Iterator[tuple[str, str]]:
        """What the page that is shown must send along: the fields of all others."""
        own = {field.id for field in _typed(shown)} if shown else set()
        for name, value in self.raw.items():
            if name.partition(".")[0] not in own:
                yield from ((name, text) for text in _texts(value))

    @cached_property
    def _asked(self) -> tuple[FormPage, ...]:
        found: list[FormPage] = []
        values: dict[str, object] = {}
        for page in self.pages:
            if not self.form.is_asked(page, values):
                continue
            found.append(page)
            if self.problems(page):
                break
            values |= self._read(page)
        return tuple(found)

    def _read(self, page: FormPage) -> Values:
        return self.form.read(_typed(page), self.raw)


def known(raw: Mapping[str, RawValue], fields: Iterable[Field]) -> Raw:
    """What was sent for fields that there are; the rest is left out, not refused as a program's is.

    A draft lives for thirty days and may come from a release whose form had other fields: who goes
    on with it sees none of them, and could empty none. What is begun is read from this alone.
    """
    ids = {field.id for field in fields}
    return {name: value for name, value in raw.items() if name.partition(".")[0] in ids}


def _typed(page: FormPage) -> tuple[Field, ...]:
    return tuple(f for f in page.fields.values() if f.kind is not FieldKind.FILE)


def _texts(value: RawValue) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else value
    return tuple(text for text in values if isinstance(text, str))
