"""What works are, and what they get to see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outcome import Outcome
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.process.works import WorkSpec
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.consult import Consult, Need


@dataclass(frozen=True, slots=True)
class WorkContext:
    """What a work is given beside the case: its municipality, the moment, its own declaration.

    Whatever else it needs (printer, seal, archive) is bound to it where ports meet adapters.
    """

    frame: Frame
    spec: WorkSpec
    consult: Consult

    def read(self, case: AnyCase, needs: Iterable[Need]) -> Facts:
        """What registers answer, log first. Raises RetryableError when the log isn't written."""
        return self.consult(case, self.frame, Actor(ActorKind.SYSTEM, self.spec.id), needs)


type Work = Callable[[AnyCase, WorkContext], Outcome[Any]]
"""Done, Later or Human. Whatever it raises is taken for Later, until its cap is reached."""

type Works = Callable[[str, str], Work]
"""A work by the id of its process type and its own; loaded when it is first asked for."""
