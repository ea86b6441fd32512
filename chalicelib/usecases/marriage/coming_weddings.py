"""The weddings of a week, day by day, for who celebrates them and for who opens the door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.marriage.declaration import PROCESS, Declaration, MarriageCase
from chalicelib.domain.marriage.places import SLOT
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import Unreadable
from chalicelib.usecases.marriage.by_hour import WEEK, CasesByHour

TEAM, USHER = "burgerlijke_stand", "usher"
READERS = frozenset({StaffRole.REGISTRAR, USHER})
MOST = 300
"""So many cases of the worklist are read."""


@dataclass(frozen=True, slots=True)
class ComingWedding:
    """One wedding, as who prepares the room needs it: no name of anybody."""

    case_id: str
    reference: str
    slot: WeddingSlot
    witnesses: int
    language: str


@dataclass(frozen=True, slots=True)
class ComingWeddings:
    """Reads who holds the hours of a week, and the worklist for hours that are given no more."""

    by_hour: CasesByHour

    def __call__(
        self, staff: Staff, here: Municipality, monday: date, now: datetime
    ) -> tuple[ComingWedding, ...]:
        """In the order in which they come; none for whom it isn't. Raises RetryableError."""
        if not READERS & staff.powers:
            return ()
        by_hour = self.by_hour(here, SLOT, "moments", monday, now)
        every = (*by_hour, *self._listed(staff.tenant))
        found = {case.id: case for case in every}
        weddings = (_coming(case) for case in found.values())
        ahead = (one for one in weddings if one and monday <= one.slot.day < monday + WEEK)
        return tuple(sorted(ahead, key=lambda one: str(one.slot)))

    def _listed(self, tenant: str) -> Iterator[MarriageCase]:
        for one in self.by_hour.cases.worklist(tenant, StaffRole.REGISTRAR, TEAM, MOST):
            if not isinstance(one.case, Unreadable) and one.case.process == PROCESS:
                yield one.case


def _coming(case: MarriageCase) -> ComingWedding | None:
    declared: Declaration = case.payload
    slot = declared.slot
    if slot is None or not (declared.act_on or declared.is_waived):
        return None
    witnesses = len(declared.witness_names)
    return ComingWedding(case.id, case.reference, slot, witnesses, declared.language)
