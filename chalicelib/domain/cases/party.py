"""Who has a part in a case, and how sure we are of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance


@dataclass(frozen=True, slots=True)
class Representative:
    """Who acts for a party that can't act alone: a parent, guardian or administrator.

    `capacity` is a code (`parent`, `guardian`, `administrator`, `mandate`).
    """

    person: NationalNumber
    capacity: str
    assurance: Assurance | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a role in a case; `number` is theirs in the case, from 1.

    `person` is None while they are only invited, and once they were forgotten. `assurance` is None
    for who didn't sign in. `email` is empty for who is written to by post. `confirmed` is the hash
    of what they confirmed, empty before. `seen` counts what happened in the case that they may
    see; it is the version that they act on.
    """

    number: int
    role: str
    person: NationalNumber | None = None
    assurance: Assurance | None = None
    email: str = ""
    represented_by: Representative | None = None
    confirmed: str = ""
    seen: int = 0
    is_forgotten: bool = False

    @property
    def author(self) -> str:
        """As who they stand in entries: `party:2`."""
        return f"party:{self.number}"

    def is_for(self, person: NationalNumber) -> bool:
        """Whether somebody acts as this party: they are it, or represent it."""
        acts_for = self.represented_by is not None and self.represented_by.person == person
        return self.person == person or acts_for


def with_party(parties: Iterable[Party], changed: Party) -> tuple[Party, ...]:
    """The parties with one of them changed, or added at the end."""
    before = tuple(parties)
    if all(party.number != changed.number for party in before):
        return (*before, changed)
    return tuple(changed if party.number == changed.number else party for party in before)
