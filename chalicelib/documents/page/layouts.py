"""The looks of the families of documents, from `templates/layouts/*.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import TypeAdapter, ValidationError

from chalicelib.documents.errors import TemplateError
from chalicelib.documents.page.drawing.guilloche import Rosette, Waves


@dataclass(frozen=True, slots=True)
class Layout:
    """What differs between families; lengths in mm.

    `emphasis` and `display` are codes of facts set stronger and large; `columns` the shares of
    the width that the columns of a table get, by the code of the table.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    label_width: float
    emphasis: frozenset[str]
    display: frozenset[str]
    columns: Mapping[str, tuple[float, ...]]
    waves: Waves
    rosette: Rosette


def load_layouts(directory: Path) -> Mapping[str, Layout]:
    """The layout of every family that has one. Raises TemplateError when one is wrong."""
    adapter = TypeAdapter(Layout)
    return {path.stem: _load(adapter, path) for path in directory.glob("*.toml")}


def _load(adapter: TypeAdapter[Layout], path: Path) -> Layout:
    try:
        return adapter.validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise TemplateError(f"{path.name}: {error}") from error
