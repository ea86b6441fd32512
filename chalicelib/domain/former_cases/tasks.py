"""What is left to do for a person beside the queue: mails that failed, letters to print."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """What has to be done."""

    MAIL = "mail"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for a request; at most one of a kind is open for it.

    `template` is the mail that failed, or the letter to print in its place; `reason` a code.
    """

    tenant: str
    request_id: str
    kind: TaskKind
    template: str
    reason: str
    at: datetime


class Trouble(StrEnum):
    """What became of a mail, as SES tells it."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    DELAYED = "delayed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Notice:
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
