"""Write something down for colleagues."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.entries import Entry, EntryKind
from chalicelib.usecases.workqueue.desk import Desk, written


@dataclass(frozen=True, slots=True)
class Note:
    """A note changes nothing, so it needs no lease and makes no event."""

    desk: Desk

    def __call__(self, staff: Staff, request_id: str, text: str) -> Entry:
        """The note as it is kept.

        Raises NotThereError, InvalidInputError (`text_missing`, `text_too_long`), RetryableError.
        """
        request = self.desk.case(staff, Action.NOTE, request_id)
        entry = self.desk.entry(request, EntryKind.NOTE, staff.actor, written(text, "text"))
        self.desk.requests.add(request, entry)
        return entry
