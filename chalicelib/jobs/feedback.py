"""Feedback on mails: SNS brings one event at a time."""

from chalicelib.adapters.aws.mail.feedback import read
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.wiring import current


def handle(message: str) -> None:
    """Handle one event; what fails is brought again."""
    trouble = read(message)
    if trouble is None:
        return
    became = current().mail.feedback(trouble)
    logger.info(
        "mail_feedback",
        correlation_id=trouble.request_id,
        tenant=trouble.tenant,
        template=trouble.template,
        trouble=trouble.trouble.value,
        result=became.value,
    )
    emit({Metric.BOUNCES: 1})
