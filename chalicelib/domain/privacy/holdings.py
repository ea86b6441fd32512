"""Everything that the counter holds about one person in a municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.privacy.asked import AskedToForget
from chalicelib.domain.privacy.retention import Holding
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case in which the person has a part; `files` are the keys of what it has in the archive.

    `to_go_out` counts the messages that haven't left yet.
    """

    case: Case[Any]
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    files: tuple[str, ...]
    to_go_out: int = 0


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held at a moment.

    `documents` are those issued about the person, whoever asked; `sessions` are when each open one
    ends; `drafts` are what they filled in and didn't send; `blocked` are addresses of theirs that
    aren't written to; `others` counts the cases of somebody else that are about them, `unreadable`
    holds the ids of those set aside. `wishes` is what they wish of our mails,
    `asked` that they asked to be forgotten.
    """

    tenant: str
    number: NationalNumber
    at: datetime
    cases: tuple[HeldCase, ...]
    documents: tuple[Listed, ...]
    consultations: tuple[Consultation, ...]
    sessions: tuple[datetime, ...]
    blocked: tuple[str, ...]
    others: int
    drafts: tuple[Draft, ...] = ()
    unreadable: tuple[str, ...] = ()
    wishes: MailWishes | None = None
    asked: AskedToForget | None = None

    def count(self, holding: Holding) -> int:
        """How much there is of a kind that is counted."""
        return sum(1 for _ in self._all(holding))

    def _all(self, holding: Holding) -> Iterator[object]:
        match holding:
            case Holding.APPLICANT | Holding.WISH | Holding.FIGURES:
                yield from self.cases
            case Holding.VERDICT:
                yield from (held for held in self.cases if held.case.verdict)
            case Holding.SAID:
                yield from (e for held in self.cases for e in held.entries if e.text)
            case Holding.FILES:
                yield from (key for held in self.cases for key in held.files)
            case Holding.STEPS:
                yield from (event for held in self.cases for event in held.events)
            case _:
                yield from self._beside(holding)

    def _beside(self, holding: Holding) -> Iterator[object]:
        match holding:
            case Holding.SESSIONS:
                yield from self.sessions
            case Holding.DRAFTS:
                yield from self.drafts
            case Holding.ASKED | Holding.WISHES:
                yield from self._wished(holding)
            case Holding.ADDRESSES:
                yield from self.blocked
            case Holding.LEDGER:
                yield from self.documents
            case Holding.ACCESS_LOG:
                yield from self.consultations
            case Holding.OTHERS:
                yield from range(self.others)

    def _wished(self, holding: Holding) -> Iterator[object]:
        found = self.asked if holding is Holding.ASKED else self.wishes
        yield from (found,) if found else ()
