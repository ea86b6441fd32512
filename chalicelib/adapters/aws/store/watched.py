"""The store that tells what it did: one line for each change of a case, and what alarms count.

Every change passes here, whoever made it, so use cases needn't speak of it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, override

from chalicelib.adapters.aws.store.cases import DynamoCases
from chalicelib.adapters.aws.store.items.codec import Codec
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.outcome import ARCHIVE, SEAL
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.roles import WORK
from chalicelib.domain.process.states import REFUSED, StateKind
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.cases import (
    AnyCase,
    Beginning,
    Created,
    OpeningGuards,
    ProcessTypes,
    Unreadable,
)
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class WatchedCases(DynamoCases):
    """CaseStore: what was stored is told, without a call more."""

    def __init__(
        self, client: "DynamoDBClient", table: str, keys: Keys, types: ProcessTypes
    ) -> None:
        super().__init__(client, table, keys, Codec(types))
        self._types = types

    @override
    def create(self, change: Change, guards: OpeningGuards) -> Beginning:
        answer = super().create(change, guards)
        if isinstance(answer, Created):
            _tell(change)
            emit(self._numbers(change))
        return answer

    @override
    def store(self, change: Change) -> None:
        super().store(change)
        if change.events:
            _tell(change)
            emit(self._numbers(change))

    @override
    def due(self, tenant: str, before: datetime, limit: int) -> list[AnyCase | Unreadable]:
        found = super().due(tenant, before, limit)
        emit({Metric.OLDEST_OVERDUE: _longest(found, before)})
        return found

    def _numbers(self, change: Change) -> dict[Metric, float]:
        instance = change.case.instance
        return numbers_of(
            change, self._types.definition(change.case.process, instance.process_version)
        )


def numbers_of(change: Change, definition: Definition) -> dict[Metric, float]:
    """What a stored change counts as.

    What the counter asks itself counts where we fail, and for how long it took.
    """
    events, documents = change.events, _ordered(change, definition)
    of_people = {
        Metric.SUBMITTED: int(not change.was),
        Metric.ISSUED: documents,
        Metric.AUTOMATIC: documents if not change.case.handling.touched else 0,
        Metric.REFUSED: sum(_outcome(event, definition) == REFUSED for event in events),
        Metric.IN_REVIEW: sum(_comes_before_people(event, definition) for event in events),
    }
    of_us = {
        Metric.SOURCE_FAILURES: sum(_is_given_up(event, definition) for event in events),
        Metric.SEAL_FAILURES: sum(_failed_for(SEAL, event) for event in events),
        Metric.ARCHIVE_FAILURES: sum(_failed_for(ARCHIVE, event) for event in events),
    }
    numbers = of_us if change.case.intake.is_trial else of_people | of_us
    told: dict[Metric, float] = {metric: n for metric, n in numbers.items() if n}
    if documents and _waited_for_nobody(change):
        told[Metric.SECONDS_TO_ISSUE] = _waited(change)
    return told


def _ordered(change: Change, definition: Definition) -> int:
    """The new documents that somebody asked for: a process's own papers, as a receipt, are none."""
    slots = definition.documents
    return sum(slots[document.slot].is_ordered for document in change.documents)


def _outcome(event: Event, definition: Definition) -> str:
    return definition.state(event.target).outcome


def _comes_before_people(event: Event, definition: Definition) -> bool:
    """Whether a case comes to a desk from elsewhere."""
    was = definition.state(event.source).kind if event.source else None
    return definition.state(event.target).kind is StateKind.DESK and was is not StateKind.DESK


def _is_given_up(event: Event, definition: Definition) -> bool:
    """Whether a work was tried for as long as it may be."""
    work = definition.work_of(event.source) if event.source else None
    return work is not None and event.role == WORK and event.name == work.at_cap


def _failed_for(reason: str, event: Event) -> bool:
    """Whether a work gave a case to people for a reason that alarms count."""
    return event.role == WORK and ("reason", reason) in event.data


def _waited_for_nobody(change: Change) -> bool:
    """Whether a work alone led from the opening to a document."""
    return change.was == 1 and all(event.role == WORK for event in change.events)


def _waited(change: Change) -> float:
    """Seconds from the click to the documents, however many."""
    last = max(event.at for event in change.events)
    return (last - change.case.intake.received_at).total_seconds()


def _longest(found: Iterable[AnyCase | Unreadable], now: datetime) -> float:
    """Seconds by which the case that is overdue longest is so."""
    cases = (case for case in found if not isinstance(case, Unreadable))
    due = [case.due_at for case in cases if case.due_at]
    return max(0.0, (now - min(due, default=now)).total_seconds())


def _why(event: Event) -> Iterable[str]:
    """The codes that say why a work couldn't go on: no data of anybody."""
    return (code for name, code in event.data if name in ("reason", "cause"))


def _tell(change: Change) -> None:
    case = change.case
    verdict = case.verdict
    logger.info(
        "decision",
        correlation_id=case.id,
        tenant=case.tenant,
        definition=case.process,
        channel=case.intake.channel.value,
        events=[event.name for event in change.events],
        state=case.instance.state,
        reasons=[code for event in change.events for code in _why(event)],
        outcome=verdict.outcome.value if verdict else "",
        rules=[finding.code for finding in verdict.failed] if verdict else [],
    )
