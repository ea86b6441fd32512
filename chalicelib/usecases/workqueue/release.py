"""Put a case back into the queue."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.handling import DESK
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.usecases.workqueue.desk import Desk, is_held


@dataclass(frozen=True, slots=True)
class Release:
    """Whoever holds it may, and a supervisor in anybody's place."""

    desk: Desk

    def __call__(self, staff: Staff, request_id: str) -> Request:
        """The case, back in the queue; the citizen's promise goes on counting.

        Raises NotThereError, ConflictError (`not_held`), RetryableError.
        """
        request = self.desk.case(staff, Action.RELEASE, request_id)
        if is_held(staff, request):
            return self.desk.advance(staff, request, "release")
        if request.instance.state != DESK or not may(staff, Action.REASSIGN, staff.tenant):
            raise ConflictError("not_held", "U behandelt dit dossier niet (meer).")
        return self.desk.advance(staff, request, "reassign", actor=staff.as_supervisor)
