"""The processes, read from `templates/processes/<id>/v<version>.json`, versions side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chalicelib.adapters.files.loading import NOTHING, CatalogueError, FileProblem, did_you_mean
from chalicelib.adapters.files.process_format.whole import read
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.validation.whole import validate

_FILE = re.compile(r"v([1-9][0-9]*)\.json")


class FileDefinitions:
    """Definitions over a folder; it is looked into once, and a file read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[tuple[str, int], Definition] = {}
        self._versions: dict[str, tuple[int, ...]] = {}

    def ids(self) -> tuple[str, ...]:
        """The processes that there are, by id."""
        return tuple(sorted({path.parent.name for path in self._folder.glob("*/v*.json")}))

    def versions(self, process_id: str) -> tuple[int, ...]:
        """The versions of a process, oldest first; none when there is no such process."""
        if process_id not in self._versions:
            names = (path.name for path in self._folder.glob(f"{process_id}/v*.json"))
            known = sorted(int(found[1]) for n in names if (found := _FILE.fullmatch(n)))
            self._versions[process_id] = tuple(known)
        return self._versions[process_id]

    def newest(self, process_id: str) -> Definition:
        """The version under which new cases begin. Raises what `get` raises."""
        versions = self.versions(process_id)
        return self.get(process_id, versions[-1] if versions else 1)

    def get(self, process_id: str, version: int) -> Definition:
        """One version of a process.

        Raises CatalogueError when there is no such file, or with everything that is wrong in it.
        """
        if (process_id, version) not in self._loaded:
            path = self._folder / process_id / f"v{version}.json"
            self._loaded[process_id, version] = self._read(path, process_id, version)
        return self._loaded[process_id, version]

    def _read(self, path: Path, process_id: str, version: int) -> Definition:
        definition, problems = read(self._text(path))
        if definition is None:
            raise CatalogueError(path, problems)
        said = [_Sentence("", None, sentence) for sentence in validate(definition)]
        if wrong := [*_misplaced(definition, process_id, version), *said]:
            raise CatalogueError(path, wrong)
        return definition

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            hint = did_you_mean(path.parent.name, self.ids())
            raise CatalogueError(
                path, [FileProblem("", NOTHING, f"a file of this name{hint}")]
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise CatalogueError(path, [FileProblem("", str(error), "text in UTF-8")]) from None


@dataclass(frozen=True, slots=True)
class _Sentence(FileProblem):
    """What the domain says of a definition in its own words."""

    def __str__(self) -> str:
        return self.expected


def _misplaced(definition: Definition, process_id: str, version: int) -> Iterator[FileProblem]:
    if definition.id != process_id:
        yield FileProblem("id", definition.id, f'the name of its folder, "{process_id}"')
    if definition.version != version:
        yield FileProblem("version", definition.version, f"that of its file, {version}")
