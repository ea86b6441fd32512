"""Take a case from a colleague."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand
from chalicelib.usecases.handling.claim import take


@dataclass(frozen=True, slots=True)
class TakeOver:
    """For who is in charge; the four eyes look at them too."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str) -> AnyCase:
        """The case, held by who takes it over, whoever had it or nobody.

        Raises NotThereError, ConflictError (`not_waiting`, `version_moved`), NotAllowedError
        (`actor_not_allowed`), what four eyes raise, RetryableError.
        """
        found = self.at_hand.in_charge(staff, case_id)
        lease = found.case.handling.lease
        was = lease.staff if lease else ""
        return take(self.at_hand, found, "taken_over", was)
