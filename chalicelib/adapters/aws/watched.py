"""The adapters that tell what they did: one line per decision, and the numbers behind the alarms.

Every change of a request passes here, whoever made it, so use cases needn't speak of it.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, override

from ulid import ULID

from chalicelib.adapters.aws.mailer import SesMailer
from chalicelib.adapters.aws.requests import DynamoRequests
from chalicelib.domain.cases.case import Request
from chalicelib.domain.cases.entries import Entry
from chalicelib.domain.cases.verdict import Outcome
from chalicelib.domain.former_process import Event
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.log import logger
from chalicelib.metrics import Metric, emit
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Mail
from chalicelib.ports.platform import Clock
from chalicelib.ports.requests import Created, Guards, Repeated

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

READY = "cr_ready"
ULID_LENGTH = 26

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
        emit({Metric.MAILS: 1} | _to_mail(mail, seconds))
        logger.info("mail", extra=_told(mail) | {"seconds": round(seconds, 3)})

    def _seconds(self, mail: Mail) -> float:
        """Since the request was made; none for a mail that is about no request."""
        if len(mail.request_id) != ULID_LENGTH:
            return 0.0
        return (self._clock.now() - _made_at(mail.request_id)).total_seconds()


def numbers_of(request: Request, events: Collection[Event]) -> dict[Metric, float]:
    """What a stored change counts as."""
    names = {event.name for event in events}
    numbers: dict[Metric, float] = {_COUNTED[name]: 1 for name in names & _COUNTED.keys()}
    if any(event.target == "clerk_queue" for event in events):
        numbers[Metric.IN_REVIEW] = 1
    if {"all_conditions_met", "stored"} <= names and _is_automatic(request):
        numbers[Metric.AUTOMATIC] = 1
    return numbers


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


def _told(mail: Mail) -> dict[str, object]:
    return {"correlation_id": mail.request_id, "tenant": mail.tenant, "template": mail.template}


def _to_mail(mail: Mail, seconds: float) -> dict[Metric, float]:
    """How long a citizen waited; a document that passed a clerk isn't measured with the others."""
    return {Metric.SECONDS_TO_MAIL: seconds} if _is_quick(mail, seconds) else {}


def _is_quick(mail: Mail, seconds: float) -> bool:
    return mail.template == READY and 0 <= seconds < _NO_CLERK


_NO_CLERK = 600
"""Seconds after which a document can only have waited for a register or a clerk; the age of the
oldest overdue case has an alarm of its own."""


def _made_at(request_id: str) -> datetime:
    """When a request was made, from its ULID."""
    return ULID.from_str(request_id).datetime.astimezone(UTC)
