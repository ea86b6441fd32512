"""A request as its applicant sees it on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.verdict import Finding, Outcome
from chalicelib.domain.certificates.order import PROCESS, CertificateCase, result_of
from chalicelib.domain.former_cases.handling import APPLICANT
from chalicelib.domain.former_cases.promise import is_moving, promise
from chalicelib.domain.former_process import State, possible
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.process.instance import Event
from chalicelib.web.http import texts
from chalicelib.web.http.asked import Asked

_REFUSED = "rejected"
_DELIVERED = "delivered"
_LOOKS = {_REFUSED: "bad", _DELIVERED: "good", "withdrawn": "over", "lapsed": "over"}


@dataclass(frozen=True, slots=True)
class Followed:
    """A request in its present state, on a day of the municipality."""

    request: CertificateCase
    state: State
    name: str
    details: str
    today: date
    promise: datetime | None
    can_withdraw: bool
    events: Sequence[Event] = ()
    listed: Listed | None = None
    said: Sequence[Entry] = ()

    @property
    def label(self) -> str:
        """The state in a few words."""
        return self.state.label

    @property
    def explanation(self) -> str:
        """What happens now."""
        return self.state.explanation

    @property
    def is_moving(self) -> bool:
        """Whether waiting on the page makes sense."""
        return is_moving(self.state)

    @property
    def is_final(self) -> bool:
        """Whether nothing will happen any more."""
        return self.state.is_final

    @property
    def is_refused(self) -> bool:
        """Whether it ended with a refusal."""
        return self.state.id == _REFUSED

    @property
    def look(self) -> str:
        """How the state is shown: busy, good, bad, over or with a human."""
        if self.is_revoked:
            return "bad"
        return "busy-state" if self.is_moving else _LOOKS.get(self.state.id, "human")

    @property
    def promised(self) -> datetime | None:
        """By when a human will have acted, at the latest."""
        is_with_human = not self.is_final and not self.is_moving and self.state.owner != "citizen"
        return self.promise if is_with_human else None

    @property
    def letter(self) -> Entry | None:
        """The decision in full, when a human refused it."""
        letters = [entry for entry in self.said if entry.kind is EntryKind.LETTER]
        return letters[-1] if letters and self.is_refused else None

    @property
    def has_question(self) -> bool:
        """Whether it waits for an answer."""
        return self.state.id == APPLICANT

    @property
    def talk(self) -> Sequence[Entry]:
        """Questions and answers, in order."""
        return [entry for entry in self.said if entry.kind is not EntryKind.LETTER]

    @property
    def available_until(self) -> date | None:
        """The last day on which the document can be downloaded; None when it can't."""
        issued = result_of(self.request)
        if issued is None or self.is_revoked or self.today > issued.available_until:
            return None
        return issued.available_until

    @property
    def is_expired(self) -> bool:
        """Whether the document can't be downloaded any more."""
        is_there = self.available_until is not None
        return self.state.id == _DELIVERED and not is_there and not self.is_revoked

    @property
    def is_revoked(self) -> bool:
        """Whether the document was revoked, so that it doesn't count any more."""
        return self.listed is not None and self.listed.entry.revoked_at is not None

    @property
    def revoked_because(self) -> str:
        """Why it was revoked, in words."""
        reason = self.listed.entry.reason if self.listed else ""
        return texts.words("revocations")[reason] if reason else ""

    @property
    def has_text(self) -> bool:
        """Whether the document can be read as text."""
        issued = result_of(self.request)
        return bool(issued and issued.code_hash and self.available_until)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why it isn't simply issued: only for who has to wait for a human, or is refused."""
        verdict = self.request.verdict
        if verdict is None or self.is_moving or self.state.id == _DELIVERED:
            return ()
        refusing = tuple(f for f in verdict.failed if f.outcome is Outcome.REFUSE)
        return refusing if self.is_refused and refusing else verdict.failed

    @property
    def timeline(self) -> list[tuple[datetime, str]]:
        """What happened, in order, in words."""
        words = texts.words("events")
        return [(event.at, words[event.name]) for event in self.events if event.name in words]


def followed(
    asked: Asked, request: CertificateCase, events: Sequence[Event] = (), said: Sequence[Entry] = ()
) -> Followed:
    """A request with what the page needs to show it."""
    document = asked.wiring.templates.catalogue.get(request.payload.document_id)
    definition = asked.wiring.templates.processes.get(PROCESS)
    return Followed(
        request=request,
        state=definition.state(request.instance.state),
        name=document.names.nl if document else request.payload.document_id,
        details=_details(asked, request),
        today=asked.municipality.day_of(asked.wiring.platform.clock.now()),
        promise=promise(request, definition, asked.municipality.calendar),
        can_withdraw="withdraw" in possible(definition, request.instance, "citizen"),
        events=events,
        listed=_listed(asked, request),
        said=said,
    )


def _listed(asked: Asked, request: CertificateCase) -> Listed | None:
    issued = result_of(request)
    return asked.wiring.state.ledger.get(request.tenant, issued.number) if issued else None


def _details(asked: Asked, request: CertificateCase) -> str:
    """What tells this request from another of the same document."""
    document = asked.wiring.templates.catalogue.get(request.payload.document_id)
    variant = document.variant(request.payload.variant) if document else None
    is_choice = document is not None and len(document.variants) > 1
    parts = (
        variant.names.nl if variant and is_choice else "",
        ""
        if request.payload.language == "nl"
        else texts.words("languages")[request.payload.language],
    )
    return ", ".join(part for part in parts if part)
