"""A case: what everything that takes time is, whatever its process."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.cases.handling import Handling
from chalicelib.domain.cases.intake import Intake
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.cases.verdict import Verdict
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.registers.national_number import NationalNumber


@dataclass(frozen=True, slots=True)
class WorkTry:
    """How the work of an automatic state stands: since when, how often tried, when again."""

    since: datetime | None = None
    tries: int = 0
    next_at: datetime | None = None


UPLOADS = "uploads"
"""The folder of the archive in which what faces the internet may put something."""


def files_of(tenant: str, received_at: datetime, case_id: str) -> str:
    """The folder of what was made for a case."""
    return f"{tenant}/{received_at:%Y}/{case_id}"


def uploads_of(tenant: str, received_at: datetime, case_id: str) -> str:
    """The folder of what people sent along with a case."""
    return f"{UPLOADS}/{files_of(tenant, received_at, case_id)}"


@dataclass(frozen=True, slots=True)
class Case[P]:
    """One case of a municipality; `payload` is of the type that its process declares.

    `issued` are the documents that count now, at most one a slot. `because_of` is the id of the
    case that led to this one. `clock_at` is when the first of its clocks wants a look.
    """

    tenant: str
    id: str
    instance: Instance
    parties: tuple[Party, ...]
    payload: P
    intake: Intake
    handling: Handling = field(default_factory=Handling)
    verdict: Verdict | None = None
    issued: tuple[IssuedDocument, ...] = ()
    tasks: tuple[CaseTask, ...] = ()
    work: WorkTry = field(default_factory=WorkTry)
    because_of: str = ""
    clock_at: datetime | None = None

    @property
    def process(self) -> str:
        """The id of its process."""
        return self.instance.process

    @property
    def due_at(self) -> datetime | None:
        """When somebody must look, if nothing happens before: the first of all its times."""
        lease = self.handling.lease.until if self.handling.lease else None
        times = (self.work.next_at, self.clock_at, lease)
        return min((t for t in times if t), default=None)

    @property
    def files(self) -> str:
        """How the keys of everything begin that was made for it, in the archive."""
        return files_of(self.tenant, self.intake.received_at, self.id)

    @property
    def uploads(self) -> str:
        """How the keys of everything begin that people sent along."""
        return uploads_of(self.tenant, self.intake.received_at, self.id)

    @property
    def reference(self) -> str:
        """The number that people read aloud: `26-7K3M9-2QD4X`, from the id, no data in it."""
        return reference_of(self.id, self.intake.received_at)

    def party(self, number: int) -> Party | None:
        """The party with a number."""
        return next((party for party in self.parties if party.number == number), None)

    def party_of(self, person: NationalNumber) -> Party | None:
        """The party as whom somebody acts: who they are, before whom they represent."""
        own = (party for party in self.parties if party.person == person)
        acted = (party for party in self.parties if party.is_for(person))
        return next(own, next(acted, None))

    def in_slot(self, slot: str) -> IssuedDocument | None:
        """The document that counts in a slot."""
        return next((document for document in self.issued if document.slot == slot), None)


_SEPARATORS = re.compile(r"[\W_]")
_WRITTEN = re.compile(r"(\d\d)([0-9A-Z]{5})([0-9A-Z]{5})", re.ASCII)


def reference_in(text: str) -> str:
    """The reference that somebody typed, however it is written; empty for none."""
    written = _WRITTEN.fullmatch(_SEPARATORS.sub("", text.upper()))
    return "-".join(written.groups()) if written else ""


def reference_of(case_id: str, received_at: datetime) -> str:
    """The number that people read aloud for the case with an id."""
    return f"{received_at:%y}-{case_id[-10:-5]}-{case_id[-5:]}"
