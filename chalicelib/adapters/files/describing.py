"""What belongs at a place in a file, in words, from the type that the file is read into."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

_WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date like 2019-03-31",
}


@dataclass(frozen=True, slots=True)
class FileLocation:
    """A place in a file: `path` as a reader would write it, `name` its last step.

    `siblings` are the names that the table around it knows; `choices` what may stand here when
    that is a closed list; `expected` says what belongs here, empty when the type can't say.
    """

    path: str
    name: str
    siblings: tuple[str, ...]
    choices: tuple[str, ...]
    expected: str


def place_of(adapter: TypeAdapter[Any], loc: tuple[int | str, ...]) -> FileLocation:
    """The place that a validation error points at."""
    around: object = adapter._type
    for step in loc[:-1]:
        around = _inside(around, step)
    here = _inside(around, loc[-1]) if loc else around
    return FileLocation(
        path=path_of(loc),
        name=str(loc[-1]) if loc else "",
        siblings=_field_names(around),
        choices=_choices(here),
        expected=_describe(here),
    )


def path_of(loc: tuple[int | str, ...]) -> str:
    """`regimes[0].valid_from` for `("regimes", 0, "valid_from")`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(steps).removeprefix(".")


def _inside(around: object, step: int | str) -> object:
    """The type of one element or field; None when it has none."""
    around = _plain(around)
    if is_dataclass(around):
        return get_type_hints(around).get(str(step))
    arguments = get_args(around)
    return arguments[-1 if get_origin(around) is dict else 0] if arguments else None


def _plain(kind: object) -> object:
    """The type behind an alias or `… | None`."""
    if isinstance(kind, TypeAliasType):
        return _plain(kind.__value__)
    if get_origin(kind) in {Union, UnionType}:
        return _plain(next(part for part in get_args(kind) if part is not NoneType))
    return kind


def _field_names(kind: object) -> tuple[str, ...]:
    kind = _plain(kind)
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _choices(kind: object) -> tuple[str, ...]:
    kind = _plain(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    return get_args(kind) if get_origin(kind) is Literal else ()


def _describe(kind: object) -> str:
    kind = _plain(kind)
    if choices := _choices(kind):
        return "one of " + ", ".join(choices)
    if is_dataclass(kind):
        return "a table with " + ", ".join(_required(fields(kind)))
    describe = _CONTAINERS.get(get_origin(kind))
    return describe(get_args(kind)) if describe else _WORDS.get(kind, "")


def _required(known: Iterable[Field[Any]]) -> Iterator[str]:
    for field in known:
        if field.default is MISSING and field.default_factory is MISSING:
            yield field.name


def _container(word: str, which: int, arguments: tuple[Any, ...]) -> str:
    return f"{word}, each {_describe(arguments[which])}"


_CONTAINERS: dict[Any, Callable[[tuple[Any, ...]], str]] = {
    tuple: partial(_container, "a list", 0),
    frozenset: partial(_container, "a list", 0),
    dict: partial(_container, "a table", 1),
}
