"""Which worklists there are for somebody: by role and team, over all processes."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import Worklist
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import ProcessTypes


@dataclass(frozen=True, slots=True)
class WaitingPlace:
    """Where cases wait: for a role and a team; `words` and `called` say what these are called."""

    role: str
    team: str
    words: str = ""
    called: str = ""


def places_of(staff: Staff, types: ProcessTypes, here: Municipality) -> tuple[WaitingPlace, ...]:
    """The worklists of all processes that wait for a role of somebody, each once.

    Also of processes that are no longer offered and of earlier versions, for their cases go on.
    """
    found = {
        (place.role, place.team): place
        for process in types.ids()
        for version in types.versions(process)
        for place in _places(types.definition(process, version), staff, types, here)
    }
    return tuple(found.values())


def _places(
    definition: Definition, staff: Staff, types: ProcessTypes, here: Municipality
) -> Iterator[WaitingPlace]:
    for worklist in definition.worklists.values():
        if worklist.role in staff.powers:
            yield from _teams(worklist, definition, types, here)


def _teams(
    worklist: Worklist, definition: Definition, types: ProcessTypes, here: Municipality
) -> Iterator[WaitingPlace]:
    """One team, or each that the payload may name; what has none yet waits under none."""
    role, called = worklist.role, definition.roles[worklist.role].words
    if not worklist.team_field:
        yield WaitingPlace(role, worklist.team, worklist.team.replace("_", " "), called)
        return
    teams = types.type(definition.type).teams.get(worklist.team_field)
    yield WaitingPlace(role, "", called=called)
    for option in teams(here) if teams else ():
        yield WaitingPlace(role, option.code, option.words, called)
