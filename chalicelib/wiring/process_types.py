"""The processes there are: what each decides, loaded when it is first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, override

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.process.definition import Definition
from chalicelib.ports.cases import ProcessTypes

type Load = Callable[[], ProcessType[Any]]


@dataclass(frozen=True, slots=True)
class Registry:
    """The processes of a deployment: their folder of templates, and what is in Python."""

    folder: Path
    loads: Mapping[str, Load]


class LoadedTypes(ProcessTypes):
    """ProcessTypes over the files of definitions; raises KeyError for a process that isn't here."""

    def __init__(self, definitions: FileDefinitions, loads: Mapping[str, Load]) -> None:
        self._definitions = definitions
        self._loads = {process: cache(load) for process, load in loads.items()}

    @override
    def ids(self) -> tuple[str, ...]:
        return tuple(self._loads)

    @override
    def definition(self, process: str, version: int = 0) -> Definition:
        if version:
            return self._definitions.get(process, version)
        return self._definitions.newest(process)

    @override
    def versions(self, process: str) -> tuple[int, ...]:
        return self._definitions.versions(process)

    @override
    def has_state(self, process: str, version: int, state: str) -> bool:
        here = version in self.versions(process)
        return here and state in self._definitions.get(process, version).states

    @override
    def type(self, process: str) -> ProcessType[Any]:
        return self._loads[process]()
