"""From what people filled in to values by field, or all that is wrong at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.forms.kinds import (
    MISSING,
    READERS,
    FieldChoices,
    WrongError,
    names_of,
)
from chalicelib.domain.cases.forms.problems import FieldProblem, FormError
from chalicelib.domain.cases.forms.raw import Raw, unread_of
from chalicelib.domain.cases.process_type import Leaflet, Option, ProcessType, Values
from chalicelib.domain.process.actions import Field, FieldKind, FormPage, Start
from chalicelib.domain.tenants.municipality import Municipality

_SHOWN_NAME = 60


def check_known(fields: Iterable[Field], raw: Raw) -> None:
    """That nothing is filled in that isn't asked. Raises FormError (`field_unknown`)."""
    known = {name for field in fields for name in (*names_of(field), unread_of(field.id))}
    unknown = [name[:_SHOWN_NAME] for name in raw if name not in known]
    if unknown:
        sentence = "Dit veld kennen wij niet."
        raise FormError(tuple(FieldProblem(n, "field_unknown", sentence) for n in unknown))


@dataclass(frozen=True, slots=True)
class Form:
    """What fields are read with: what decides options and pages, for one municipality and case.

    `case` is None before there is one. `allow_test` takes national numbers that are nobody's.
    `people` are the household of whoever begins a case; None while nobody looked it up, and then
    any number is taken.
    """

    type: ProcessType[Any]
    municipality: Municipality
    case: Case[Any] | None = None
    allow_test: bool = False
    people: tuple[Option, ...] | None = None

    def options(self, field: Field) -> tuple[Option, ...] | None:
        """What a field offers here and now; None for a field without options."""
        if field.kind is FieldKind.HOUSEHOLD:
            return self.type.household(self.case) if self.case else self.people
        if not field.options:
            return None
        return self.type.options[field.options](self.case, self.municipality)

    def read(self, fields: Iterable[Field], raw: Raw) -> Values:
        """The values of what was filled in; what is empty isn't there. Raises FormError."""
        values: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        for field in fields:
            try:
                value = self._one(field, raw)
            except WrongError as wrong:
                problems.append(FieldProblem(field.id, wrong.code, wrong.public))
            else:
                values |= {} if value is None else {field.id: value}
        if problems:
            raise FormError(tuple(problems))
        return values

    def read_pages(self, start: Start, raw: Raw) -> Values:
        """The values of the pages that are asked, each judged by what was filled in before it.

        Raises FormError with all that is wrong, up to a page that only hangs on what is wrong,
        or with what no page asks.
        """
        check_known((field for page in start.pages for field in page.fields.values()), raw)
        values: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        for page in start.pages:
            if page.when and (problems or not self.is_asked(page, values)):
                continue
            try:
                values |= self.read(page.fields.values(), raw)
            except FormError as error:
                problems.extend(error.problems)
        if problems:
            raise FormError(tuple(problems))
        return values

    def leaflets(self, fields: Iterable[Field], day: date) -> tuple[Leaflet, ...]:
        """What stands beside fields: what is to be known before choosing."""
        known = self.type.leaflets
        return tuple(known[f.options](self.municipality, day) for f in fields if f.options in known)

    def is_asked(self, page: FormPage, values: Values) -> bool:
        """Whether a page is asked after what was filled in before it."""
        return not page.when or self.type.when[page.when](values)

    def words(self, fields: Iterable[Field], values: Values) -> Mapping[str, str]:
        """The words of what was chosen, by code."""
        chosen = (self.options(field) or () for field in fields if field.id in values)
        return {option.code: option.words for options in chosen for option in options}

    def _one(self, field: Field, raw: Raw) -> object:
        options = self.options(field)
        codes = None if options is None else [option.code for option in options]
        asked = FieldChoices(field, codes, self.municipality.timezone, self.allow_test)
        value = READERS[field.kind](raw, asked)
        if value is None and field.required:
            raise WrongError("field_missing", MISSING[field.kind])
        return value
