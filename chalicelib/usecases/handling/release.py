"""Put a case back into its worklist."""

from dataclasses import dataclass

from chalicelib.domain.cases.handling import released
from chalicelib.domain.cases.staff import Staff
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand, not_held


@dataclass(frozen=True, slots=True)
class ReleaseCase:
    """Whoever holds it may, and who is in charge in anybody's place."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str) -> AnyCase:
        """The case, for everybody of its worklist again; the citizen's promise goes on counting.

        Raises NotThereError, ConflictError (`not_waiting`, `not_held`, `version_moved`),
        RetryableError.
        """
        found = self.at_hand.waiting(staff, case_id)
        lease = found.case.handling.lease
        if not found.is_held and not (found.is_in_charge and lease):
            raise not_held()
        holder = lease.staff if lease else ""
        entry = self.at_hand.entry(found, "released", {"of": holder})
        return self.at_hand.put_back(found, released(found.case.handling), entry)
