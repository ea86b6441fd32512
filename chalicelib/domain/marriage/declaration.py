"""What is declared, and what became of it: the payload of a marriage."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.case import Case
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.registers.national_number import NationalNumber

PROCESS = "marriage"
"""The id of the process that every such case follows."""

PARTNERS = {"partner_a": 1, "partner_b": 2}
"""The number in the case of each of the two, by role."""

RECEIPT, ACT, POSTPONEMENT = "receipt", "act", "postponement"
REFUSAL_OF_ACT, REFUSAL_OF_WEDDING = "refusal_of_act", "refusal_of_wedding"
"""The slots of what is made on the way."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A marriage from the invitation on.

    What people fill in: `invited` and `partner_mail` say whom the other partner must be and where
    they are written to; `home` who is registered here; `foreign` the points of the triage;
    `wedding` and `proposed` are the texts of a Slot. `revision` counts what was changed, so that
    each change is confirmed anew. `by_letter`: the other partner was asked by a letter that was
    posted. What registers and papers say: `names` as registered, the first
    partner's first; `asked` and `doubted` are the numbers of the parties asked for papers or whose
    papers are examined; `visits` their appointments to bring some, each the number of a party and
    the text of a Slot, and `visit` what was filled in for one; `consents` of those whose legalised
    consent lies in the case. The dates are those that the law counts from.
    """

    invited: NationalNumber | None = None
    partner_mail: str = ""
    home: str = ""
    foreign: tuple[str, ...] = ()
    wedding: str | None = None
    language: str = "nl"
    name_use: str = ""
    contract: bool | None = None
    witnesses: str = ""
    revision: int = 1
    fee_cents: int | None = None
    asked_on: date | None = None
    by_letter: bool = False
    consents: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    asked: tuple[int, ...] = ()
    visit: str | None = None
    visits: tuple[str, ...] = ()
    doubted: tuple[int, ...] = ()
    is_lifted: bool = False
    receipt_on: date | None = None
    act_on: date | None = None
    is_waived: bool = False
    first_day: date | None = None
    window_until: date | None = None
    is_date_excluded: bool = False
    proposed: str | None = None
    proposed_by: str = ""
    is_agreed: bool = False
    postponements: int = 0
    postponed_from: date | None = None
    prolonged_until: date | None = None
    must_celebrate: bool = False
    reason: str = ""
    text: str = ""
    overturned: tuple[str, ...] = ()
    refusal_served_on: date | None = None
    appealed_on: date | None = None
    celebrated_at: datetime | None = None
    witnesses_present: tuple[str, ...] = ()

    @property
    def slot(self) -> WeddingSlot | None:
        """Day, hour and place, once chosen."""
        return WeddingSlot.parse(self.wedding) if self.wedding else None

    @property
    def wedding_on(self) -> date | None:
        """The day of the wedding, once chosen."""
        return self.slot.day if self.slot else None

    @property
    def visit_slots(self) -> tuple[WeddingSlot, ...]:
        """When somebody comes to the counter with papers."""
        return tuple(WeddingSlot.parse(visit.partition(" ")[2]) for visit in self.visits)

    def visit_of(self, number: int) -> WeddingSlot | None:
        """When a party comes to the counter with papers, once they chose."""
        whose = (visit.partition(" ") for visit in self.visits)
        return next((WeddingSlot.parse(s) for n, _, s in whose if n == str(number)), None)

    @property
    def witness_names(self) -> tuple[str, ...]:
        """Those who are to be witnesses, one a line."""
        return tuple(name.strip() for name in self.witnesses.splitlines() if name.strip())


type MarriageCase = Case[Declaration]
