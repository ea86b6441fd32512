"""Roles, worklists, who begins a case, and what states ask of whom."""

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import HANDLERS, TURN, RoleKind
from chalicelib.domain.process.states import StateDefinition, StateKind
from chalicelib.domain.process.validation.saying import Problems, unknown


def roles(definition: Definition) -> Problems:
    """Roles name staff roles and states that there are."""
    staff = definition.roles_of(RoleKind.STAFF)
    for role in definition.roles.values():
        where = f"role {role.id!r}"
        yield from unknown(where, "staff role", (*role.counter, *role.recorded_by), staff)
        yield from unknown(where, "state", role.sees, definition.states)


def worklists(definition: Definition) -> Problems:
    """Worklists are of staff roles, and each is used."""
    used = {state.worklist for state in definition.states.values()}
    used |= {clock.task.worklist for clock in definition.clocks.values() if clock.task}
    staff = definition.roles_of(RoleKind.STAFF)
    for worklist in definition.worklists.values():
        yield from unknown(f"worklist {worklist.id!r}", "staff role", (worklist.role,), staff)
        if worklist.id not in used:
            yield f"worklist {worklist.id!r}: no state and no task is on it"


def start(definition: Definition) -> Problems:
    """A case begins in a state that there is, by roles that there are."""
    begins, parties = definition.start, definition.roles_of(RoleKind.PARTY)
    staff = definition.roles_of(RoleKind.STAFF)
    yield from unknown("initial", "state", (definition.initial,), definition.states)
    if not begins.by:
        yield "start: nobody may begin a case"
    yield from unknown("start, by", "party role", begins.by, parties)
    yield from unknown("start, counter", "staff role", begins.counter, staff)
    if not begins.own_pages and not begins.pages:
        yield "start: there is no page of its form, and no own_pages"
    yield from _repeated(definition)


def states(definition: Definition) -> Problems:
    """States name works, worklists, parties and authorities that there are."""
    for state in definition.states.values():
        where = f"state {state.id!r}"
        works = (state.work,) if state.work else ()
        lists = (state.worklist,) if state.worklist else ()
        yield from unknown(where, "work", works, definition.works)
        yield from unknown(where, "worklist", lists, definition.worklists)
        yield from _asked(definition, state, where)
        yield from _turn(definition, state, where)


def _asked(definition: Definition, state: StateDefinition, where: str) -> Problems:
    parties = definition.roles_of(RoleKind.PARTY)
    authorities = definition.roles_of(RoleKind.AUTHORITY)
    yield from unknown(where, "party role", state.party, parties)
    yield from unknown(where, "authority", state.authority, authorities)
    if state.kind is StateKind.PARTY and not state.party:
        yield f"{where}: it waits for parties and names none"


def _turn(definition: Definition, state: StateDefinition, where: str) -> Problems:
    if state.turn:
        of_party = {guard.id for guard in definition.guards.values() if guard.of_party}
        yield from unknown(where, "guard of one party", (state.turn,), of_party)
    readers = {reader for spoken in state.spoken() for reader in spoken.by}
    if TURN in readers and not state.turn:
        yield f"{where}: it has words for whose turn it is, and no turn that tells whose it is"
    yield from unknown(where, "reader", sorted(readers), {*definition.roles, TURN, HANDLERS})


def _repeated(definition: Definition) -> Problems:
    pages = definition.start.pages
    names = [page.id for page in pages]
    fields = [field for page in pages for field in page.fields]
    for kind, found in (("page", names), ("field", fields)):
        yield from (f"start: {kind} {n!r} is there twice" for n in sorted(_twice(found)))


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}
