"""The weddings of a week, day by day, for who celebrates them and for who opens the door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.marriage.declaration import PROCESS, Declaration, MarriageCase
from chalicelib.domain.marriage.places import SLOT
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import CaseStore, ProcessTypes, Unreadable
from chalicelib.ports.cases.claims import Claims

TEAM, USHER = "burgerlijke_stand", "usher"
READERS = frozenset({StaffRole.REGISTRAR, USHER})
MOST = 300
"""So many cases of the worklist are read."""

_WEEK = timedelta(days=7)


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

    cases: CaseStore
    claims: Claims
    types: ProcessTypes

    def __call__(
        self, staff: Staff, here: Municipality, monday: date, now: datetime
    ) -> tuple[ComingWedding, ...]:
        """In the order in which they come. Raises NotThereError for whom it isn't."""
        if not READERS & staff.powers:
            raise NotThereError("Dit is voor wie huwelijken voltrekt of voorbereidt.")
        every = (*self._by_hour(here, monday, now), *self._listed(staff.tenant))
        found = {case.id: case for case in every}
        weddings = (_coming(case) for case in found.values())
        ahead = (one for one in weddings if one and monday <= one.slot.day < monday + _WEEK)
        return tuple(sorted(ahead, key=lambda one: str(one.slot)))

    def _by_hour(self, here: Municipality, monday: date, now: datetime) -> Iterator[MarriageCase]:
        moments = self.types.type(PROCESS).options["moments"](None, here)
        days = [monday + timedelta(days=n) for n in range(_WEEK.days)]
        hours = [f"{day} {moment.code}" for day in days for moment in moments]
        for holder in self.claims.holders(here.nis, SLOT, hours, now).values():
            kind, _, case_id = holder.partition(":")
            case = self.cases.get(here.nis, case_id) if kind == "case" else None
            if case and not isinstance(case, Unreadable):
                yield case

    def _listed(self, tenant: str) -> Iterator[MarriageCase]:
        for one in self.cases.worklist(tenant, StaffRole.REGISTRAR, TEAM, MOST):
            if not isinstance(one.case, Unreadable) and one.case.process == PROCESS:
                yield one.case


def _coming(case: MarriageCase) -> ComingWedding | None:
    declared: Declaration = case.payload
    slot = declared.slot
    if slot is None or not (declared.act_on or declared.is_waived):
        return None
    witnesses = len(declared.witness_names)
    return ComingWedding(case.id, case.reference, slot, witnesses, declared.language)
