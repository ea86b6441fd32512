"""The documents of processes as data: `templates/processes/<id>/documents/<name>.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import TypeAdapter, ValidationError

from chalicelib.documents.errors import TemplateError
from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class SlotFact(FromFile):
    """A printed fact: `code` is what the process calls it, `label` what stands before it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class SlotSection(FromFile):
    """Facts that belong together, and sentences under them; the title may be empty."""

    title: str
    facts: tuple[SlotFact, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotText(FromFile):
    """One document of a process.

    `layout` names a file of `templates/layouts/`. `declaration` and `notes` may hold
    `{municipality}`, `{date}`, `{reference}` and the codes of what is printed. Without `months` it
    counts for as long as what it says is true. `kept_days` is how long it can be downloaded, where
    that differs from the municipality's. A document without seal has no verification code.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    title: str
    layout: str
    basis: tuple[str, ...]
    declaration: str
    sections: tuple[SlotSection, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    is_signed: bool = True
    is_sealed: bool = True
    months: int | None = None
    kept_days: int | None = None


_TEXT = TypeAdapter(SlotText)


def load_slot_text(path: Path) -> SlotText:
    """One document. Raises TemplateError when it isn't there, or is wrong."""
    try:
        return _TEXT.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise TemplateError(f"{path.name}: {error}") from error
