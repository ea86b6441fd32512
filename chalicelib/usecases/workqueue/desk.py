"""What every action of a clerk has in common: whose case it is, and how it moves on."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Attachment, Entry, EntryKind
from chalicelib.domain.former_cases.handling import DESK
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.queues import ReviewQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.usecases.former_cases.move import Data, Move

MAX_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Desk:
    """Finds cases for somebody, and changes them; what isn't allowed isn't there."""

    requests: RequestStore
    queue: ReviewQueue
    move: Move
    clock: Clock
    ids: Ids

    def case(self, staff: Staff, action: Action, request_id: str) -> Request:
        """A case that somebody may do something with. Raises NotThereError."""
        allow(staff, action)
        request = self.requests.get(staff.tenant, request_id)
        if request is None:
            raise not_there()
        return request

    def held(self, staff: Staff, action: Action, request_id: str) -> Request:
        """A case that somebody holds. Raises NotThereError, ConflictError (`not_held`)."""
        request = self.case(staff, action, request_id)
        if not is_held(staff, request):
            raise ConflictError(
                "not_held", "U behandelt dit dossier niet (meer). Neem het opnieuw op."
            )
        return request

    def entry(
        self,
        request: Request,
        kind: EntryKind,
        actor: str,
        text: str = "",
        *,
        data: Mapping[str, str] | None = None,
        attachments: tuple[Attachment, ...] = (),
    ) -> Entry:
        """Something said in a case now."""
        return Entry(
            id=self.ids.request_id(),
            version=request.instance.version,
            kind=kind,
            actor=actor,
            at=self.clock.now(),
            text=text,
            data=tuple((data or {}).items()),
            attachments=attachments,
        )

    def advance(
        self,
        staff: Staff,
        request: Request,
        event: str,
        *,
        holds: str = "",
        data: Data = (),
        entries: tuple[Entry, ...] = (),
        actor: str = "",
    ) -> Request:
        """Store an event of a clerk, then let go of the message, unless the clerk keeps the case.

        Raises ConflictError, RetryableError.
        """
        lease = request.review.lease
        after = self.move(
            request,
            event,
            actor=actor or staff.actor,
            data=data,
            holds=frozenset({holds} - {""}),
            entries=entries,
        )
        if lease and lease.receipt and after.review.lease != lease:
            with suppress(RetryableError):  # what stays behind is stale, and goes at its next look
                self.queue.delete(request.tenant, lease.receipt)
        return after


def allow(staff: Staff, action: Action) -> None:
    """Pass, or raise NotThereError."""
    if not may(staff, action, staff.tenant):
        raise not_there()


def is_held(staff: Staff, request: Request) -> bool:
    """Whether somebody holds a case: until it is given back, also when the time is just over."""
    lease = request.review.lease
    return request.instance.state == DESK and lease is not None and lease.staff == staff.id


def not_there() -> NotThereError:
    """The one answer to everything that isn't allowed or isn't there."""
    return NotThereError("Dit dossier hebben we niet gevonden.")


def written(text: str, field: str, longest: int = MAX_TEXT) -> str:
    """A text that has to be there. Raises InvalidInputError (`text_missing`, `text_too_long`)."""
    if not text.strip():
        raise InvalidInputError("text_missing", "Vul dit in.", field)
    if len(text) > longest:
        raise InvalidInputError(
            "text_too_long", f"Deze tekst is te lang: hoogstens {longest} tekens.", field
        )
    return text.strip()
