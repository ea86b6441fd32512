"""Hold a case a little longer, because its holder is still at it."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.handling import Lease
from chalicelib.domain.cases.staff import Staff
from chalicelib.usecases.handling.at_hand import LEASE, AtHand, not_held


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Comes each minute, so it leaves no entry."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str) -> Lease:
        """The lease as it is now.

        Raises NotThereError, ConflictError (`not_held`, `version_moved`), RetryableError.
        """
        found = self.at_hand.held(staff, case_id)
        lease = found.case.handling.lease
        if lease is None or not found.holder:
            raise not_held()
        longer = replace(lease, until=found.frame.at + LEASE)
        self.at_hand.keep(found, replace(found.case.handling, lease=longer))
        return longer
