"""The processes there are: what each decides, loaded when it is first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, override

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.process.definition import Definition
from chalicelib.ports.cases import ProcessTypes
from chalicelib.settings import TEMPLATES

type Load = Callable[[], ProcessType[Any]]


def _certificates() -> ProcessType[Any]:
    from chalicelib.wiring.certificate_process import load  # noqa: PLC0415

    return load()


def _marriages() -> ProcessType[Any]:
    from chalicelib.wiring.marriage_process import load  # noqa: PLC0415

    return load()


def _address_change() -> ProcessType[Any]:
    from chalicelib.wiring.address_change_process import load  # noqa: PLC0415

    return load()


LOADS: Mapping[str, Load] = {
    "certificate_request": _certificates,
    "marriage": _marriages,
    "address_change": _address_change,
}
"""How each process is loaded, by id; one line a process, imports inside."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The processes of a deployment: their folder of templates, and what is in Python."""

    folder: Path = TEMPLATES / "processes"
    loads: Mapping[str, Load] = field(default_factory=lambda: LOADS)


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
    def versions(self, process: str) -> tuple[int, ...]:
        return self._definitions.versions(process)

    @override
    def type(self, process: str) -> ProcessType[Any]:
        return self._loads[process]()
