"""The pages of a process's form, with its files and what is read over before it is sent."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.cases.forms.reading import Form
from chalicelib.domain.process.actions import Field, FieldKind, FormPage
from chalicelib.web.cases.paged import PagedForm, typed
from chalicelib.web.cases.spoken import FilledField, answers


@dataclass(frozen=True)
class StartForm(PagedForm[Form]):
    """A form on its way. Files are chosen on the last page: a page can't carry them on."""

    @property
    def files(self) -> tuple[Field, ...]:
        """The files that are asked."""
        every = (field for page in self.asked for field in page.fields.values())
        return tuple(field for field in every if field.kind is FieldKind.FILE)

    def read_over(self) -> Iterator[tuple[FormPage, tuple[FilledField, ...]]]:
        """Each page with what was filled in, in words."""
        for page in self.steps:
            yield page, tuple(answers(typed(page), self.read(page), self.form))


def known(raw: Mapping[str, RawValue], fields: Iterable[Field]) -> Raw:
    """What was sent for fields that there are; the rest is left out, not refused as a program's is.

    A draft lives for thirty days and may come from a release whose form had other fields: who goes
    on with it sees none of them, and could empty none. What is begun is read from this alone.
    """
    ids = {field.id for field in fields}
    return {name: value for name, value in raw.items() if name.partition(".")[0] in ids}
