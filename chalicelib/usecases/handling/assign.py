"""Give a case to a colleague."""

import re
from dataclasses import dataclass

from chalicelib.domain.cases.handling import assigned_to
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand

_STAFF_ID = re.compile(r"[\w.@:+-]{1,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Assign:
    """Theirs to claim, and nobody else's; the four eyes look when they do."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str, colleague: str) -> AnyCase:
        """The case, meant for a colleague's id; for everybody again when that is empty.

        Who holds it now holds it no more. Raises NotThereError, ConflictError (`not_waiting`,
        `version_moved`), NotAllowedError (`actor_not_allowed`), InvalidInputError
        (`colleague_unknown`), RetryableError.
        """
        found = self.at_hand.in_charge(staff, case_id)
        if colleague and not _STAFF_ID.fullmatch(colleague):
            raise InvalidInputError("colleague_unknown", "Vul het nummer van de collega in.", "to")
        entry = self.at_hand.entry(found, "assigned", {"to": colleague})
        return self.at_hand.put_back(found, assigned_to(found.case.handling, colleague), entry)
