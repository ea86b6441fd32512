"""Ask the applicant something."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.usecases.workqueue.desk import Desk, written

MAX_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class Ask:
    """The question is kept with the request; the mail only says that there is one."""

    desk: Desk

    def __call__(self, staff: Staff, request_id: str, question: str) -> Request:
        """The case, waiting for its applicant.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`text_missing`,
        `text_too_long`), RetryableError.
        """
        request = self.desk.held(staff, Action.ASK, request_id)
        text = written(question, "question", MAX_QUESTION)
        entry = self.desk.entry(request, EntryKind.QUESTION, staff.actor, text)
        return self.desk.advance(staff, request, "ask_applicant", entries=(entry,))
