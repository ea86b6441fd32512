"""The store that tells what it did: one line per decision, and the numbers behind the alarms.

Every change of a request passes here, whoever made it, so use cases needn't speak of it.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import override

from ulid import ULID

from chalicelib.adapters.aws.former_store.requests import DynamoRequests
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.domain.former_process import Event
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.requests import Created, Guards, Repeated

_COUNTED = {
    "stored": Metric.ISSUED,
    "not_eligible": Metric.REFUSED,
    "source_failed": Metric.SOURCE_FAILURES,
    "seal_failed": Metric.SEAL_FAILURES,
}
"""What an event counts as."""


class WatchedRequests(DynamoRequests):
    """RequestStore: what was stored is told."""

    @override
    def create(
        self, request: Request, events: Collection[Event], guards: Guards
    ) -> Created | Repeated:
        answer = super().create(request, events, guards)
        if isinstance(answer, Created):
            _tell(answer.request, events)
            emit({Metric.SUBMITTED: 1})
        return answer

    @override
    def save(
        self,
        request: Request,
        *,
        was: int,
        events: Collection[Event],
        entries: Collection[Entry] = (),
    ) -> None:
        super().save(request, was=was, events=events, entries=entries)
        _tell(request, events)
        emit(numbers_of(request, events))

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[Request]:
        found = super().due(tenant, before, limit)
        since = found[0].due_at if found else None
        emit({Metric.OLDEST_OVERDUE: (before - since).total_seconds() if since else 0})
        return found


def numbers_of(request: Request, events: Collection[Event]) -> dict[Metric, float]:
    """What a stored change counts as."""
    names = {event.name for event in events}
    numbers: dict[Metric, float] = {_COUNTED[name]: 1 for name in names & _COUNTED.keys()}
    if any(event.target == "clerk_queue" for event in events):
        numbers[Metric.IN_REVIEW] = 1
    if {"all_conditions_met", "stored"} <= names and _is_automatic(request):
        numbers |= {Metric.AUTOMATIC: 1, Metric.SECONDS_TO_ISSUE: _waited(request, events)}
    return numbers


def _waited(request: Request, events: Collection[Event]) -> float:
    """Seconds from the click to the document, however many."""
    asked = ULID.from_str(request.id).datetime.astimezone(UTC)
    return (max(event.at for event in events) - asked).total_seconds()


def _is_automatic(request: Request) -> bool:
    return request.verdict is not None and request.verdict.outcome is Outcome.ISSUE


def _tell(request: Request, events: Collection[Event]) -> None:
    verdict = request.verdict
    logger.info(
        "decision",
        correlation_id=request.id,
        tenant=request.tenant,
        document=request.wish.document_id,
        channel=request.intake.channel.value,
        events=[event.name for event in events],
        state=request.instance.state,
        outcome=verdict.outcome.value if verdict else "",
        rules=[finding.code for finding in verdict.failed] if verdict else [],
    )
