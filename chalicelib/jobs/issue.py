"""The issuance function: SQS hands it one message at a time."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.adapters.aws.cases.messages import decode as decode_case
from chalicelib.adapters.aws.cases.messages import is_of_case
from chalicelib.adapters.aws.queues import decode
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.case_messages import CaseMessage
from chalicelib.ports.queues import WorkMessage
from chalicelib.wiring import current


class Record(Protocol):
    """A message as Chalice gives it."""

    body: str


def handle(event: Iterable[Record]) -> None:
    """Handle each message; one that fails is delivered again, and parked after a few times."""
    for record in event:
        if is_of_case(record.body):
            _case(decode_case(record.body))
        else:
            _request(decode(record.body))


def _case(message: CaseMessage) -> None:
    wiring = current()
    with wiring.platform.traces.part("issue", request_id=message.case_id, tenant=message.tenant):
        result, case = wiring.issuance.run_work(message)
    _told(message.case_id, message.tenant, result.value, case.instance.state if case else "")


def _request(message: WorkMessage) -> None:
    wiring = current()
    with wiring.platform.traces.part("issue", request_id=message.request_id, tenant=message.tenant):
        result, request = wiring.certificates.issue(message)
    state = request.instance.state if request else ""
    _told(message.request_id, message.tenant, result.value, state)


def _told(about: str, tenant: str, result: str, state: str) -> None:
    emit({Metric.SOURCE_FAILURES: 1} if result == LATER else {})
    logger.info("issue", correlation_id=about, tenant=tenant, result=result, state=state)


LATER = "later"
"""What both roads call it when something didn't answer."""
