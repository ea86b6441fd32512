"""The processes there are: what each decides and does, loaded when it is first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, override

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.process.definition import Definition
from chalicelib.ports.cases import ProcessTypes
from chalicelib.settings import TEMPLATES

if TYPE_CHECKING:
    from chalicelib.usecases.cases.working.works import Work
    from chalicelib.wiring.platform import Platform
    from chalicelib.wiring.seal import Seal
    from chalicelib.wiring.state import State
    from chalicelib.wiring.templates import Templates


@dataclass(frozen=True, slots=True)
class Parts:
    """What the works of a process may be bound to."""

    platform: "Platform"
    templates: "Templates"
    state: "State"
    seal: "Seal"


type Load = Callable[[], ProcessType[Any]]
type Bind = Callable[[Parts], Mapping[str, "Work"]]

LOADS: Mapping[str, Load] = {}
"""How each process is loaded, by id; one line a process, imports inside."""

WORKS: Mapping[str, Bind] = {}
"""How the works of each type of process are bound, by its id; one line a type, imports inside."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The processes of a deployment: their folder of templates, and what is in Python."""

    folder: Path = TEMPLATES / "processes"
    loads: Mapping[str, Load] = field(default_factory=lambda: LOADS)
    works: Mapping[str, Bind] = field(default_factory=lambda: WORKS)


class LoadedTypes(ProcessTypes):
    """ProcessTypes over the files of definitions; raises KeyError for a process that isn't here."""

    def __init__(self, definitions: FileDefinitions, loads: Mapping[str, Load] = LOADS) -> None:
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
    def type(self, process: str) -> ProcessType[Any]:
        return self._loads[process]()


class LoadedWorks:
    """Works: those of a process are bound when the first of them is asked for."""

    def __init__(self, parts: Parts, works: Mapping[str, Bind]) -> None:
        self._parts = parts
        self._works = works
        self._bound: dict[str, Mapping[str, Work]] = {}

    def __call__(self, type_id: str, work: str) -> "Work":
        """A work. Raises KeyError for one that isn't here."""
        if type_id not in self._bound:
            self._bound[type_id] = self._works[type_id](self._parts)
        return self._bound[type_id][work]
