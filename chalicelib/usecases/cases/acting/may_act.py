"""Who may do what in a case, and which event it is."""

from collections.abc import Collection

from chalicelib.domain.cases.moving.acting import (
    Actor,
    Citizen,
    Doer,
    Official,
    party_for,
    reader_of_staff,
)
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.judge import is_offered, may_know
from chalicelib.domain.cases.moving.posting import is_posting
from chalicelib.domain.cases.moving.reading import may_look
from chalicelib.domain.process.actions import Action, ActionKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import not_possible
from chalicelib.domain.process.states import SAME, StateKind
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.cases import AnyCase

_DECIDING = (ActionKind.DECIDE, ActionKind.REFUSE, ActionKind.ASK)


def the_action(name: str, definition: Definition) -> Action:
    """An action by its id or the word in its address. Raises NotThereError."""
    action = definition.actions.get(name) or definition.action_at(name)
    if action is None:
        raise NotThereError("Deze stap bestaat niet.")
    return action


def who_asks(case: AnyCase, actor: Actor, frame: Frame) -> None:
    """Whether somebody may know of a case at all.

    Raises NotThereError: unknown, foreign and another municipality's answer alike (promise 6).
    """
    if isinstance(actor, Citizen):
        party = party_for(case, actor)
        meant = None if party.person else frame.type.meant(case, party)
        if meant not in (None, actor.person):
            raise NotThereError("Dit dossier hebben we niet gevonden.")
    elif actor.staff.tenant != case.tenant or not may_look(
        case, reader_of_staff(actor).roles, frame.definition
    ):
        raise NotThereError("Dit dossier hebben we niet gevonden.")


def the_event(case: AnyCase, action: Action, who: Doer, wanted: str, frame: Frame) -> str:
    """The event that an action causes here.

    What isn't possible is left to the engine to say, but for what a party may not know of, and
    where there is nothing to do. Raises InvalidInputError (`event_missing`), ConflictError
    (`not_held`, `event_not_possible`).
    """
    offered = frame.definition.offered(action, case.instance.state, who.role) or tuple(
        action.events
    )
    if wanted and wanted not in action.events:
        raise InvalidInputError("event_missing", "Kies een van de mogelijkheden.", "event")
    if not wanted and len(offered) > 1:
        raise InvalidInputError("event_missing", "Kies een van de mogelijkheden.", "event")
    event = wanted or offered[0]
    if who.party and not may_know(case, event, who.party, frame):
        raise not_possible()
    if not is_offered(case, action, who.party, frame):
        raise not_possible()
    official = who.official
    if official and needs_lease(case, action, event, official.staff.powers, frame.definition):
        _check_held(case, official)
    return event


def needs_lease(
    case: AnyCase, action: Action, event: str, powers: Collection[str], definition: Definition
) -> bool:
    """Whether staff must hold the case: where it waits for one of their roles, and it decides.

    What staff do in other states, or beside those whose worklist it is, needs their role only, and
    so does saying that a letter went.
    """
    if is_posting(action, definition):
        return False
    state = definition.state(case.instance.state)
    if state.kind is not StateKind.DESK or definition.worklists[state.worklist].role not in powers:
        return False
    transition = definition.transition(state.id, event)
    leads_on = transition and any(target.state != SAME for target in transition.targets)
    return action.kind in _DECIDING or bool(leads_on)


def _check_held(case: AnyCase, official: Official) -> None:
    """Held until it is given back, also when the time is just over."""
    lease = case.handling.lease
    if lease is None or lease.staff != official.staff.id:
        raise ConflictError("not_held", "U behandelt dit dossier niet. Neem het eerst op.")
