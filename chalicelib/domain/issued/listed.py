"""A document in the ledger, with what the counter itself needs to know of it after issue."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.issued.verification import LedgerEntry


class RevocationReason(StrEnum):
    """Why a document doesn't count any more; shown to anybody who verifies it."""

    MISTAKE = "mistake"
    DATA_CHANGED = "data_changed"
    WRONGLY_ISSUED = "wrongly_issued"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Revocation:
    """That a document was revoked, and by whom; `confirmed_by` where it takes four eyes.

    `replacement` is the id of the case by which a corrected one is made.
    """

    reason: RevocationReason
    at: datetime
    by: str
    confirmed_by: str = ""
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A revocation that waits for a second registrar; `by` is who proposed it.

    `replace` when a corrected document is to come in its place; `delivery` how it goes to who
    asked, empty as then.
    """

    reason: RevocationReason
    at: datetime
    by: str
    replace: bool
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the ledger: what anybody may know, and where the document lies.

    `request_id` is the case that yielded it, in its `slot`, as the `issue`th there.
    `replacement` is the id of the case by which a corrected one is made, or was.
    """

    entry: LedgerEntry
    request_id: str
    slot: str
    issue: int
    object_key: str
    issued_at: datetime
    proposal: Proposal | None = None
    erased_at: datetime | None = None
    replacement: str = ""
