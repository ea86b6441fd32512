"""Take a case out of the queue: the next one, or a chosen one."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.handling import DESK, QUEUE, Lease
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import Held, ReviewQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.usecases.workqueue.desk import Desk, allow
from chalicelib.usecases.workqueue.four_eyes import FourEyes

LEASE = timedelta(minutes=20)
HIDDEN = LEASE + timedelta(minutes=1)
"""A message stays away a little longer than the case is held."""

MOST_LOOKS = 20
"""How many cases one claim looks at."""

IN_CHARGE = "clerk_in_charge"


@dataclass(frozen=True, slots=True)
class Claim:
    """The state decides who has a case; its message only says where to look."""

    desk: Desk
    requests: RequestStore
    queue: ReviewQueue
    four_eyes: FourEyes
    clock: Clock

    def next(self, staff: Staff) -> Request | None:
        """The next case that somebody may handle, held by them; None when there is none.

        Stale messages vanish, cases of others' go back. Raises NotThereError, ConflictError
        (`staff_number_unknown`), RetryableError.
        """
        allow(staff, Action.CLAIM)
        skipped: list[str] = []
        try:
            return self._from_queue(staff, skipped) or self._from_list(staff)
        finally:
            self._give_back(staff, skipped)

    def chosen(self, staff: Staff, request_id: str) -> Request:
        """The case with an id, held by them; their own again as it is.

        Raises NotThereError, ConflictError (`already_claimed`, `own_file`,
        `staff_number_unknown`), RetryableError.
        """
        request = self.desk.case(staff, Action.CLAIM, request_id)
        lease = request.review.lease
        if request.instance.state == DESK:
            if lease and lease.staff == staff.id:
                return request
            raise ConflictError("already_claimed", "Een collega behandelt dit dossier al.")
        if _is_too_high(staff, request):
            raise ConflictError(
                "escalated", "Dit dossier is doorgegeven. Een leidinggevende behandelt het."
            )
        self.four_eyes(staff, request)
        return self._take(staff, request, "")

    def _from_queue(self, staff: Staff, skipped: list[str]) -> Request | None:
        for _ in range(MOST_LOOKS):
            held = self.queue.receive(staff.tenant, int(HIDDEN.total_seconds()))
            if held is None:
                return None
            taken = self._try(staff, held, skipped)
            if taken:
                return taken
        return None

    def _try(self, staff: Staff, held: Held, skipped: list[str]) -> Request | None:
        request = self.requests.get(staff.tenant, held.message.request_id)
        if request is None or not _is_current(held, request):
            self.queue.delete(staff.tenant, held.receipt)
            return None
        if not self._is_for(staff, request):
            skipped.append(held.receipt)
            return None
        try:
            return self._take(staff, request, held.receipt)
        except ConflictError:
            self.queue.delete(staff.tenant, held.receipt)
            return None

    def _from_list(self, staff: Staff) -> Request | None:
        """A case whose message is lost or late: the list never forgets one."""
        for request in self.requests.in_state(staff.tenant, QUEUE, MOST_LOOKS):
            if self._is_for(staff, request):
                with suppress(ConflictError):
                    return self._take(staff, request, "")
        return None

    def _is_for(self, staff: Staff, request: Request) -> bool:
        if _is_too_high(staff, request):
            return False
        try:
            self.four_eyes(staff, request)
        except ConflictError as error:
            if error.code != "own_file":
                raise
            return False
        return True

    def _take(self, staff: Staff, request: Request, receipt: str) -> Request:
        taken = leased(request, staff, self.clock, receipt)
        return self.desk.advance(staff, taken, "claim", holds=IN_CHARGE)

    def _give_back(self, staff: Staff, receipts: list[str]) -> None:
        for receipt in receipts:
            with suppress(RetryableError):
                self.queue.hide(staff.tenant, receipt, 0)


def leased(request: Request, staff: Staff, clock: Clock, receipt: str) -> Request:
    """A request that somebody is about to hold."""
    lease = Lease(staff.id, clock.now() + LEASE, receipt)
    return replace(request, review=replace(request.review, lease=lease))


def _is_current(held: Held, request: Request) -> bool:
    instance = request.instance
    return instance.version == held.message.version and instance.state == QUEUE


def _is_too_high(staff: Staff, request: Request) -> bool:
    return request.review.is_escalated and not may(staff, Action.CLAIM_ESCALATED, staff.tenant)
