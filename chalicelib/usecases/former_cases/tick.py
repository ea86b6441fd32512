"""The scheduled look at whatever is overdue: nothing that was accepted stays lying (promise 1)."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_cases.promise import is_abandoned
from chalicelib.domain.former_process import Means, Overdue, due
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import WorkMessage, WorkQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.templates import Municipalities, Processes
from chalicelib.usecases.former_cases.effects import Effects, outbox_of
from chalicelib.usecases.former_cases.move import Move

BATCH = 100
MOST_ATTEMPTS = 8
"""How often the work of an automatic state is sent again before a human gets it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Send again, remind, expire, escalate: each request by itself, so none holds up another."""

    requests: RequestStore
    processes: Processes
    municipalities: Municipalities
    effects: Effects
    move: Move
    issue_queue: WorkQueue
    clock: Clock

    def __call__(self, tenant: str) -> dict[str, int]:
        """Move on what is due in a municipality, the longest overdue first.

        Answers how many requests were moved, by what was done; `failed` ones stay due.
        """
        done: Counter[str] = Counter()
        now = self.clock.now()
        for request in self.requests.due(tenant, now, BATCH):
            try:
                done[self._one(request, now)] += 1
            except ConflictError:
                done["moved_meanwhile"] += 1
            except RetryableError:
                done["failed"] += 1
        return dict(done)

    def _one(self, found: Request, now: datetime) -> str:
        request = self.requests.get(found.tenant, found.id) or found
        if request.outbox and request.retry_at and request.retry_at <= now:
            self.effects(request)
            return "effects"
        if is_abandoned(request, now):
            self.move(request, "abandoned")
            return "abandoned"
        if request.review.recheck_at and request.review.recheck_at <= now:
            return self._recheck(request, now)
        definition = self.processes.get(PROCESS)
        calendar = self.municipalities.get(request.tenant).calendar
        overdue = due(definition, request.instance, now, calendar)
        if overdue:
            return self._overdue(request, overdue, now)
        if definition.state(request.instance.state).is_automatic:
            return self._resend(request, request)
        # Its place in the index was older than the request, or a retry has nothing left to do.
        self.requests.touch(replace(request, retry_at=None))
        return "put_right"

    def _recheck(self, request: Request, now: datetime) -> str:
        """Have the registers asked again, and once more after as many days."""
        days = timedelta(days=request.review.recheck_days)
        review = replace(request.review, recheck_at=now + days)
        self.requests.touch(replace(request, review=review))
        self.issue_queue.send(WorkMessage(request.tenant, request.id, request.instance.version))
        return "recheck"

    def _overdue(self, request: Request, overdue: Overdue, now: datetime) -> str:
        after = replace(request, instance=overdue.instance)
        match overdue.means:
            case Means.EXPIRE:
                self.move(request, overdue.event)
            case Means.RESEND:
                return self._resend(request, after)
            case _:
                outbox = request.outbox + outbox_of(overdue.effects)
                due_now = replace(after, outbox=outbox, retry_at=now if outbox else None)
                self.requests.touch(due_now)
                self.effects(due_now)
        return overdue.means.value

    def _resend(self, request: Request, after: Request) -> str:
        """Send the work of an automatic state again; after many times a human has to look."""
        if request.attempts >= MOST_ATTEMPTS:
            self.move(request, "source_failed")
            return "given_up"
        self.requests.touch(replace(after, attempts=request.attempts + 1, retry_at=None))
        self.issue_queue.send(WorkMessage(request.tenant, request.id, request.instance.version))
        return "resent"
