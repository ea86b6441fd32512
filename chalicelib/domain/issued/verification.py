"""Whether a document is ours, still counts, and is the very one that was issued."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """What the ledger says of a document today."""

    AUTHENTIC = "authentic"
    REPLACED = "replaced"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One issued document as anybody may know it: no personal data.

    `code_hash` is VerificationCode.hashed; `sha256` of the stored bytes in hex; `reason` a code;
    `replaced_by` the number of the document that came in its place.
    """

    tenant: str
    number: str
    code_hash: str
    document_id: str
    variant: str
    issued_on: date
    valid_until: date | None
    sha256: str
    revoked_at: datetime | None = None
    reason: str = ""
    replaced_by: str = ""

    def status(self, today: date) -> Status:
        """The status on a day in the municipality; replaced is graver than revoked alone.

        A replaced document is revoked too; saying what came in its place helps more.
        """
        if self.replaced_by:
            return Status.REPLACED
        if self.revoked_at:
            return Status.REVOKED
        if self.valid_until and today > self.valid_until:
            return Status.EXPIRED
        return Status.AUTHENTIC


class SealState(StrEnum):
    """What a look into a file finds, without any ledger."""

    INTACT = "intact"
    FOLLOWED = "followed"
    BROKEN = "broken"
    CUT_OFF = "cut_off"
    FOREIGN = "foreign"
    NONE = "none"
    NOT_A_PDF = "not_a_pdf"


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file: its hash, its seal, and the hash of what the seal covers when more follows it."""

    sha256: str
    seal: SealState
    sealed_sha256: str = ""


class Likeness(StrEnum):
    """How a file relates to the document that it was compared with."""

    SAME = "same"
    DIFFERENT = "different"
    OTHER_DOCUMENT = "other_document"
    UNLISTED = "unlisted"
    CHANGED = "changed"
    ADDED = "added"
    CUT_OFF = "cut_off"
    FOREIGN_SEAL = "foreign_seal"
    NO_SEAL = "no_seal"
    NOT_A_PDF = "not_a_pdf"


_BY_SEAL = {
    SealState.INTACT: Likeness.UNLISTED,
    SealState.FOLLOWED: Likeness.ADDED,
    SealState.BROKEN: Likeness.CHANGED,
    SealState.CUT_OFF: Likeness.CUT_OFF,
    SealState.FOREIGN: Likeness.FOREIGN_SEAL,
    SealState.NONE: Likeness.NO_SEAL,
    SealState.NOT_A_PDF: Likeness.NOT_A_PDF,
}


def compare_hash(entry: LedgerEntry, sha256: str) -> Likeness:
    """Whether a hash in hex is that of the document; no more can be told from it."""
    return Likeness.SAME if sha256.lower() == entry.sha256 else Likeness.DIFFERENT


def compare(entry: LedgerEntry | None, file: Inspection, listed: LedgerEntry | None) -> Likeness:
    """How a file relates to a document, and if it isn't the same, what differs in kind.

    `entry` is the document that is expected, None when any will do; `listed` what the ledger holds
    under the hash of the file, or of its sealed part. Only the ledger makes a file the same.
    """
    is_whole = listed is not None and listed.sha256 == file.sha256
    if listed is not None and entry is not None and listed.number != entry.number:
        return Likeness.OTHER_DOCUMENT
    return Likeness.SAME if is_whole else _BY_SEAL[file.seal]
