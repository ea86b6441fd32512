"""What a municipality's files give: the made-up process, and the municipality itself."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.tenants.municipality import Municipality
from tests.support.municipalities import a_municipality
from tests.support.processes.pact import PACT
from tests.support.road.platform import START

PROCESSES = Path(__file__).parents[2] / "data" / "cases"


@dataclass(slots=True)
class Types:
    """ProcessTypes with the made-up one."""

    type_: ProcessType[Any] = PACT
    files: FileDefinitions = field(default_factory=lambda: FileDefinitions(PROCESSES))
    gone: set[str] = field(default_factory=set)

    def ids(self) -> tuple[str, ...]:
        return ("pact",)

    def definition(self, process: str, version: int = 0) -> Definition:
        return self.files.get(process, version or 1)

    def versions(self, process: str) -> tuple[int, ...]:
        return self.files.versions(process)

    def has_state(self, process: str, version: int, state: str) -> bool:
        return state not in self.gone and state in self.definition(process, version).states

    def type(self, process: str) -> ProcessType[Any]:
        return self.type_


@dataclass(slots=True)
class Here:
    """Municipalities: the same one under each code."""

    one: Municipality = field(
        default_factory=lambda: replace(a_municipality(), processes={"pact": START.date()})
    )

    def get(self, nis: str) -> Municipality:
        return replace(self.one, nis=nis)

    def at_host(self, host: str) -> Municipality:
        return self.one

    def all(self) -> tuple[Municipality, ...]:
        return (self.one,)
