"""What is told, given out and claimed: what it names, and that it is used."""

from collections.abc import Iterator

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.domain.process.outcomes import CATALOGUE
from chalicelib.domain.process.roles import AUTHOR, OTHERS, TURN, RoleKind
from chalicelib.domain.process.validation.moves import tells
from chalicelib.domain.process.validation.saying import ID, Problems, readers, unknown

_FOLDER, _SUFFIX = "documents/", ".toml"


def addressees(definition: Definition) -> Problems:
    """Mails and letters go to parties, notices to one role elsewhere."""
    parties = {*definition.roles_of(RoleKind.PARTY), AUTHOR, OTHERS, TURN}
    to = [(mail.id, mail.to) for mail in definition.mails.values()]
    to += [(letter.id, letter.to) for letter in definition.letters.values()]
    for name, addressed in to:
        yield from unknown(f"{name!r}, to", "addressee", addressed, parties)
    elsewhere = {r.id for r in definition.roles.values() if r.kind is not RoleKind.PARTY}
    for notice in definition.notices.values():
        yield from unknown(f"notice {notice.id!r}", "role", (notice.to,), elsewhere)
    carried = [(letter.id, letter.documents) for letter in definition.letters.values()]
    carried += [(mail.id, (mail.document,)) for mail in definition.mails.values()]
    carried += [(notice.id, (notice.document,)) for notice in definition.notices.values()]
    for name, slots in carried:
        yield from unknown(repr(name), "slot", filter(None, slots), definition.documents)


def used(definition: Definition) -> Problems:
    """Nothing stands here that nobody meets."""
    told = set(_told(definition))
    previewed = {a.letter for a in definition.actions.values()}
    previewed |= {name for work in definition.works.values() for name in work.refusals.values()}
    for kind, names in (
        (TellKind.MAIL, definition.mails),
        (TellKind.LETTER, definition.letters),
        (TellKind.NOTICE, definition.notices),
    ):
        for name in names:
            if Tell(kind, name) not in told and name not in previewed:
                yield f"{kind} {name!r}: it is never sent"
    asked = {guard for t in definition.transitions for guard in t.guards()}
    asked |= {state.turn for state in definition.states.values()}
    asked |= {action.guard for action in definition.actions.values()}
    yield from (f"guard {g!r}: nothing asks it" for g in definition.guards if g not in asked)


def documents(definition: Definition) -> Problems:
    """Slots say where their document comes from and who reads it."""
    for slot in definition.documents.values():
        where = f"slot {slot.id!r}"
        yield from readers(where, slot.audience, definition.roles)
        yield from unknown(where, "action", slot.replaced_by, definition.actions)
        name = slot.source.removeprefix(_FOLDER).removesuffix(_SUFFIX)
        is_file = slot.source == f"{_FOLDER}{name}{_SUFFIX}" and ID.fullmatch(name)
        if slot.source != CATALOGUE and not is_file:
            yield f"{where}: {slot.source!r} is neither catalogue nor documents/x.toml"


def claims(definition: Definition) -> Problems:
    """Claims are held by open cases."""
    for claim in definition.claims.values():
        where = f"claim {claim.id!r}"
        yield from tells(definition, where, claim.otherwise.tell)
        for state in sorted(claim.held_in):
            if definition.is_final(state):
                yield f"{where}: {state!r} is final, and what is over holds nothing"


def counted(definition: Definition) -> Problems:
    """What is done is done with an event."""
    yield from unknown("figures, done", "event", definition.figures.done, definition.all_events())


def _told(definition: Definition) -> Iterator[Tell]:
    for transition in definition.transitions:
        yield from transition.all_tells()
    for clock in definition.clocks.values():
        yield from (tell for reminder in clock.reminders for tell in reminder.tell)
    for claim in definition.claims.values():
        yield from claim.otherwise.tell
