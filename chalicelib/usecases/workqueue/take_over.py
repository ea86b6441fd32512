"""Take a case from a colleague."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import Request
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.queues import ReviewQueue
from chalicelib.usecases.workqueue.claim import IN_CHARGE, leased
from chalicelib.usecases.workqueue.desk import Desk
from chalicelib.usecases.workqueue.four_eyes import FourEyes


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A supervisor's; the four eyes look at the supervisor too."""

    desk: Desk
    four_eyes: FourEyes
    queue: ReviewQueue
    clock: Clock

    def __call__(self, staff: Staff, request_id: str) -> Request:
        """The case, held by the supervisor, whoever had it or nobody.

        Raises NotThereError, ConflictError (`own_file`, `event_not_possible`), RetryableError.
        """
        request = self.desk.case(staff, Action.TAKE_OVER, request_id)
        self.four_eyes(staff, request)
        before = request.review.lease
        taken = self.desk.advance(
            staff,
            leased(request, staff, self.clock, ""),
            "take_over",
            holds=IN_CHARGE,
            actor=staff.as_supervisor,
        )
        if before and before.receipt:
            with suppress(RetryableError):
                self.queue.delete(staff.tenant, before.receipt)
        return taken
