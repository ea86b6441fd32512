"""How a case gets from state to state."""

from dataclasses import dataclass

from chalicelib.domain.process_new.messages import Tell

SAME = "same"
"""The target that stays in whatever state the case is in."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an event leads when `guard` holds; without a guard, always. `tell` is added."""

    state: str
    guard: str = ""
    tell: tuple[Tell, ...] = ()

    def reached_from(self, source: str) -> str:
        """The state in which the case is afterwards."""
        return source if self.state == SAME else self.state


@dataclass(frozen=True, slots=True)
class Transition:
    """One event out of one or more states, by one or more roles.

    All guards in `needs` must hold or it doesn't happen. Targets are tried in order, the last has
    no guard. `audience` reads it in the history; empty means all parties.
    """

    sources: tuple[str, ...]
    event: str
    by: tuple[str, ...]
    targets: tuple[Target, ...]
    needs: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    tell: tuple[Tell, ...] = ()

    def guards(self) -> tuple[str, ...]:
        """The guards that it names, those of its targets too."""
        return (*self.needs, *(target.guard for target in self.targets if target.guard))

    def reached_from(self, source: str) -> tuple[str, ...]:
        """The states in which the case can be afterwards."""
        return tuple(target.reached_from(source) for target in self.targets)

    def all_tells(self) -> tuple[Tell, ...]:
        """Everything it may tell, whatever target is taken."""
        return (*self.tell, *(tell for target in self.targets for tell in target.tell))
