"""People, unions and homes while the generator is still at work on them; `freeze` ends it."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from chalicelib.adapters.embedded.items import Refusal
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.criminal_record import Conviction, PoliceAdvice
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import (
    Address,
    Birth,
    LastWishes,
    Nationality,
    PersonName,
    PersonStatus,
    Place,
)


class Sex(Enum):
    """Decides parity of the number and the words of a birth act; no register prints it."""

    FEMALE = auto()
    MALE = auto()


class Bond(Enum):
    """What two people are to each other."""

    MARRIAGE = auto()
    LEGAL_COHABITATION = auto()
    COUPLE = auto()


@dataclass(slots=True, eq=False)
class Union:
    """Two people from a day on; `until` is the day of their divorce or parting."""

    first: "PersonDraft"
    second: "PersonDraft"
    bond: Bond
    since: date
    place: Place
    until: date | None = None

    def other(self, draft: "PersonDraft") -> "PersonDraft":
        """The other of the two."""
        return self.second if draft is self.first else self.first


@dataclass(frozen=True, slots=True)
class Stay:
    """One main residence of one person."""

    address: Address
    since: date
    until: date | None = None


@dataclass(slots=True, eq=False)
class Home:
    """A household through time: its addresses, the oldest first, and who lives there now."""

    moves: list[tuple[Address, date]]
    members: list["PersonDraft"] = field(default_factory=list)
    is_moving: bool = False
    is_protected: bool = False

    def stays(self, since: date) -> list[Stay]:
        """Where somebody lived who belongs to it since a day."""
        ends = [*(start for _, start in self.moves[1:]), None]
        spans = zip(self.moves, ends, strict=True)
        lived = [
            Stay(address, max(start, since), end)
            for (address, start), end in spans
            if end is None or end > since
        ]
        first = lived[0]
        return [Stay(first.address, since, first.until), *lived[1:]]


@dataclass(slots=True, eq=False)
class PersonDraft:
    """One person. `born` is whole even where the registered date isn't."""

    number: NationalNumber
    sex: Sex
    origin: str
    name: PersonName
    born: date
    birth: Birth
    managed_by: str
    parents: list["PersonDraft"] = field(default_factory=list)
    children: list["PersonDraft"] = field(default_factory=list)
    guardians: list["PersonDraft"] = field(default_factory=list)
    wards: list["PersonDraft"] = field(default_factory=list)
    unions: list[Union] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    home: Home | None = None
    status: PersonStatus = PersonStatus.ACTIVE
    died: date | None = None
    nationalities: tuple[Nationality, ...] = ()
    acts: list[Act] = field(default_factory=list)
    convictions: tuple[Conviction, ...] = ()
    police: PoliceAdvice = PoliceAdvice.CLEAR
    last_wishes: LastWishes | None = None
    may_vote: bool = True
    refusals: dict[Service, Refusal] = field(default_factory=dict)
    was_settled: bool = False

    @property
    def is_belgian(self) -> bool:
        """Whether one of the nationalities is the Belgian one."""
        return any(n.is_belgian for n in self.nationalities)

    @property
    def union(self) -> Union | None:
        """The last union, if it wasn't ended by the two themselves."""
        last = self.unions[-1] if self.unions else None
        return last if last and last.until is None else None

    def age(self, on: date) -> int:
        """Whole years on a day."""
        return (on.year - self.born.year) - ((on.month, on.day) < (self.born.month, self.born.day))

    def move_in(self, home: Home, since: date) -> None:
        """Live in a home from a day on."""
        self.leave(since)
        self.stays += home.stays(since)
        self.home = home
        home.members.append(self)

    def leave(self, on: date) -> None:
        """Live nowhere from a day on; what was planned for later didn't happen."""
        self.stays = [
            Stay(s.address, s.since, min(s.until or on, on)) for s in self.stays if s.since < on
        ]
        if self.home:
            self.home.members.remove(self)
        self.home = None


def join(first: PersonDraft, second: PersonDraft, bond: Bond, since: date, place: Place) -> Union:
    """Make two people a couple."""
    union = Union(first, second, bond, since, place)
    first.unions.append(union)
    second.unions.append(union)
    return union


def descend(child: PersonDraft, parents: list[PersonDraft]) -> None:
    """Make somebody the child of one or two people."""
    child.parents = list(parents)
    for parent in parents:
        parent.children.append(child)
