"""A request as its applicant sees it on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.process import Event, State
from chalicelib.domain.requests import PROCESS, Request
from chalicelib.domain.verdict import Finding, Outcome
from chalicelib.web import texts
from chalicelib.web.answers import is_moving
from chalicelib.web.asked import Asked

_REFUSED = "rejected"
_DELIVERED = "delivered"
_LOOKS = {_REFUSED: "bad", _DELIVERED: "good", "withdrawn": "over", "lapsed": "over"}


@dataclass(frozen=True, slots=True)
class Followed:
    """A request in its present state, on a day of the municipality."""

    request: Request
    state: State
    name: str
    details: str
    today: date
    events: Sequence[Event] = ()

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
        return "busy-state" if self.is_moving else _LOOKS.get(self.state.id, "human")

    @property
    def promised(self) -> datetime | None:
        """By when a human will have acted, at the latest."""
        is_with_human = not self.is_final and not self.is_moving and self.state.owner != "citizen"
        return self.request.instance.due_at if is_with_human else None

    @property
    def available_until(self) -> date | None:
        """The last day on which the document can be downloaded; None when it can't."""
        issued = self.request.issued
        if issued is None or self.state.id != _DELIVERED or self.today > issued.available_until:
            return None
        return issued.available_until

    @property
    def is_expired(self) -> bool:
        """Whether the document can't be downloaded any more."""
        return self.state.id == _DELIVERED and self.available_until is None

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


def followed(asked: Asked, request: Request, events: Sequence[Event] = ()) -> Followed:
    """A request with what the page needs to show it."""
    document = asked.wiring.catalogue.get(request.wish.document_id)
    return Followed(
        request=request,
        state=asked.wiring.processes.get(PROCESS).state(request.instance.state),
        name=document.names.nl if document else request.wish.document_id,
        details=_details(asked, request),
        today=asked.municipality.day_of(asked.wiring.clock.now()),
        events=events,
    )


def _details(asked: Asked, request: Request) -> str:
    """What tells this request from another of the same document."""
    document = asked.wiring.catalogue.get(request.wish.document_id)
    variant = document.variant(request.wish.variant) if document else None
    is_choice = document is not None and len(document.variants) > 1
    parts = (
        variant.names.nl if variant and is_choice else "",
        "" if request.wish.language == "nl" else texts.words("languages")[request.wish.language],
    )
    return ", ".join(part for part in parts if part)
