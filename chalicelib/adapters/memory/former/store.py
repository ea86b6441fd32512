"""Requests in memory: what DynamoRequests does, without AWS."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from heapq import nsmallest
from threading import RLock

from chalicelib.adapters.aws.former_store.request_items import check_history, version_moved
from chalicelib.adapters.memory.former.cases import Cases, States, oldest_of_day
from chalicelib.domain.former_cases.case import Issued, Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import Event
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.requests import Created, Guards, Repeated

type Place = tuple[str, str]
"""Tenant and id."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One issued document, about somebody; nothing in it changes afterwards."""

    document_id: str
    request_id: str
    subject: NationalNumber
    issued: Issued


@dataclass(slots=True)
class _Guards:
    """Who holds which guard, and until when."""

    idempotency: dict[Place, tuple[str, str, datetime]] = field(default_factory=dict)
    duplicate: dict[Place, tuple[str, datetime]] = field(default_factory=dict)
    rate: dict[Place, int] = field(default_factory=lambda: defaultdict(int))


class MemoryRequests:
    """RequestStore; `ledger` is open to tests, `erased` are files by tenant and key."""

    def __init__(self) -> None:
        self.ledger: dict[Place, LedgerLine] = {}
        self.erased: dict[Place, datetime] = {}
        self._lock = RLock()
        self._requests: dict[Place, Request] = {}
        self._events: dict[Place, list[Event]] = defaultdict(list)
        self._of_person: dict[tuple[str, NationalNumber], list[str]] = defaultdict(list)
        self._due: dict[str, dict[str, datetime]] = defaultdict(dict)
        self._guards = _Guards()
        self._cases = Cases()
        self._states = States()

    def create(
        self, request: Request, events: Collection[Event], guards: Guards
    ) -> Created | Repeated:
        """As the port says."""
        check_history(request, 0, events)
        with self._lock:
            repeated = self._repeated(request, guards)
            if repeated:
                return repeated
            if _place(request) in self._requests:
                raise PermanentError(f"this request id is taken: {request.id}")
            marked = self._marked(request, guards)
            for prints in guards.prints:
                held = (request.id, prints.body, guards.expires_at)
                self._guards.idempotency[request.tenant, prints.idempotency] = held
            self._of_person[request.tenant, request.applicant.number].append(request.id)
            self._put(marked, events)
        return Created(marked)

    def get(self, tenant: str, request_id: str) -> Request | None:
        """As the port says."""
        return self._requests.get((tenant, request_id))

    def save(
        self,
        request: Request,
        *,
        was: int,
        events: Collection[Event],
        entries: Collection[Entry] = (),
    ) -> None:
        """As the port says; PermanentError when it would change the document once issued."""
        check_history(request, was, events)
        with self._lock:
            self._enter_document(self._at(request, was), request)
            for entry in entries:
                self._cases.add(_place(request), entry)
            self._put(request, events)

    def of_tenant(self, tenant: str) -> list[Request]:
        """All requests of a municipality."""
        return [request for (nis, _), request in self._requests.items() if nis == tenant]

    def touch(self, request: Request) -> None:
        """As the port says."""
        with self._lock:
            stored = self._at(request, request.instance.version)
            self._put(
                replace(
                    stored,
                    instance=replace(stored.instance, due_at=request.instance.due_at),
                    outbox=request.outbox,
                    attempts=request.attempts,
                    retry_at=request.retry_at,
                    review=replace(stored.review, recheck_at=request.review.recheck_at),
                ),
                (),
            )

    def extend(self, request: Request) -> None:
        """As the port says."""
        with self._lock:
            stored = self._at(request, request.instance.version)
            review = replace(stored.review, lease=request.review.lease)
            self._put(replace(stored, review=review), ())

    def readdress(self, request: Request) -> None:
        """As the port says."""
        with self._lock:
            stored = self._at(request, request.instance.version)
            email = request.applicant.email
            self._put(replace(stored, applicant=replace(stored.applicant, email=email)), ())

    def add(self, request: Request, entry: Entry) -> None:
        """As the port says. Raises PermanentError when another entry has its id."""
        with self._lock:
            self._cases.add(_place(request), entry)

    def entries(self, tenant: str, request_id: str) -> list[Entry]:
        """As the port says."""
        return self._cases.of((tenant, request_id))

    def forget(self, request: Request, *, kept: Collection[Entry], proof: Entry) -> None:
        """As the port says."""
        with self._lock:
            stored = self._at(request, request.instance.version)
            mine = self._of_person[stored.tenant, stored.applicant.number]
            if stored.id not in mine:
                raise version_moved()
            mine.remove(stored.id)
            self._cases.replace(_place(request), (*kept, proof))
            self._put(request, ())

    def in_state(self, tenant: str, state: str, limit: int) -> list[Request]:
        """As the port says."""
        with self._lock:
            ids = self._states.ids(tenant, state, limit)
            return [self._requests[tenant, request_id] for request_id in ids]

    def received_on(self, tenant: str, day: date, limit: int) -> list[Request]:
        """As the port says."""
        with self._lock:
            return oldest_of_day(self._requests, tenant, day, limit)

    def events(self, tenant: str, request_id: str) -> list[Event]:
        """As the port says."""
        return list(self._events.get((tenant, request_id), ()))

    def of_person(self, tenant: str, applicant: NationalNumber, limit: int) -> list[Request]:
        """As the port says."""
        with self._lock:
            ids = sorted(self._of_person.get((tenant, applicant), ()), reverse=True)
            return [self._requests[tenant, request_id] for request_id in ids[: max(limit, 0)]]

    def due(self, tenant: str, before: datetime, limit: int) -> list[Request]:
        """As the port says; what is due at `before` itself counts."""
        with self._lock:
            over = ((at, i) for i, at in self._due.get(tenant, {}).items() if at <= before)
            return [self._requests[tenant, i] for _, i in nsmallest(limit, over)]

    def _put(self, request: Request, events: Collection[Event]) -> None:
        self._requests[_place(request)] = request
        self._states.put(request)
        self._events[_place(request)].extend(events)
        self._due[request.tenant].pop(request.id, None)
        if request.due_at:
            self._due[request.tenant][request.id] = request.due_at

    def _at(self, request: Request, version: int) -> Request:
        """The stored request if it is at a version. Raises ConflictError."""
        stored = self._requests.get(_place(request))
        if stored is None or stored.instance.version != version:
            raise version_moved()
        return stored

    def _enter_document(self, stored: Request, request: Request) -> None:
        """Put a document into the ledger, where it may only be what it already was."""
        was, now = stored.issued, request.issued
        if was and (now is None or now.number != was.number):
            raise _document_changed(request)
        if now:
            wish = request.wish
            line = LedgerLine(wish.document_id, request.id, wish.subject, _lasting(now))
            if self.ledger.setdefault((request.tenant, now.number), line) != line:
                raise _document_changed(request)

    def _repeated(self, request: Request, guards: Guards) -> Repeated | None:
        for prints in guards.prints:
            held = self._guards.idempotency.get((request.tenant, prints.idempotency))
            if held and held[2] > request.intake.received_at:
                stored = self._requests[request.tenant, held[0]]
                return Repeated(stored, same_body=held[1] == prints.body)
        return None

    def _marked(self, request: Request, guards: Guards) -> Request:
        """The request with what its guards say of it; the guards count it."""
        return replace(
            request,
            intake=replace(
                request.intake,
                duplicate_of=self._duplicate_of(request, guards),
                is_over_limit=self._is_over_limit(request, guards),
            ),
        )

    def _duplicate_of(self, request: Request, guards: Guards) -> str:
        places = [(request.tenant, prints.duplicate) for prints in guards.prints]
        for place in places:
            held = self._guards.duplicate.get(place)
            if held and held[1] > request.intake.received_at:
                return held[0]
        self._guards.duplicate |= dict.fromkeys(places, (request.id, guards.duplicate_until))
        return ""

    def _is_over_limit(self, request: Request, guards: Guards) -> bool:
        places = [(request.tenant, prints.rate) for prints in guards.prints]
        if any(self._guards.rate[place] >= guards.rate_limit for place in places):
            return True
        for place in places:
            self._guards.rate[place] += 1
        return False


def _place(request: Request) -> Place:
    return request.tenant, request.id


def _document_changed(request: Request) -> PermanentError:
    return PermanentError(f"the document of a request can't change: {request.id}")


def _lasting(issued: Issued) -> Issued:
    """A document without the one thing of it that may change: how long it can be downloaded."""
    return replace(issued, available_until=date.min)
