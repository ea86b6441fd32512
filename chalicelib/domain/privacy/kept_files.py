"""Files that are kept for a time: until when, and what proves afterwards that they were erased."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.issued.listed import Listed


class FileKind(StrEnum):
    """What a kept file is."""

    DOCUMENT = "document"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a request in the archive; `sha256` of its bytes in hex.

    A document also has a line in the ledger under `number`, which outlives it.
    """

    kind: FileKind
    request_id: str
    object_key: str
    sha256: str
    number: str = ""


def document_of(listed: Listed) -> KeptFile:
    """The file of a line of the ledger."""
    entry = listed.entry
    return KeptFile(
        FileKind.DOCUMENT, listed.request_id, listed.object_key, entry.sha256, entry.number
    )


def erased_from(last_day: date) -> datetime:
    """The moment from which a file is erased: when its last day is over, wherever we are."""
    return datetime.combine(last_day + timedelta(days=2), time(), UTC)


def proof_of(file: KeptFile, versions: int) -> tuple[tuple[str, str], ...]:
    """What an entry of kind ERASURE says: which file it was, and in how many versions."""
    return ("file", file.kind.value), ("sha256", file.sha256), ("versions", str(versions))


def erased_at(file: Attachment, sent: Entry, entries: Iterable[Entry]) -> datetime | None:
    """When an attachment was erased; None while it is kept. The same file may be sent again."""
    moments = (
        entry.at
        for entry in entries
        if entry.kind is EntryKind.ERASURE
        and entry.at >= sent.at
        and ("sha256", file.sha256) in entry.data
    )
    return min(moments, default=None)
