"""What only certificates have: their own form, the counter, a corrected one."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.cases import Cases
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.road import Road
from chalicelib.wiring.state import State
from chalicelib.wiring.templates import Templates

if TYPE_CHECKING:
    from chalicelib.usecases.certificates.ask_facts import AskFacts
    from chalicelib.usecases.certificates.gather import Gather


class Certificates:
    """What only certificates have: their own form, the counter, a corrected one."""

    def __init__(
        self,
        platform: Platform,
        templates: Templates,
        state: State,
        cases: Cases,
        road: Road,
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._cases = cases
        self._road = road

    @cached_property
    def gather(self) -> "Gather":
        """Ask the registers."""
        from chalicelib.usecases.certificates.gather import Gather  # noqa: PLC0415

        registers = self._state.registers
        return Gather(self._state.access_log, registers, registers, registers, registers)

    @cached_property
    def ask_facts(self) -> "AskFacts":
        """Everything the rules may look at."""
        from chalicelib.usecases.certificates.ask_facts import AskFacts  # noqa: PLC0415

        return AskFacts(self._templates.catalogue, self._templates.municipalities, self.gather)
