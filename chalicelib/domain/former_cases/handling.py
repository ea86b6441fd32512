"""How a human handles a request: who holds it, what was approved, since when it is our turn."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.former_process.engine import Event

QUEUE, DESK = "clerk_queue", "clerk_review"
APPLICANT, AUTHORITY = "waiting_applicant", "waiting_authority"

BACK = frozenset({"release", "reassign", "abandoned", "escalate"})
"""Events that put a case back as it was: what the citizen was promised stays."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a case, and until when; `receipt` is of its message, empty without one."""

    staff: str
    until: datetime
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A document made elsewhere, in the archive."""

    key: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Approval:
    """That a clerk found the applicant entitled, and on what ground that entry says."""

    by: str
    at: datetime
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The human side of a request.

    `since` is the moment from which the citizen's promise counts, while it is our turn; `reason`
    the event that put the request before a human. `waiting_for` is the code of an authority whose
    answer is awaited, `recheck_at` when the registers are asked again, every so many days.
    """

    since: datetime | None = None
    reason: str = ""
    lease: Lease | None = None
    is_escalated: bool = False
    approval: Approval | None = None
    waiting_for: str = ""
    recheck_at: datetime | None = None
    recheck_days: int = 2


def after(review: Review, event: Event) -> Review:
    """The human side of a request after an event; what only a use case knows is set before."""
    if event.target == QUEUE:
        return _queued(review, event)
    if event.target == DESK:
        return review
    left = replace(review, since=None, lease=None)
    if event.target == AUTHORITY:
        return left
    return replace(left, waiting_for="", recheck_at=None, is_escalated=False)


def _queued(review: Review, event: Event) -> Review:
    queued = replace(review, lease=None, waiting_for="", recheck_at=None, approval=None)
    if event.name in BACK:
        return queued
    return replace(queued, since=event.at, reason=event.name, is_escalated=False)
