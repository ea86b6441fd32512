"""What a move makes of the registers: persons, households, residences. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import (
    Address,
    Household,
    HouseholdMember,
    Kin,
    Person,
    Position,
    Residence,
)
from chalicelib.domain.registers.relations import may_be_minor

_POSITIONS = {
    Kin.SPOUSE: Position.PARTNER,
    Kin.LEGAL_COHABITANT: Position.PARTNER,
    Kin.CHILD: Position.CHILD,
    Kin.PARENT: Position.PARENT,
}


@dataclass(frozen=True, slots=True)
class Relocation:
    """People of one household who live at another address from a day on.

    `case_id` is the case that led to it. They form a household of their own, or become part of that
    of `joins`.
    """

    case_id: str
    people: tuple[NationalNumber, ...]
    address: Address
    since: date
    joins: NationalNumber | None = None


@dataclass(frozen=True, slots=True)
class RelocationFacts:
    """What the registers know of everybody a move touches, by national number."""

    people: Mapping[NationalNumber, Person]
    households: Mapping[NationalNumber, Household]
    residences: Mapping[NationalNumber, tuple[Residence, ...]]


class UnfitError(Exception):
    """The registers aren't what the move rests on any more; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_done(known: RelocationFacts, move: Relocation) -> bool:
    """Whether everybody lives there since that day already."""
    people = (known.people.get(number) for number in move.people)
    return all(p and (p.address, p.address_since) == (move.address, move.since) for p in people)


def relocated(known: RelocationFacts, move: Relocation) -> RelocationFacts:
    """The registers after the move: all who stay behind and all who are joined, too.

    Raises UnfitError (`unknown_person`, `not_one_household`, `joined_moved`).
    """
    before = _household_of(known, move)
    moving = [member for member in before.members if member.number in move.people]
    staying = [member for member in before.members if member.number not in move.people]
    arrived = [replace(member, since=move.since) for member in moving]
    joined = _joined(known, move)
    base = joined.members if joined else arrived
    new = _formed(move.address, base, arrived if joined else (), known, move.since)
    after = {member.number: new for member in new.members}
    if staying:
        left = _formed(before.address, staying, (), known, move.since)
        after |= {member.number: left for member in left.members}
    return RelocationFacts(
        {number: _moved(known.people[number], move) for number in move.people},
        after,
        {number: _history(known.residences.get(number, ()), move) for number in move.people},
    )


def _household_of(known: RelocationFacts, move: Relocation) -> Household:
    if not move.people or any(number not in known.people for number in move.people):
        raise UnfitError("unknown_person")
    found = known.households.get(move.people[0])
    members = {member.number for member in found.members} if found else set()
    if found is None or not set(move.people) <= members:
        raise UnfitError("not_one_household")
    return found


def _joined(known: RelocationFacts, move: Relocation) -> Household | None:
    if move.joins is None:
        return None
    found = known.households.get(move.joins)
    if found is None or found.address != move.address:
        raise UnfitError("joined_moved")
    return found


def _formed(
    address: Address,
    base: Sequence[HouseholdMember],
    arrived: Sequence[HouseholdMember],
    known: RelocationFacts,
    day: date,
) -> Household:
    """A household with exactly one reference person: who was, else the oldest adult."""
    was = next((m for m in base if m.position is Position.REFERENCE), None)
    reference = was or _oldest(base, day)
    seen = known.people.get(reference.number)
    kept = [m for m in base if was and m is not was]
    new = [m for m in (*(() if was else base), *arrived) if m.number != reference.number]
    members = [*kept, *(_placed(m, seen) for m in new)]
    order = list(Position)
    members.sort(key=lambda m: (order.index(m.position), m.birth.date))
    return Household(address, (replace(reference, position=Position.REFERENCE), *members))


def _oldest(members: Iterable[HouseholdMember], day: date) -> HouseholdMember:
    return min(members, key=lambda m: (may_be_minor(m.birth.date, day), m.birth.date))


def _placed(member: HouseholdMember, reference: Person | None) -> HouseholdMember:
    """A member as seen from a reference person."""
    kins = {r.number: r.kin for r in reference.relatives} if reference else {}
    kin = kins.get(member.number)
    place = _POSITIONS.get(kin, Position.UNRELATED) if kin else Position.UNRELATED
    return replace(member, position=place)


def _moved(person: Person, move: Relocation) -> Person:
    is_new_here = person.managed_by != move.address.nis
    return replace(
        person,
        address=move.address,
        address_since=move.since,
        managed_by=move.address.nis,
        registered_since=move.since if is_new_here else person.registered_since,
        pending_change=False,
    )


def _history(residences: tuple[Residence, ...], move: Relocation) -> tuple[Residence, ...]:
    """The new residence first; the one before ends on the day that the new one begins."""
    ended = (replace(r, until=move.since) if r.until is None else r for r in residences)
    return (Residence(move.address, move.since, None), *ended)
