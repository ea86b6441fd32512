"""Hand a case to somebody who may decide more."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.usecases.workqueue.desk import Desk, written


@dataclass(frozen=True, slots=True)
class Escalate:
    """Back in the queue, for supervisors and registrars only; the promise goes on counting."""

    desk: Desk

    def __call__(self, staff: Staff, request_id: str, text: str) -> Request:
        """The case, waiting for somebody with more powers; `text` says why.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`text_missing`,
        `text_too_long`), RetryableError.
        """
        request = self.desk.held(staff, Action.ESCALATE, request_id)
        why = written(text, "text")
        entry = self.desk.entry(request, EntryKind.ESCALATION, staff.actor, why)
        raised = replace(request, review=replace(request.review, is_escalated=True))
        return self.desk.advance(staff, raised, "escalate", entries=(entry,))
