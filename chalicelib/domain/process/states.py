"""Where a case can stand, how it moves on, and the lists on which people find it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.process.messages import Tell
from chalicelib.domain.process.roles import HANDLERS, TURN

REFUSED = "refused"
"""The outcome of a final state that turns down what was asked."""

SAME = "same"
"""The target that stays in whatever state the case is in."""
_PAYLOAD = "payload:"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class StateKind(StrEnum):
    """Whom a state waits for: a work, people of ours, parties, an authority or clock, nobody."""

    AUTO = "auto"
    DESK = "desk"
    PARTY = "party"
    AWAIT = "await"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A Dutch text that may differ by reader.

    `by` holds roles, `turn`, and `handlers` for staff whose role isn't there; all others read
    `default`.

    `{term:c}` and `{day:c}` stand for the length and the last day of clock c.
    """

    default: str
    by: Mapping[str, str]

    def for_reader(self, role: str, *, is_turn: bool = False) -> str:
        """What somebody reads; who is to act reads `turn`'s words before those of their role."""
        if is_turn and TURN in self.by:
            return self.by[TURN]
        return self.by.get(role, self.default)

    def for_staff(self, *roles: str) -> str:
        """What staff in some roles read: parties are spoken to, staff are told of them."""
        named = next((role for role in sorted(roles) if role in self.by), HANDLERS)
        return self.by.get(named, self.default)

    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may read."""
        return (self.default, *self.by.values())

    def placeholders(self) -> tuple[str, ...]:
        """What stands in braces, as `term:c`."""
        return tuple(found for text in self.texts() for found in _PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Held:
    """What a state's readers see instead while somebody holds the case."""

    label: Spoken
    explains: Spoken


@dataclass(frozen=True, slots=True)
class StateDefinition:
    """One state. `label` and one sentence, `explains`, are what people read.

    `work` is run on entering (auto) or looks again from time to time (await). `worklist` is where
    it waits (desk) or where its tasks land. `party` and `authority` are roles; `turn` is a guard
    of one party that tells who is to act. `outcome` is a final state's code in the figures.
    """

    id: str
    kind: StateKind
    label: Spoken
    explains: Spoken
    work: str = ""
    worklist: str = ""
    party: tuple[str, ...] = ()
    turn: str = ""
    authority: tuple[str, ...] = ()
    when_held: Held | None = None
    outcome: str = ""

    def spoken(self) -> tuple[Spoken, ...]:
        """All its texts."""
        held = (self.when_held.label, self.when_held.explains) if self.when_held else ()
        return (self.label, self.explains, *held)


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list of cases for one staff role; `team` is a word, or `payload:x` for a field's value."""

    id: str
    role: str
    team: str
    words: str

    @property
    def team_field(self) -> str:
        """The field of the payload that names the team; empty when the team is fixed."""
        return self.team.removeprefix(_PAYLOAD) if self.team.startswith(_PAYLOAD) else ""


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
