"""What was said in a case: questions, answers, letters, notes; only ever added to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    QUESTION = "question"
    ANSWER = "answer"
    LETTER = "letter"
    AUTHORITY = "authority"
    CORRECTION = "correction"
    ESCALATION = "escalation"
    GROUND = "ground"
    MAIL = "mail"
    POSTED = "posted"
    PROPOSAL = "proposal"
    REVOCATION = "revocation"
    ERASURE = "erasure"


FOR_CITIZEN = frozenset({EntryKind.QUESTION, EntryKind.ANSWER, EntryKind.LETTER})
"""What the applicant may read after signing in; the rest is the counter's own."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an answer; how it was called tells too much, so that isn't kept.

    It is erased after `available_until`, once the case has ended.
    """

    key: str
    sha256: str
    size: int
    media_type: str
    available_until: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said; `version` is the request's when it was, `text` may hold personal data.

    `data` are codes that go with the text, such as a refusal's reason, basis and means of appeal.
    """

    id: str
    version: int
    kind: EntryKind
    actor: str
    at: datetime
    text: str = ""
    data: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()


def for_citizen(entries: Iterable[Entry]) -> list[Entry]:
    """What the applicant may read, in order."""
    return [entry for entry in entries if entry.kind in FOR_CITIZEN]
