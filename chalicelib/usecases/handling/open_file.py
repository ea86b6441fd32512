"""A file of a case for staff: the look is logged first, then it can be fetched."""

from dataclasses import dataclass

from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.documents import Archive
from chalicelib.usecases.cases.reading.look import Look
from chalicelib.usecases.cases.reading.view import CaseView

LINK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Only what the reader's page of the case shows can be fetched (DESIGN promises 4, 6)."""

    look: Look
    archive: Archive

    def attachment(self, staff: Staff, case_id: str, entry_id: str, position: int) -> str:
        """A short-lived address of a file of an entry. Raises what looking raises."""
        view = self._view(staff, case_id)
        entry = next((entry for entry in view.entries if entry.id == entry_id), None)
        file = _at(entry, position)
        return self._link(file.key, f"{view.reference}-bijlage", file.media_type)

    def document(self, staff: Staff, case_id: str, slot: str) -> str:
        """A short-lived address of the document in a slot. Raises what looking raises."""
        view = self._view(staff, case_id)
        found = next((document for document in view.documents if document.slot == slot), None)
        if found is None:
            raise NotThereError("Dit document hebben we niet gevonden.")
        return self._link(found.object_key, f"{view.reference}-{slot}", "application/pdf")

    def _view(self, staff: Staff, case_id: str) -> CaseView:
        return self.look.case(staff.tenant, case_id, Official(staff))

    def _link(self, key: str, name: str, media_type: str) -> str:
        return self.archive.link(key, filename=name, seconds=LINK_SECONDS, media_type=media_type)


def _at(entry: Entry | None, position: int) -> Attachment:
    if entry is None or not 0 <= position < len(entry.attachments):
        raise NotThereError("Deze bijlage hebben we niet gevonden.")
    return entry.attachments[position]
