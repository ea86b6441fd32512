"""What the mail service tells about a mail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Trouble(StrEnum):
    """What became of a mail, as SES tells it."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    DELAYED = "delayed"
    REFUSED = "rejected"


@dataclass(frozen=True, slots=True)
class MailFeedback:
    """One piece of feedback on a mail; `id` is the same when it is told again.

    `address` is the keyed hash of whom it was for. `is_lasting` says that the address won't work
    next time either.
    """

    id: str
    tenant: str
    request_id: str
    template: str
    trouble: Trouble
    is_lasting: bool
    address: str
    at: datetime
