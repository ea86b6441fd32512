"""Who calls where: officers, their districts, their leave, and who stands in for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.registers.dwellings import plain
from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class Leave(FromFile):
    """Days on which somebody is away, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Officer(FromFile):
    """A district officer, by the identity provider's pseudonym; no name.

    `deputies` stand in while they are away. In `own_streets` they live: colleagues call there.
    """

    id: str
    districts: tuple[str, ...]
    deputies: tuple[str, ...] = ()
    away: tuple[Leave, ...] = ()
    own_streets: tuple[str, ...] = ()

    def is_away(self, day: date) -> bool:
        """Whether a day falls into their leave."""
        return any(leave.first <= day <= leave.last for leave in self.away)


def districts_of(officers: Collection[Officer], staff: str, day: date) -> frozenset[str] | None:
    """Where somebody calls on a day: their own districts, and those of who is away.

    None for somebody who isn't among the officers: then nothing says which are theirs.
    """
    if all(officer.id != staff for officer in officers):
        return None
    theirs = (o for o in officers if o.id == staff or (staff in o.deputies and o.is_away(day)))
    return frozenset(district for officer in theirs for district in officer.districts)


def lives_in(officers: Collection[Officer], staff: str, street: str) -> bool:
    """Whether somebody lives in a street, however it is written."""
    own = (name for officer in officers if officer.id == staff for name in officer.own_streets)
    return plain(street) in {plain(name) for name in own}
