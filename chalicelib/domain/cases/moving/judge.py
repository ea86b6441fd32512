"""The case as it will be: payload functions first, then guards over it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from chalicelib.domain.cases.audience import TURN
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Scene
from chalicelib.domain.process.actions import Action, ActionKind, Destination
from chalicelib.domain.process.judging import Answer, GuardContext


@dataclass(frozen=True, slots=True)
class CaseJudge:
    """Asks the process about a case whose payload is already as it will be."""

    case: Case[Any]
    happening: Happening
    frame: Frame

    def holds(self, guard: str, situation: GuardContext) -> Answer:
        """What a guard says, with the clocks as the payload's dates make them."""
        clocks = tuple(situation.clocks.values())
        case = replace(self.case, instance=replace(situation.instance, clocks=clocks))
        scene = scene_of(case, self.happening, replace(self.frame, at=situation.at))
        return self.frame.type.guards[guard](scene)

    def day(self, name: str) -> date | None:
        """A date in the payload; of a moment, the municipality's day."""
        value = getattr(self.case.payload, name)
        if isinstance(value, datetime):
            return self.frame.municipality.day_of(value)
        return value if isinstance(value, date) else None


def scene_of(
    case: Case[Any], happening: Happening, frame: Frame, party: Party | None = None
) -> Scene[Any]:
    """What a guard or a payload function of the process gets to see."""
    return Scene(
        case=case,
        definition=frame.definition,
        municipality=frame.municipality,
        event=happening.event,
        role=happening.role,
        author=happening.author,
        at=frame.at,
        day=frame.day,
        values=happening.values,
        facts=frame.facts,
        party=party,
    )


def foreseen(case: Case[Any], happening: Happening, frame: Frame) -> Case[Any]:
    """The case with the payload that an event makes of it, and with what that asks anew."""
    given = _with_fields(case, happening)
    turn = frame.type.turns.get(happening.event)
    payload = turn(scene_of(given, happening, frame)) if turn else given.payload
    return _confirmed(replace(given, payload=payload), happening, frame)


def turn_of(case: Case[Any], frame: Frame) -> tuple[int, ...]:
    """The numbers of the parties who are to act, or whom the state of a case concerns."""
    state = frame.definition.states.get(case.instance.state)
    if state is None or not (state.party or state.turn):
        return ()
    those = [p for p in case.parties if not state.party or p.role in state.party]
    return tuple(p.number for p in those if not state.turn or _is_so(case, state.turn, p, frame))


def may_know(case: Case[Any], event: str, party: Party, frame: Frame) -> bool:
    """Whether a party may know that an event can happen: not what only those hear who must act."""
    transition = frame.definition.transition(case.instance.state, event)
    if transition is None or TURN not in transition.audience or party.role in transition.audience:
        return True
    return party.number in turn_of(case, frame)


def is_offered(case: Case[Any], action: Action, party: Party | None, frame: Frame) -> bool:
    """Whether there is something to do for a party, or for staff (None), in the case as it is."""
    return not action.guard or _is_so(case, action.guard, party, frame)


def shown_hash(shown: Mapping[str, str]) -> str:
    """What a party's confirmation rests on: the same words in whatever order, the same hash."""
    written = json.dumps(dict(shown), sort_keys=True, ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def shown_now(case: Case[Any], frame: Frame) -> str:
    """The hash of what a party would confirm now; empty when the process shows nothing."""
    return shown_hash(frame.type.shown(case.payload)) if frame.type.shown else ""


def _is_so(case: Case[Any], guard: str, party: Party | None, frame: Frame) -> bool:
    nobody = Happening("", "", "")
    scene = scene_of(case, nobody, frame, party)
    return frame.type.guards[guard](scene) is Answer.YES


def _with_fields(case: Case[Any], happening: Happening) -> Case[Any]:
    fields = happening.action.fields.values() if happening.action else ()
    changes = {
        field.payload_field: happening.values[field.id]
        for field in fields
        if field.to is Destination.PAYLOAD and field.id in happening.values
    }
    return replace(case, payload=replace(case.payload, **changes)) if changes else case


def _confirmed(case: Case[Any], happening: Happening, frame: Frame) -> Case[Any]:
    shown = shown_now(case, frame)
    if not shown:
        return case
    kind = happening.action.kind if happening.action else None
    signer = happening.author if kind is ActionKind.CONFIRM else ""
    return replace(case, parties=tuple(_asked_again(p, shown, signer) for p in case.parties))


def _asked_again(party: Party, shown: str, signer: str) -> Party:
    if party.author == signer:
        return replace(party, confirmed=shown)
    return replace(party, confirmed="") if party.confirmed not in ("", shown) else party
