"""A process as data: what stands in one version of `templates/processes/<id>/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.process.actions import Action, Start
from chalicelib.domain.process.clocks import ClockDefinition
from chalicelib.domain.process.messages import Letter, MailDefinition, Notice
from chalicelib.domain.process.outcomes import (
    ClaimDefinition,
    DocumentSpec,
    FiguresDefinition,
    Guard,
    Promise,
)
from chalicelib.domain.process.roles import RoleDefinition, RoleKind
from chalicelib.domain.process.states import StateDefinition, StateKind, Transition, Worklist
from chalicelib.domain.process.works import WorkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One version of a process; groups are written out, so that every state is named.

    `type` is the room that decides for it. `promise` is the clock that says what citizens were
    promised. `retention` is a class of the retention rules. `law` is what citizens read of where
    the rules come from: articles, and in a sentence what each says; `sources` is where we read it.
    """

    id: str
    version: int
    type: str
    title: str
    slug: str
    summary: str
    initial: str
    promise: str
    retention: str
    law: Mapping[str, str]
    sources: tuple[str, ...]
    start: Start
    roles: Mapping[str, RoleDefinition]
    worklists: Mapping[str, Worklist]
    states: Mapping[str, StateDefinition]
    groups: Mapping[str, frozenset[str]]
    promises: Mapping[str, Promise]
    transitions: tuple[Transition, ...]
    clocks: Mapping[str, ClockDefinition]
    works: Mapping[str, WorkSpec]
    actions: Mapping[str, Action]
    guards: Mapping[str, Guard]
    mails: Mapping[str, MailDefinition]
    letters: Mapping[str, Letter]
    notices: Mapping[str, Notice]
    documents: Mapping[str, DocumentSpec]
    claims: Mapping[str, ClaimDefinition]
    figures: FiguresDefinition
    _exits: Mapping[str, Mapping[str, Transition]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exits: dict[str, dict[str, Transition]] = {state: {} for state in self.states}
        for transition in self.transitions:
            for source in transition.sources:
                exits[source][transition.event] = transition
        object.__setattr__(self, "_exits", exits)

    def state(self, state_id: str) -> StateDefinition:
        """The state with an id; KeyError when this version has none."""
        return self.states[state_id]

    def is_final(self, state_id: str) -> bool:
        """Whether nothing happens any more in a state."""
        return self.states[state_id].kind is StateKind.FINAL

    def transition(self, state_id: str, event: str) -> Transition | None:
        """What an event does in a state; None when it isn't possible there."""
        return self._exits[state_id].get(event)

    def exits(self, state_id: str) -> tuple[Transition, ...]:
        """Everything that may happen in a state."""
        return tuple(self._exits[state_id].values())

    def worklist_of(self, state_id: str) -> Worklist | None:
        """Where a state waits or its tasks land; None when it is nobody's."""
        return self.worklists.get(self.states[state_id].worklist)

    def work_of(self, state_id: str) -> WorkSpec | None:
        """What runs, or looks again, in a state."""
        return self.works.get(self.states[state_id].work)

    def roles_of(self, kind: RoleKind) -> tuple[str, ...]:
        """The ids of all roles of a kind."""
        return tuple(role.id for role in self.roles.values() if role.kind is kind)

    def actions_in(self, state_id: str, role: str) -> tuple[Action, ...]:
        """What somebody in a role may do in a state, if the guards hold, in the file's order."""
        return tuple(
            action
            for action in self.actions.values()
            if role in action.who and self.offered(action, state_id, role)
        )

    def offered(self, action: Action, state_id: str, role: str) -> tuple[str, ...]:
        """The events of an action that a role may cause in a state."""
        exits = self._exits[state_id]
        return tuple(e for e in action.events if e in exits and role in exits[e].by)

    def action_at(self, slug: str) -> Action | None:
        """The action with a Dutch word in its address."""
        return next((a for a in self.actions.values() if a.slug == slug), None)

    def all_events(self) -> tuple[str, ...]:
        """The names of all events, each once, in the file's order."""
        return tuple(dict.fromkeys(transition.event for transition in self.transitions))
