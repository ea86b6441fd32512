"""Hand a case to somebody who may decide more."""

from dataclasses import dataclass

from chalicelib.domain.cases.handling import escalated
from chalicelib.domain.cases.staff import Staff
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand, written


@dataclass(frozen=True, slots=True)
class Escalate:
    """Back in its worklist, for supervisors and registrars only; the promise goes on counting."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str, text: str) -> AnyCase:
        """The case, waiting for somebody with more powers; `text` says why.

        Raises NotThereError, ConflictError (`not_held`, `version_moved`), InvalidInputError
        (`text_missing`, `text_too_long`), RetryableError.
        """
        found = self.at_hand.held(staff, case_id)
        entry = self.at_hand.entry(found, "escalated", text=written(text, "text"))
        return self.at_hand.put_back(found, escalated(found.case.handling), entry)
