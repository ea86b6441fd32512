"""What was said and added in a case; only ever added to, each with its audience."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.cases.audience import DEFAULT, Audience, Reader, may_read


class EntryKind(StrEnum):
    """What an entry is."""

    FIELD = "field"
    NOTE = "note"
    QUESTION = "question"
    ANSWER = "answer"
    LETTER = "letter"
    FILE = "file"
    HANDLING = "handling"
    MAIL = "mail"
    POSTED = "posted"
    REVOCATION = "revocation"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the archive; how it was called tells too much, so that isn't kept.

    It is erased after `available_until`, once the case has ended.
    """

    key: str
    sha256: str
    size: int
    media_type: str
    available_until: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said; `version` is the case's when it was, `text` may hold personal data.

    `name` is the field or the act it belongs to (`reason`, `claimed`), `author` who said it
    (`party:1`, `staff:k17`, `work`). `data` are codes that go with the text, such as a refusal's
    reason, basis and means of appeal.
    """

    id: str
    version: int
    kind: EntryKind
    name: str
    author: str
    at: datetime
    audience: Audience = DEFAULT
    text: str = ""
    data: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()


def readable(
    entries: Iterable[Entry], reader: Reader, handlers: Iterable[str]
) -> tuple[Entry, ...]:
    """What a reader may see of what was said, in order."""
    roles = frozenset(handlers)
    return tuple(e for e in entries if may_read(e.audience, e.author, reader, roles))
