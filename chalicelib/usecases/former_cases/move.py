"""Move a request through its process: events, state and outbox in one transaction, then effects."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.former_cases import handling
from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import SYSTEM, Step, advance_all
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.templates import Municipalities, Processes
from chalicelib.usecases.former_cases.effects import RETRY_AFTER, Effects, outbox_of

type Data = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """The only way in which a request changes its state."""

    processes: Processes
    municipalities: Municipalities
    requests: RequestStore
    effects: Effects
    clock: Clock

    def __call__(
        self,
        request: Request,
        *names: str,
        actor: str = SYSTEM,
        data: Data = (),
        holds: frozenset[str] = frozenset(),
        entries: tuple[Entry, ...] = (),
    ) -> Request:
        """Apply events one after the other, store all at once, then do what they leave to do.

        `data` goes with the last event, `entries` with the whole. Raises ConflictError when an
        event doesn't fit the state or the stored version moved on, RetryableError when it is
        unsure whether it was stored.
        """
        now = self.clock.now()
        steps = advance_all(
            self.processes.get(PROCESS),
            request.instance,
            names,
            actor=actor,
            at=now,
            calendar=self.municipalities.get(request.tenant).calendar,
            holds=holds,
            data=data + _since(request, names[-1]),
        )
        after = _after(request, steps, now)
        events = tuple(step.event for step in steps)
        was = request.instance.version
        self.requests.save(after, was=was, events=events, entries=entries)
        return self.effects(after)


def _after(request: Request, steps: tuple[Step, ...], now: datetime) -> Request:
    """The request after some steps; their effects stand in its outbox until they are done."""
    outbox = outbox_of(effect for step in steps for effect in step.effects)
    review = request.review
    for step in steps:
        review = handling.after(review, step.event)
    return replace(
        request,
        instance=steps[-1].instance,
        outbox=outbox,
        retry_at=now + RETRY_AFTER if outbox else None,
        attempts=0,
        review=review,
    )


def _since(request: Request, name: str) -> Data:
    """The moment from which a promise goes on counting, for an event that puts a case back."""
    since = request.review.since
    return (("since", since.isoformat()),) if since and name in handling.BACK else ()
