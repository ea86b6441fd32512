"""How large a change can get: all of it is one transaction."""

from collections.abc import Iterable

from chalicelib.domain.process.actions import Action, Destination
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.domain.process.roles import AUTHOR, OTHERS, TURN, RoleKind
from chalicelib.domain.process.validation.saying import Problems
from chalicelib.domain.process.works import WorkSpec

MOST_ITEMS = 100
"""What one transaction of the store can hold."""
MOST_OF_MANY = 12
"""How many parties a case may have in a role of which there may be many."""

_STATE_AND_GUARD = 2
_OF_A_DOCUMENT = 3
"""The slot, its ledger entry and its verification code."""
_OF_A_REVOCATION = 2
_LIVE_KEYS = 2
"""Claims stand under each version of the hash key that is alive."""


def worst_case_items(definition: Definition) -> int:
    """How many items the largest change writes at most, each `many` role being full.

    The state, a guard against repetition, events, what is told (one item a recipient), an entry,
    parties, claims put and given back, and documents with those that they replace.
    """
    return _STATE_AND_GUARD + _claims(definition) + max(_changes(definition))


def size(definition: Definition) -> Problems:
    """The largest change fits into one transaction."""
    items = worst_case_items(definition)
    if items > MOST_ITEMS:
        yield (
            f"the largest change can take {items} items with {MOST_OF_MANY} parties a role,"
            f" and a transaction holds {MOST_ITEMS}"
        )


def _changes(definition: Definition) -> Iterable[int]:
    told = {event: _event(definition, event) for event in definition.all_events()}
    yield _parties(definition) + 1
    yield from (1 + items for items in told.values())
    for action in definition.actions.values():
        yield _entry(action) + max((told.get(event, 0) for event in action.events), default=0)
    for work in definition.works.values():
        yield sum(told.get(event, 0) for event in work.events()) + _documents(definition, work)


def _event(definition: Definition, event: str) -> int:
    """The event itself and what it tells, on the way on which it tells most."""
    ways = [
        sum(_recipients(definition, tell) for tell in {*t.tell, *target.tell})
        for t in definition.transitions
        if t.event == event
        for target in t.targets
    ]
    return 1 + max(ways, default=0)


def _recipients(definition: Definition, tell: Tell) -> int:
    if tell.kind is TellKind.NOTICE:
        return 1
    told = definition.mails if tell.kind is TellKind.MAIL else definition.letters
    to = told[tell.id].to
    if OTHERS in to or TURN in to:
        return _parties(definition)
    roles = (definition.roles[role] for role in to if role != AUTHOR)
    return (AUTHOR in to) + sum(MOST_OF_MANY if role.many else 1 for role in roles)


def _parties(definition: Definition) -> int:
    parties = definition.roles_of(RoleKind.PARTY)
    return sum(MOST_OF_MANY if definition.roles[role].many else 1 for role in parties)


def _claims(definition: Definition) -> int:
    return len(definition.claims) * _parties(definition) * _LIVE_KEYS * 2


def _entry(action: Action) -> int:
    return int(any(f.to is Destination.ENTRY for f in action.fields.values()))


def _documents(definition: Definition, work: WorkSpec) -> int:
    slots = [definition.documents[slot] for slot in work.slots()]
    return sum(_OF_A_DOCUMENT + _OF_A_REVOCATION * bool(slot.replaced_by) for slot in slots)
