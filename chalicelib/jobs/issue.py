"""The issuance function: SQS hands it one message at a time."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.adapters.aws.queues import decode
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.usecases.former_cases.issue import Result
from chalicelib.wiring import current


class Record(Protocol):
    """A message as Chalice gives it."""

    body: str


def handle(event: Iterable[Record]) -> None:
    """Handle each message; one that fails is delivered again, and parked after a few times."""
    for record in event:
        message = decode(record.body)
        wiring = current()
        with wiring.platform.traces.part(
            "issue", request_id=message.request_id, tenant=message.tenant
        ):
            result, request = wiring.certificates.issue(message)
        emit({Metric.SOURCE_FAILURES: 1} if result is Result.LATER else {})
        logger.info(
            "issue",
            correlation_id=message.request_id,
            tenant=message.tenant,
            result=result.value,
            state=request.instance.state if request else "",
        )
