"""What an address change is about: who moves where, and what was found out since."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.party import Party
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address

PROCESS = "address_change"
DECLARANT, MOVER = "declarant", "mover"
REFERENCE_PERSON, OTHER_PARENT = "reference_person", "other_parent"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the declarant's household, as the register knew it; `code` is theirs in forms."""

    code: str
    number: NationalNumber
    name: str
    born: date


@dataclass(frozen=True, slots=True)
class JoinableHome:
    """A household that lives at the new address already, by its reference person; `size` people.

    `code` is theirs in forms. Only clerks learn of it.
    """

    code: str
    reference: NationalNumber
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of the district officer: when, on the wall there, and the event that it was."""

    at: datetime
    found: str


@dataclass(frozen=True, slots=True)
class Move:
    """A declaration of a new main residence, and its way to the register.

    `household` is the declarant's before the move; `movers` are those of it who move. `receipted`
    is what the receipt was made for; `had_clerk` says that a clerk had a hand in it before the
    first visit. `by_letter` says that the reference person was asked by a letter that was posted.
    `marked` are those who carry this case's pending mark in the register. `conclusion` is the event
    of the report that counts, empty while there is none. `has_paper` says that an agreement, ruling
    or certificate about a child came along.
    `hides_names` where the register shields the address of somebody who moves.
    `homes` live at the new address; `joins_named` is whom the declarant joins in their own words,
    `joins_home` the code of the home that a clerk chose, `joins` whose it is.
    `first_visit` is the place of the first visit of the present inquiry among all `visits`.
    `registered` and `cards_done` are codes of members.
    """

    declared_on: date | None = None
    moved_on: date | None = None
    new_address: Address | None = None
    movers: tuple[NationalNumber, ...] = ()
    joins_household: bool = False
    joins_named: str = ""
    homes: tuple[JoinableHome, ...] = ()
    joins_home: str = ""
    joins: NationalNumber | None = None
    one_household: bool = False
    custody: str = ""
    has_paper: bool = False
    capacity: str = ""
    moments: tuple[str, ...] = ()
    is_late: bool = False
    household: tuple[Member, ...] = ()
    hides_names: bool = False
    marked: tuple[NationalNumber, ...] = ()
    district: str = ""
    former: str = ""
    receipted: str = ""
    had_clerk: bool = False
    asked_on: date | None = None
    by_letter: bool = False
    goes_without: bool = False
    asked_in_vain: bool = False
    parent_told_on: date | None = None
    parent_answered: bool = False
    posted_on: date | None = None
    visit_question: str = ""
    visited_at: datetime | None = None
    visits: tuple[Visit, ...] = ()
    first_visit: int = 0
    report: tuple[str, ...] = ()
    found: tuple[NationalNumber, ...] = ()
    conclusion: str = ""
    wants_hearing: bool = False
    heard: bool = False
    refusal_reason: str = ""
    is_refused: bool = False
    refusal_served_on: date | None = None
    shared_stay: bool = False
    decided_by: str = ""
    is_provisional: bool = False
    registered_members: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    registered_on: date | None = None
    cards_now: tuple[str, ...] = ()
    cards_done: tuple[str, ...] = ()
    appealed_on: date | None = None
    proposed_on: date | None = None
    reacted_on: date | None = None
    decided_on: date | None = None
    is_granted: bool = False
    is_withdrawn: bool = False

    @property
    def as_visited(self) -> "Move":
        """The same as a district officer may read it: without names where one is shielded."""
        if not self.hides_names:
            return self
        nameless = (replace(m, name=f"Persoon {m.code}") for m in self.household)
        return replace(self, household=tuple(nameless))

    @property
    def former_waits_from(self) -> date | None:
        """From when another municipality waits to hear of the outcome."""
        return self.declared_on if self.former else None

    @property
    def moving(self) -> tuple[Member, ...]:
        """The members of the household who move."""
        return tuple(m for m in self.household if m.number in self.movers)

    @property
    def staying(self) -> tuple[Member, ...]:
        """Those who stay behind."""
        return tuple(m for m in self.household if m.number not in self.movers)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all who move."""
        return tuple(member.code for member in self.moving)

    @property
    def to_register(self) -> tuple[str, ...]:
        """The codes of those to be registered next: the chosen or all; after an appeal the rest."""
        chosen = self.registered_members if self.registered_members and not self.is_granted else ()
        return tuple(code for code in chosen or self.codes if code not in self.registered)

    @property
    def declared(self) -> str:
        """What is declared, as one text: what receipt, verdict and agreement rest on."""
        who = " ".join(sorted(number.digits for number in self.movers))
        return f"{self.moved_on} {self.where} {who} {self.joins_household} {self.custody}"

    @property
    def where(self) -> str:
        """The new address on one line; empty before there is one."""
        return on_a_line(self.new_address) if self.new_address else ""


type MoveCase = Case[Move]


def member_of(move: Move, party: Party) -> Member | None:
    """The member of the household that a party is."""
    return next((m for m in move.household if m.number == party.person), None)


def party_in(case: MoveCase, role: str) -> Party | None:
    """The first party with a role."""
    return next((party for party in case.parties if party.role == role), None)
