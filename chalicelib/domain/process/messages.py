"""What a process tells people: mails, letters and notices; a change has no other effects."""

from dataclasses import dataclass
from enum import StrEnum


class TellKind(StrEnum):
    """The ways to tell somebody something."""

    MAIL = "mail"
    LETTER = "letter"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Tell:
    """One thing to tell, by the id of its mail, letter or notice."""

    kind: TellKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class MailStep(StrEnum):
    """The steps of which somebody may want no mail; what they must know is of none."""

    RECEIVED = "received"
    PROGRESS = "progress"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class MailDefinition:
    """A mail; its text stands in `emails/<id>.toml`.

    `to` are roles, `others` or `turn`. `bounce` is the event when it can't be delivered. A
    municipality may leave the mail out by `setting`. `document` is the slot whose document goes
    along when it is posted in place of being mailed. Of a `step` the recipient may want no mail.
    Posted in place of being mailed it needn't go any more outside the states of `stands_in`.
    """

    id: str
    to: tuple[str, ...]
    bounce: str = ""
    setting: str = ""
    letter_when_no_address: bool = False
    document: str = ""
    step: MailStep | None = None
    stands_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to roles; of the slots in `documents` it carries the document that was made last.

    `posted` is the action that says on which day it was sent, where something counts from that.
    """

    id: str
    to: tuple[str, ...]
    registered: bool = False
    documents: tuple[str, ...] = ()
    posted: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A word to one role elsewhere; nobody there, nothing sent."""

    id: str
    to: str
    document: str = ""
