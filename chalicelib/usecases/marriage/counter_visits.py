"""Who comes to the counter with papers in a week, for who receives them there."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.marriage.places import VISIT
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.usecases.marriage.by_hour import WEEK, CasesByHour


@dataclass(frozen=True, slots=True)
class BookedVisit:
    """One appointment, without a name of anybody: the case says who comes."""

    case_id: str
    reference: str
    slot: WeddingSlot


@dataclass(frozen=True, slots=True)
class CounterVisits:
    """The appointments of a week."""

    by_hour: CasesByHour

    def __call__(
        self, staff: Staff, here: Municipality, monday: date, now: datetime
    ) -> tuple[BookedVisit, ...]:
        """In the order in which they come; none for whom it isn't. Raises RetryableError."""
        if StaffRole.CLERK not in staff.powers:
            return ()
        found = {case.id: case for case in self.by_hour(here, VISIT, "visits", monday, now)}
        visits = (
            BookedVisit(case.id, case.reference, slot)
            for case in found.values()
            for slot in case.payload.visit_slots
            if monday <= slot.day < monday + WEEK
        )
        return tuple(sorted(visits, key=lambda visit: str(visit.slot)))
