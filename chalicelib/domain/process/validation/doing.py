"""Actions, their fields, and promises about them."""

from chalicelib.domain.process.actions import (
    CHOOSING,
    Action,
    ActionKind,
    Destination,
    Field,
    FieldKind,
)
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.outcomes import Promise
from chalicelib.domain.process.roles import AUTHOR, RoleKind
from chalicelib.domain.process.validation.ids import all_fields
from chalicelib.domain.process.validation.saying import Problems, readers, unknown

_ALIKE = (ActionKind.PLAIN, ActionKind.ASK, ActionKind.DECIDE)
_DAYS = (FieldKind.DATE, FieldKind.DATE_TIME)
_CODES = (FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.YES_NO, FieldKind.DECLARATION)


def actions(definition: Definition) -> Problems:
    """Actions name what there is; only a decision offers several events."""
    for action in definition.actions.values():
        where = f"action {action.id!r}"
        yield from unknown(where, "role", action.who, definition.roles)
        letters = (action.letter,) if action.letter else ()
        yield from unknown(where, "letter", letters, definition.letters)
        guards = (action.guard,) if action.guard else ()
        yield from unknown(where, "guard", guards, definition.guards)
        if len(action.events) > 1 and action.kind is not ActionKind.DECIDE:
            yield f"{where}: only a decide offers several events, this is a {action.kind}"
        if not (action.events and action.who):
            yield f"{where}: it needs an event and somebody who may do it"
        if action.is_together:
            yield from _together(where, action, definition)


def fields(definition: Definition) -> Problems:
    """A field's value can go where it says, and somebody reads it."""
    for where, field in all_fields(definition):
        yield from readers(where, field.audience, definition.roles, AUTHOR)
        if field.kind is not FieldKind.SLOT and (field.kind in CHOOSING) != bool(field.options):
            yield f"{where}: options go with choice, several and slot; this is {field.kind}"
        yield from _goes(where, field)
        if field.past and field.kind not in _DAYS:
            yield f"{where}: past goes with date and date_time; this is {field.kind}"


def postings(definition: Definition) -> Problems:
    """That a letter went is one event, of staff, who say nothing but on which day."""
    for letter in definition.letters.values():
        where = f"letter {letter.id!r}, posted"
        named = (letter.posted,) if letter.posted else ()
        yield from unknown(where, "action", named, definition.actions)
        if action := definition.actions.get(letter.posted):
            yield from _posting(where, action, definition)


def promises(definition: Definition) -> Problems:
    """What is promised is possible in each state for each role."""
    for promise in definition.promises.values():
        where = f"promise {promise.action!r}"
        yield from unknown(where, "action", (promise.action,), definition.actions)
        yield from unknown(where, "role", promise.by, definition.roles)
        if promise.action in definition.actions:
            yield from _kept(definition, promise)


def _together(where: str, action: Action, definition: Definition) -> Problems:
    """What differs from case to case can't be said of several at once."""
    is_alike = action.kind in _ALIKE and len(action.events) == 1
    if not is_alike or action.letter:
        yield f"{where}: together goes with a plain, ask or decide of one event without a letter"
    if any(field.kind is FieldKind.FILE for field in action.fields.values()):
        yield f"{where}: a file belongs to one case, so this can't be done together"
    staff = {role.id for role in definition.roles.values() if role.kind is RoleKind.STAFF}
    if not staff & set(action.who):
        yield f"{where}: only staff do something in several cases together"


def _posting(where: str, action: Action, definition: Definition) -> Problems:
    days = [f for f in action.fields.values() if f.kind is FieldKind.DATE and f.past]
    if len(days) != 1 or len(action.fields) != 1 or days[0].to is not Destination.PAYLOAD:
        yield f"{where}: {action.id!r} has one field, a date that is past, to the payload"
    staff = definition.roles_of(RoleKind.STAFF)
    if action.kind is not ActionKind.PLAIN or not set(staff) & set(action.who):
        yield f"{where}: {action.id!r} is plain, and something that staff do"


def _goes(where: str, field: Field) -> Problems:
    if field.to is Destination.CODE and field.kind not in _CODES:
        yield f"{where}: an event holds codes, and a {field.kind} is none"
    if field.kind is FieldKind.FILE and field.to is not Destination.ENTRY:
        yield f"{where}: a file goes to an entry"
    if field.to is Destination.ENTRY and not field.audience:
        yield f"{where}: an entry needs an audience"


def _kept(definition: Definition, promise: Promise) -> Problems:
    action = definition.actions[promise.action]
    for role in promise.by:
        offered = {s for s in promise.states if definition.offered(action, s, role)}
        missing = promise.states if role not in action.who else promise.states - offered
        for state in sorted(missing):
            yield f"promise {action.id!r}: {role!r} can't do it in {state!r}"
