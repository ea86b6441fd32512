"""What being in a state means for others, and what its words say: it is its own message."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import ClockStatus, Instance
from chalicelib.domain.process.states import StateDefinition, StateKind, Worklist
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.process.works import WorkSpec
from chalicelib.domain.shared.dutch import UNKNOWN_DAY, weekday_and_date

_PLACEHOLDER = re.compile(r"\{(term|day):([a-z0-9_]+)\}")


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


def _waits(definition: Definition, state: StateDefinition) -> Following:
    match state.kind:
        case StateKind.PARTY:
            return AwaitParties(state.party, state.turn)
        case StateKind.AWAIT:
            return AwaitAnswer(state.authority, definition.work_of(state.id))
        case _:
            return Over(state.outcome)


type SaidDay = Callable[[date], str]
"""A day in words."""


def filled(
    text: str,
    definition: Definition,
    instance: Instance,
    terms: Terms,
    today: date,
    on: SaidDay = weekday_and_date,
) -> str:
    """A state's words with the lengths and last days of its clocks in place of `{…}`."""

    def said(found: re.Match[str]) -> str:
        if found[1] == "term":
            return terms.in_words(definition.clocks[found[2]], today)
        return _last_day(instance, found[2], terms, on)

    return _PLACEHOLDER.sub(said, text)


def _last_day(instance: Instance, clock: str, terms: Terms, on: SaidDay) -> str:
    state = instance.clock(clock)
    if state is None or state.ends_at is None or state.status is ClockStatus.PAUSED:
        return UNKNOWN_DAY
    return on(terms.day_of(state.ends_at))
