"""What operators must hear of: a line in the log and a number for the alarms."""

from chalicelib.log import logger
from chalicelib.metrics import Metric, emit


def report(what: str, tenant: str, case_id: str, error: str) -> None:
    """Report: by id only."""
    logger.error("trouble", correlation_id=case_id, tenant=tenant, what=what, error=error)
    emit({Metric.UNFORESEEN: 1})
