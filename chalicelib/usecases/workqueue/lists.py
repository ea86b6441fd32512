"""What there is to do: the queue, one's own cases, what waits, and what somebody looks for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import PROCESS, Request
from chalicelib.domain.former_cases.handling import APPLICANT, AUTHORITY, DESK, QUEUE
from chalicelib.domain.former_cases.promise import Urgency, promise, urgency
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.templates import Municipalities, Processes
from chalicelib.usecases.workqueue.desk import allow, is_held

MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list, and how it stands; `reasons` are codes of what keeps it from issuing."""

    request: Request
    promise: datetime | None
    urgency: Urgency
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue with what it is made of; `total` counts the lines, at most the limit."""

    lines: tuple[Line, ...]
    by_document: dict[str, int]
    by_reason: dict[str, int]

    @property
    def total(self) -> int:
        """How many cases wait."""
        return len(self.lines)

    def count(self, urgency: Urgency) -> int:
        """How many cases stand so to their promise."""
        return sum(line.urgency is urgency for line in self.lines)


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads only what is ours: no register, so nothing to log."""

    requests: RequestStore
    processes: Processes
    municipalities: Municipalities
    clock: Clock

    def queue(self, staff: Staff, limit: int = MOST) -> QueueView:
        """What waits for a clerk, the oldest first. Raises NotThereError."""
        lines = tuple(self._in(staff, QUEUE, limit))
        return QueueView(
            lines,
            dict(Counter(line.request.wish.document_id for line in lines).most_common()),
            dict(Counter(reason for line in lines for reason in line.reasons).most_common()),
        )

    def mine(self, staff: Staff, limit: int = MOST) -> list[Line]:
        """What somebody holds. Raises NotThereError."""
        return [line for line in self._in(staff, DESK, limit) if is_held(staff, line.request)]

    def held(self, staff: Staff, limit: int = MOST) -> list[Line]:
        """What anybody holds. Raises NotThereError."""
        return self._in(staff, DESK, limit)

    def waiting(self, staff: Staff, limit: int = MOST) -> list[Line]:
        """What waits for an applicant or another authority. Raises NotThereError."""
        return self._in(staff, APPLICANT, limit) + self._in(staff, AUTHORITY, limit)

    def search(
        self,
        staff: Staff,
        *,
        number: NationalNumber | None = None,
        reference: str = "",
        day: date | None = None,
        limit: int = MOST,
    ) -> list[Line]:
        """Requests of an applicant, received on a day, or with a reference: what is given first.

        A reference is found in full or by its last five characters among what isn't final. Raises
        NotThereError, InvalidInputError (`search_empty`).
        """
        allow(staff, Action.LIST)
        if number:
            return self._lines(staff.tenant, self.requests.of_person(staff.tenant, number, limit))
        if day:
            return self._lines(staff.tenant, self.requests.received_on(staff.tenant, day, limit))
        if not reference.strip():
            raise InvalidInputError("search_empty", "Vul in wat u zoekt.")
        return self._by_reference(staff, reference.strip().upper(), limit)

    def line(self, request: Request) -> Line:
        """How one case stands."""
        calendar = self.municipalities.get(request.tenant).calendar
        definition = self.processes.get(PROCESS)
        return Line(
            request,
            promise(request, definition, calendar),
            urgency(request, definition, calendar, self.clock.now()),
            _reasons(request),
        )

    def _by_reference(self, staff: Staff, reference: str, limit: int) -> list[Line]:
        one = self.requests.get(staff.tenant, reference)
        if one:
            return [self.line(one)]
        open_ = (QUEUE, DESK, APPLICANT, AUTHORITY)
        found = (line for state in open_ for line in self._in(staff, state, limit))
        return [line for line in found if line.request.reference.endswith(reference[-11:])]

    def _in(self, staff: Staff, state: str, limit: int) -> list[Line]:
        allow(staff, Action.LIST)
        return self._lines(staff.tenant, self.requests.in_state(staff.tenant, state, limit))

    def _lines(self, tenant: str, requests: Iterable[Request]) -> list[Line]:
        return [self.line(request) for request in requests if request.tenant == tenant]


def _reasons(request: Request) -> tuple[str, ...]:
    failed = tuple(f.code for f in request.verdict.failed) if request.verdict else ()
    return failed or tuple(filter(None, (request.review.reason,)))
