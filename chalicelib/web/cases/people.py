"""The people whom a form lets choose: in the page no national number, on its way back they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.veil import VEILED
from chalicelib.web.http.asked import RequestContext


@dataclass(frozen=True, slots=True)
class Choosable:
    """Somebody in a page: `value` is what the form sends instead of `code`, their number."""

    code: str
    words: str
    value: str


type Choices = tuple[Option | Choosable, ...]


def choices_of(asked: RequestContext, field: Field, options: Iterable[Option]) -> Choices:
    """What a field of a page lets choose."""
    if field.kind is not FieldKind.HOUSEHOLD:
        return tuple(options)
    return tuple(Choosable(o.code, o.words, _veiled(asked, field.id, o.code)) for o in options)


def all_choices(
    asked: RequestContext, fields: Iterable[Field], options: Mapping[str, tuple[Option, ...]]
) -> Mapping[str, Choices]:
    """What each field of a form lets choose, by id."""
    return {field.id: choices_of(asked, field, options.get(field.id, ())) for field in fields}


def carried_along(
    asked: RequestContext, fields: Iterable[Field], carried: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """What a page sends along of other pages."""
    people = {field.id for field in fields if field.kind is FieldKind.HOUSEHOLD}
    for name, text in carried:
        yield name, _veiled(asked, name, text) if name in people else text


def unveiled(asked: RequestContext, name: str, text: str) -> str:
    """What a field of a page brought, a number where it was somebody's."""
    if not text.startswith(VEILED):
        return text
    number = asked.wiring.platform.veil.lifted(text, _place(asked, name))
    return number.digits if number else text


def _veiled(asked: RequestContext, name: str, text: str) -> str:
    """What is no number is carried along as it was typed: it is refused where it is read."""
    try:
        number = NationalNumber.parse(text, allow_test=True)
    except InvalidInputError:
        return text
    return asked.wiring.platform.veil.over(number, _place(asked, name))


def _place(asked: RequestContext, name: str) -> str:
    """Of a field's own, so that nobody reads a number by sending it as something else."""
    return f"{asked.tenant} {name}"
