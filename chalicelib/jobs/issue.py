"""The issuance function: SQS hands it one message at a time."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.adapters.aws.cases.messages import decode
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.usecases.cases.working.run_work import WorkResult
from chalicelib.wiring import current


class Record(Protocol):
    """A message as Chalice gives it."""

    body: str


def handle(event: Iterable[Record]) -> None:
    """Handle each message; one that fails is delivered again, and parked after a few times."""
    for record in event:
        _one(decode(record.body))


def _one(message: CaseMessage) -> None:
    wiring = current()
    with wiring.platform.traces.part("issue", request_id=message.case_id, tenant=message.tenant):
        result, case = wiring.issuance.run_work(message)
    emit({Metric.SOURCE_FAILURES: 1} if result is WorkResult.LATER else {})
    state = case.instance.state if case else ""
    logger.info(
        "issue",
        correlation_id=message.case_id,
        tenant=message.tenant,
        result=result.value,
        state=state,
    )
