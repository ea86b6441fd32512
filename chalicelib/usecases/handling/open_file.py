"""A file of a case for staff: the look is logged first, then it can be fetched."""

from dataclasses import dataclass

from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.privacy.kept_files import erased_at
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.documents import Archive
from chalicelib.usecases.cases.reading.look import CaseReader

LINK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Only what the reader's page of the case shows can be fetched (DESIGN promises 4, 6)."""

    look: CaseReader
    archive: Archive

    def attachment(self, staff: Staff, case_id: str, entry_id: str, position: int) -> str:
        """A short-lived address of a file of an entry. Raises what looking raises.

        What was erased isn't there any more: NotThereError says so.
        """
        view = self.look.case(staff.tenant, case_id, Official(staff))
        entry = next((entry for entry in view.entries if entry.id == entry_id), None)
        file = _at(entry, position)
        if entry and erased_at(file, entry, view.entries):
            raise NotThereError("Deze bijlage is gewist: haar bewaartijd is voorbij.")
        name = f"{view.reference}-bijlage"
        return self.archive.link(
            file.key, filename=name, seconds=LINK_SECONDS, media_type=file.media_type
        )


def _at(entry: Entry | None, position: int) -> Attachment:
    if entry is None or not 0 <= position < len(entry.attachments):
        raise NotThereError("Deze bijlage hebben we niet gevonden.")
    return entry.attachments[position]
