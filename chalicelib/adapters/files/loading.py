"""Reading the files under `templates/` into domain types, with errors that say what to change."""

import difflib
import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalicelib.adapters.files.describing import FileLocation, place_of

_SHOWN = 60
"""How many characters of what stood there an error quotes."""
NOTHING = object()
"""What stands at a field that isn't there."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong in a file: where (`regimes[0].valid_from`), what stands there, what should.

    `field` is empty when the file as a whole is meant.
    """

    field: str
    found: object
    expected: str

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"{where}found {_shown(self.found)}, expected {self.expected}"


class CatalogueError(Exception):
    """A file under `templates/` is wrong; the message lists everything that is, line by line."""

    def __init__(self, path: Path, problems: Iterable[FileProblem]) -> None:
        self.file = f"{path.parent.name}/{path.name}"
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{self.file}: {problem}" for problem in self.problems))


def load[T](
    path: Path, adapter: TypeAdapter[T], check: Callable[[T], Iterable[FileProblem]] | None = None
) -> T:
    """The value in a TOML or JSON file. Raises CatalogueError with everything that is wrong.

    Types are taken strictly: a number in quotes is no number. `check` looks at what types can't
    say, and only at a value whose types are right.
    """
    try:
        value = adapter.validate_json(_as_json(path), strict=True)
    except ValidationError as error:
        raise CatalogueError(path, _problems(adapter, error)) from None
    problems = tuple(check(value)) if check else ()
    if problems:
        raise CatalogueError(path, problems)
    return value


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """`; did you mean …?` when something known looks like it, else nothing."""
    close = difflib.get_close_matches(str(word), list(known), n=1)
    return f"; did you mean {_shown(close[0])}?" if close else ""


def _as_json(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        if path.suffix != ".toml":
            return content
        return json.dumps(tomllib.loads(content.decode()), default=str).encode()
    except OSError as error:
        raise CatalogueError(path, [FileProblem("", NOTHING, "a file that can be read")]) from error
    except UnicodeDecodeError as error:
        wrong = f"byte {error.start}: {error.reason}"
        raise CatalogueError(path, [FileProblem("", wrong, "text in UTF-8")]) from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, [FileProblem("", str(error), "valid TOML")]) from None


def _problems(adapter: TypeAdapter[Any], error: ValidationError) -> Iterable[FileProblem]:
    for one in error.errors(include_url=False, include_context=False):
        place = place_of(adapter, one["loc"])
        yield _PROBLEMS.get(one["type"], _wrong_value)(place, one["input"], one["msg"])


def _missing(place: FileLocation, _found: object, _message: str) -> FileProblem:
    return FileProblem(place.path, NOTHING, place.expected)


def _unknown_field(place: FileLocation, found: object, _message: str) -> FileProblem:
    known = ", ".join(place.siblings)
    hint = did_you_mean(place.name, place.siblings)
    return FileProblem(place.path, found, f"no field of this name{hint} (known here: {known})")


def _not_json(_place: FileLocation, _found: object, message: str) -> FileProblem:
    return FileProblem("", message, "valid JSON")


def _wrong_value(place: FileLocation, found: object, message: str) -> FileProblem:
    expected = place.expected or message
    return FileProblem(place.path, found, expected + did_you_mean(found, place.choices))


_PROBLEMS: dict[str, Callable[[FileLocation, object, str], FileProblem]] = {
    "missing": _missing,
    "unexpected_keyword_argument": _unknown_field,
    "json_invalid": _not_json,
}


def _shown(value: object) -> str:
    if value is NOTHING:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
