"""The weddings that come up, day by day, for who celebrates them."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.marriage.declaration import PROCESS, Declaration
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.cases import CaseStore, Unreadable

TEAM = "burgerlijke_stand"
MOST = 300
"""So many cases of the worklist are read."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One wedding: when and where, and how many witnesses are named; no name of anybody."""

    case_id: str
    reference: str
    slot: WeddingSlot
    witnesses: int


@dataclass(frozen=True, slots=True)
class ComingWeddings:
    """Reads the worklist of weddings: whose waiting period is over, and who chose a day."""

    cases: CaseStore

    def __call__(self, staff: Staff, today: date) -> tuple[Coming, ...]:
        """From today on, in the order in which they come. Raises NotThereError."""
        if StaffRole.REGISTRAR not in staff.roles:
            raise NotThereError("Dit is voor wie huwelijken voltrekt.")
        waiting = self.cases.worklist(staff.tenant, StaffRole.REGISTRAR, TEAM, MOST)
        found = [
            _coming(one.case.id, one.case.reference, one.case.payload)
            for one in waiting
            if not isinstance(one.case, Unreadable) and one.case.process == PROCESS
        ]
        ahead = [one for one in found if one is not None and one.slot.day >= today]
        return tuple(sorted(ahead, key=lambda one: str(one.slot)))


def _coming(case_id: str, reference: str, declared: Declaration) -> Coming | None:
    slot = declared.slot
    if slot is None or not (declared.act_on or declared.is_waived):
        return None
    return Coming(case_id, reference, slot, len(declared.witness_names))
