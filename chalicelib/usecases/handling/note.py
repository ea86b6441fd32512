"""Write something down for colleagues."""

from dataclasses import dataclass

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.staff import Staff
from chalicelib.usecases.handling.at_hand import AtHand, written


@dataclass(frozen=True, slots=True)
class Note:
    """A note changes nothing, so it needs no lease."""

    at_hand: AtHand

    def __call__(self, staff: Staff, case_id: str, text: str) -> Entry:
        """The note as it is kept, for those who handle the case.

        Raises NotThereError, ConflictError (`set_aside`), InvalidInputError (`text_missing`,
        `text_too_long`), RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        entry = self.at_hand.entry(found, "note", kind=EntryKind.NOTE, text=written(text, "text"))
        self.at_hand.cases.add(found.case, entry)
        return entry
