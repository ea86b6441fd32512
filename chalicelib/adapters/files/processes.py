"""The processes, read from `templates/processes/`: one JSON file each, named by id."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import Problem, load
from chalicelib.domain.former_process import Definition, validate


@cache
def _adapter() -> TypeAdapter[Definition]:
    """Built on first use: building costs more than reading a file."""
    return TypeAdapter(Definition)


@dataclass(frozen=True, slots=True)
class _Sentence(Problem):
    """What the domain says of a definition in its own words."""

    def __str__(self) -> str:
        return self.expected


class FileProcesses:
    """The `Processes` port over a folder; a file is read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, Definition] = {}

    def get(self, process_id: str) -> Definition:
        """The definition with an id.

        Raises CatalogueError when there is no such file, or with everything that is wrong in it.
        """
        if process_id not in self._loaded:
            path = self._folder / f"{process_id}.json"
            self._loaded[process_id] = load(path, _adapter(), lambda d: _problems(d, path))
        return self._loaded[process_id]


def _problems(definition: Definition, path: Path) -> Iterator[Problem]:
    if definition.id != path.stem:
        yield Problem("id", definition.id, f'the name of its file, "{path.stem}"')
    if definition.version < 1:
        yield Problem("version", definition.version, "1 or more")
    yield from (_Sentence("", None, sentence) for sentence in validate(definition))
