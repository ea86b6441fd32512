"""What the processes do: their works, bound to what they need when they are first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.usecases.cases.working.works import Work
from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.documents.printing import PrintingRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom


@dataclass(frozen=True, slots=True)
class Parts:
    """What the works of a process may be bound to."""

    platform: PlatformRoom
    templates: TemplatesRoom
    state: StateRoom
    printing: PrintingRoom
    cases: CasesRoom


type Bind = Callable[[Parts], Mapping[str, Work]]


class LoadedWorks:
    """Works: those of a type are bound when the first of them is asked for."""

    def __init__(self, parts: Parts, works: Mapping[str, Bind]) -> None:
        self._parts = parts
        self._works = works
        self._bound: dict[str, Mapping[str, Work]] = {}

    def __call__(self, type_id: str, work: str) -> Work:
        """A work. Raises KeyError for one that isn't here."""
        if type_id not in self._bound:
            self._bound[type_id] = self._works[type_id](self._parts)
        return self._bound[type_id][work]
