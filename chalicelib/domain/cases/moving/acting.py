"""Who causes an event: a party, staff, or staff on behalf of a party or an authority."""

from dataclasses import dataclass

from chalicelib.domain.cases.audience import Reader
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.actions import Action
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Data
from chalicelib.domain.process.roles import RoleDefinition, RoleKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError, NotThereError

BY, ESTABLISHED, BEHALF, CAPACITY = "by", "established", "behalf", "capacity"
"""Codes of an event: which staff did it, how what they say was established, for which role."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who signed in; `invited_as` is the number of the party as whom they were invited."""

    person: NationalNumber
    assurance: Assurance
    invited_as: int = 0


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom staff act: a party by its number, or an authority's role when that is 0.

    `established` is the code of how it was made sure of (`kaart`, `brief`).
    """

    role: str
    party: int = 0
    established: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A member of staff, for themselves or on behalf of somebody."""

    staff: Staff
    behalf: Behalf | None = None

    @property
    def author(self) -> str:
        """As who they stand in entries and events."""
        return f"staff:{self.staff.id}"


type Actor = Citizen | Official


@dataclass(frozen=True, slots=True)
class Doer:
    """The actor of one action: in which role, as whom, and what the event says of that.

    `party` is whom the action is of, None when it is staff's or an authority's. `official` is who
    of ours does it, None for a party that acts itself.
    """

    role: str
    author: str
    codes: Data = ()
    party: Party | None = None
    official: Official | None = None


def party_for(case: Case[object], citizen: Citizen) -> Party:
    """The party as whom somebody acts or reads. Raises NotThereError for everybody else."""
    party = case.party_of(citizen.person)
    invited = case.party(citizen.invited_as) if citizen.invited_as else None
    if party is None and invited is not None and invited.person is None:
        party = invited
    if party is None or party.is_forgotten:
        raise NotThereError("Dit dossier hebben we niet gevonden.")
    return party


def reader_of(party: Party) -> Reader:
    """A party as a reader."""
    return Reader(party.author, frozenset({party.role}))


def reader_of_staff(official: Official) -> Reader:
    """A member of staff as a reader."""
    return Reader(official.author, official.staff.powers, is_staff=True)


def doer(case: Case[object], action: Action, actor: Actor, definition: Definition) -> Doer:
    """Who acts, if somebody in that role may do such a thing at all.

    Raises NotThereError for who is no party, NotAllowedError (`actor_not_allowed`),
    InvalidInputError (`established_missing`).
    """
    if isinstance(actor, Citizen):
        return _party_doer(case, action, actor)
    if actor.behalf is None:
        return _staff_doer(action, actor, definition)
    return _doer_for(case, action, actor, actor.behalf, definition)


def _party_doer(case: Case[object], action: Action, citizen: Citizen) -> Doer:
    party = party_for(case, citizen)
    if party.role not in action.who:
        raise _not_allowed()
    acts = party.represented_by
    codes = ((CAPACITY, acts.capacity),) if acts and acts.person == citizen.person else ()
    return Doer(party.role, party.author, codes, party)


def _staff_doer(action: Action, official: Official, definition: Definition) -> Doer:
    staff = set(definition.roles_of(RoleKind.STAFF)) & official.staff.powers
    role = next((role for role in action.who if role in staff), None)
    if role is None:
        raise _not_allowed()
    return Doer(role, official.author, official=official)


def _doer_for(
    case: Case[object], action: Action, official: Official, behalf: Behalf, definition: Definition
) -> Doer:
    role = definition.roles.get(behalf.role)
    if role is None or not set(_stand_ins(role, action)) & official.staff.powers:
        raise _not_allowed()
    if not behalf.established:
        raise InvalidInputError(
            "established_missing", "Noteer hoe u dit hebt vastgesteld.", "established"
        )
    codes = ((BY, official.author), (ESTABLISHED, behalf.established))
    if not behalf.party:
        return Doer(behalf.role, official.author, (*codes, (BEHALF, behalf.role)), None, official)
    party = case.party(behalf.party)
    if party is None or party.role != behalf.role:
        raise NotThereError("Deze partij hebben we niet gevonden.")
    return Doer(party.role, party.author, codes, party, official)


def _stand_ins(role: RoleDefinition, action: Action) -> tuple[str, ...]:
    """The staff roles that may do it for somebody in a role, or record it of an authority."""
    if role.id not in action.who:
        return ()
    return role.recorded_by if action.is_personal else (*role.counter, *role.recorded_by)


def _not_allowed() -> NotAllowedError:
    return NotAllowedError("actor_not_allowed", "Deze stap kan alleen iemand anders zetten.")
