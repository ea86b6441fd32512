"""What being in a state means for others: the state is its own message."""

from dataclasses import dataclass

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.process.states import State, StateKind, Worklist
from chalicelib.domain.process.works import WorkSpec


@dataclass(frozen=True, slots=True)
class SendWork:
    """An automatic state: its work is to be sent now."""

    work: WorkSpec


@dataclass(frozen=True, slots=True)
class PutOnDesk:
    """A desk state: the case is put before people of ours."""

    worklist: Worklist


@dataclass(frozen=True, slots=True)
class AwaitParties:
    """Parties are to act; `turn` is the guard of one party that says which of them."""

    roles: tuple[str, ...]
    turn: str


@dataclass(frozen=True, slots=True)
class AwaitAnswer:
    """An authority is to answer, or only a clock runs when `roles` is empty.

    `work` looks again from time to time; None when nothing does.
    """

    roles: tuple[str, ...]
    work: WorkSpec | None


@dataclass(frozen=True, slots=True)
class Over:
    """A final state; `outcome` is its code in the figures."""

    outcome: str


type Following = SendWork | PutOnDesk | AwaitParties | AwaitAnswer | Over
"""What a state means."""


def follows(definition: Definition, instance: Instance) -> Following:
    """What the state of a case means; after a step that entered it, what is to be sent."""
    state = definition.state(instance.state)
    match state.kind:
        case StateKind.AUTO:
            return SendWork(definition.works[state.work])
        case StateKind.DESK:
            return PutOnDesk(definition.worklists[state.worklist])
        case _:
            return _waits(definition, state)


def _waits(definition: Definition, state: State) -> Following:
    match state.kind:
        case StateKind.PARTY:
            return AwaitParties(state.party, state.turn)
        case StateKind.AWAIT:
            return AwaitAnswer(state.authority, definition.work_of(state.id))
        case _:
            return Over(state.outcome)
