"""What the alarms and the dashboard count, as CloudWatch's embedded metrics: lines in the log.

No call to AWS is made, and nothing stands in them but numbers and the name of the stage.
"""

import os
from enum import StrEnum

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

NAMESPACE = "Thuisloket"


class Metric(StrEnum):
    """Every metric; `docs/runbook.md` says what each means."""

    SUBMITTED = "Submitted"
    ISSUED = "Issued"
    AUTOMATIC = "Automatic"
    IN_REVIEW = "InReview"
    REFUSED = "Refused"
    SECONDS_TO_ISSUE = "SecondsToIssue"
    OLDEST_OVERDUE = "OldestOverdueSeconds"
    UNPROVEN_SEALS = "UnprovenSeals"
    SOURCE_FAILURES = "SourceFailures"
    SEAL_FAILURES = "SealFailures"
    ARCHIVE_FAILURES = "ArchiveFailures"
    MAILS = "Mails"
    MAIL_FAILURES = "MailFailures"
    BOUNCES = "Bounces"
    UNFORESEEN = "UnforeseenErrors"
    TICKS = "Ticks"
    CANARY_SECONDS = "CanarySeconds"
    CANARY_FAILURES = "CanaryFailures"


_SECONDS = frozenset({Metric.SECONDS_TO_ISSUE, Metric.OLDEST_OVERDUE, Metric.CANARY_SECONDS})


def service() -> str:
    """The one dimension of all metrics: the stage, as part of a name."""
    return f"thuisloket-{os.environ.get('STAGE', 'local')}"


def emit(values: dict[Metric, float]) -> None:
    """Write down some numbers at once; none are written for none."""
    if not values:
        return
    metrics = EphemeralMetrics(namespace=NAMESPACE, service=service())
    for metric, value in values.items():
        unit = MetricUnit.Seconds if metric in _SECONDS else MetricUnit.Count
        metrics.add_metric(name=metric.value, unit=unit, value=value)
    metrics.flush_metrics()
