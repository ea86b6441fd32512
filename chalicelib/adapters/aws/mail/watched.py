"""The mailer that tells what it did: one line per mail, and the numbers behind the alarms."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, override

from ulid import ULID

from chalicelib.adapters.aws.mail.mailer import SesMailer
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Mail
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

ULID_LENGTH = 26


class WatchedMailer(SesMailer):
    """Mailer: what went out is told, by id and template."""

    def __init__(self, client: "SESV2Client", configuration_set: str, clock: Clock) -> None:
        super().__init__(client, configuration_set)
        self._clock = clock

    @override
    def send(self, mail: Mail, sender: Municipality) -> None:
        try:
            super().send(mail, sender)
        except (RetryableError, PermanentError) as error:
            emit({Metric.MAIL_FAILURES: 1})
            logger.warning("mail failed", extra=_told(mail) | {"reason": str(error)})
            raise
        seconds = self._seconds(mail)
        emit({Metric.MAILS: 1})
        logger.info("mail", extra=_told(mail) | {"seconds": round(seconds, 3)})

    def _seconds(self, mail: Mail) -> float:
        """Since the request was made; none for a mail that is about no request."""
        if len(mail.request_id) != ULID_LENGTH:
            return 0.0
        return (self._clock.now() - _made_at(mail.request_id)).total_seconds()


def _told(mail: Mail) -> dict[str, object]:
    return {"correlation_id": mail.request_id, "tenant": mail.tenant, "template": mail.template}


def _made_at(request_id: str) -> datetime:
    """When a request was made, from its ULID."""
    return ULID.from_str(request_id).datetime.astimezone(UTC)
