"""Hold a case a little longer, because its clerk is still at it."""

from contextlib import suppress
from dataclasses import dataclass, replace

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.handling import Lease
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import ReviewQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.usecases.workqueue.claim import HIDDEN, LEASE
from chalicelib.usecases.workqueue.desk import Desk


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Extends the lease in the state and the hiding of the message; no event, no new version."""

    desk: Desk
    requests: RequestStore
    queue: ReviewQueue
    clock: Clock

    def __call__(self, staff: Staff, request_id: str) -> Lease:
        """The lease as it is now.

        Raises NotThereError, ConflictError (`not_held`, `version_moved`), RetryableError.
        """
        request = self.desk.held(staff, Action.HOLD, request_id)
        lease = self._longer(request)
        self.requests.extend(replace(request, review=replace(request.review, lease=lease)))
        if lease.receipt:
            with suppress(RetryableError):  # a message that comes back early is found stale
                self.queue.hide(staff.tenant, lease.receipt, int(HIDDEN.total_seconds()))
        return lease

    def _longer(self, request: Request) -> Lease:
        lease, now = request.review.lease, self.clock.now()
        if lease is None or lease.until <= now:
            raise ConflictError("not_held", "De tijd voor dit dossier is om. Neem het opnieuw op.")
        return replace(lease, until=now + LEASE)
