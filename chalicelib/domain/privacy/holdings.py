"""Everything that the counter holds about one person in a municipality."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.former_cases.entries import FOR_CITIZEN
from chalicelib.domain.former_cases.tasks import Task
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.privacy.forgetting import PROVING
from chalicelib.domain.privacy.retention import Holding
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.access import Consultation
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class HeldRequest:
    """A request of the person; `files` are the keys of what lies in the archive for it.

    `withheld` counts the entries that were left out.
    """

    request: CertificateCase
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    files: tuple[str, ...]
    tasks: tuple[Task, ...]
    withheld: int = 0

    def as_seen(self) -> "HeldRequest":
        """As the person may see it: what was said with them, and of the rest only the steps."""
        seen = [e for e in self.entries if e.kind in FOR_CITIZEN | PROVING]
        shown = tuple(e if e.kind in FOR_CITIZEN else replace(e, text="") for e in seen)
        return replace(self, entries=shown, withheld=len(self.entries) - len(seen))


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held at a moment.

    `documents` are those issued about the person, whoever asked; `sessions` are when each open one
    ends; `blocked` are addresses of theirs that aren't written to; `others` counts the requests
    that somebody else made about them.
    """

    tenant: str
    number: NationalNumber
    at: datetime
    requests: tuple[HeldRequest, ...]
    documents: tuple[Listed, ...]
    consultations: tuple[Consultation, ...]
    sessions: tuple[datetime, ...]
    blocked: tuple[str, ...]
    others: int

    def count(self, holding: Holding) -> int:
        """How much there is of a kind that is counted."""
        return sum(1 for _ in self._all(holding))

    def _all(self, holding: Holding) -> Iterator[object]:
        match holding:
            case Holding.APPLICANT | Holding.WISH:
                yield from self.requests
            case Holding.VERDICT:
                yield from (held for held in self.requests if held.request.verdict)
            case Holding.SAID:
                yield from (e for held in self.requests for e in held.entries if e.text)
            case Holding.FILES:
                yield from (key for held in self.requests for key in held.files)
            case Holding.STEPS:
                yield from (event for held in self.requests for event in held.events)
            case _:
                yield from self._beside(holding)

    def _beside(self, holding: Holding) -> Iterator[object]:
        match holding:
            case Holding.SESSIONS:
                yield from self.sessions
            case Holding.ADDRESSES:
                yield from self.blocked
            case Holding.LEDGER:
                yield from self.documents
            case Holding.ACCESS_LOG:
                yield from self.consultations
            case Holding.FIGURES:
                yield from self.requests
            case Holding.OTHERS:
                yield from range(self.others)
