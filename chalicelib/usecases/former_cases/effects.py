"""Do what a stored change left to do: send its mails and messages, then strike them off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.tasks import Task, TaskKind
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Mailer, MailLinks, MailTexts, Suppressions
from chalicelib.ports.platform import Clock, Keys
from chalicelib.ports.queues import WorkMessage, WorkQueue
from chalicelib.ports.requests import RequestStore
from chalicelib.ports.tasks import Tasks
from chalicelib.ports.templates import Municipalities

READY = "cr_ready"
UNPRINTED = frozenset({"cr_received"})
"""Messages that aren't worth a letter: who asked for paper was told at the counter."""

RETRY_AFTER = timedelta(minutes=2)
LONGEST_RETRY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Effects:
    """The outbox of a request. What fails stays in it, and `retry_at` brings the tick back."""

    requests: RequestStore
    queues: Mapping[str, WorkQueue]
    mailer: Mailer
    mail_texts: MailTexts
    municipalities: Municipalities
    keys: Keys
    clock: Clock
    suppressions: Suppressions
    tasks: Tasks

    def __call__(self, request: Request) -> Request:
        """Try everything in the outbox once; the request with what is left of it, stored."""
        left = tuple(effect for effect in request.outbox if not self._done(request, effect))
        after = replace(request, outbox=left, retry_at=None, attempts=0)
        if left:
            attempts = request.attempts + 1
            after = replace(after, retry_at=self._next(attempts), attempts=attempts)
        if request.outbox:
            self.requests.touch(after)
        return after

    def _next(self, attempts: int) -> datetime:
        return self.clock.now() + min(RETRY_AFTER * (1 << min(attempts, 10)), LONGEST_RETRY)

    def _done(self, request: Request, effect: str) -> bool:
        kind, _, name = effect.partition(":")
        try:
            if kind == "email":
                self._mail(request, name)
            else:
                self.queues[name].send(
                    WorkMessage(request.tenant, request.id, request.instance.version)
                )
        except (RetryableError, PermanentError):
            return False
        return True

    def _mail(self, request: Request, template: str) -> None:
        """Write, or let a person see to it when writing makes no sense."""
        if not is_by_mail(request, template):
            if template not in UNPRINTED and not _is_handed_over(request, template):
                self._leave(request, template, TaskKind.LETTER, "paper")
        elif self.suppressions.is_blocked(request.tenant, request.applicant.email):
            self._leave(request, template, TaskKind.MAIL, "blocked")
        else:
            self._send(request, template)

    def _send(self, request: Request, template: str) -> None:
        municipality = self.municipalities.get(request.tenant)
        token = self.keys.link_token(request.tenant, request.id)
        links = MailLinks(
            document=f"{municipality.address}/d/{token}",
            request=f"{municipality.address}/aanvragen/{request.id}",
        )
        mail = self.mail_texts.compose(template, request, municipality, links)
        self.mailer.send(mail, municipality)

    def _leave(self, request: Request, template: str, kind: TaskKind, reason: str) -> None:
        now = self.clock.now()
        self.tasks.open(Task(request.tenant, request.id, kind, template, reason, now))


def is_by_mail(request: Request, template: str) -> bool:
    """Whether a message goes by mail: there is an address, and it isn't a document on paper."""
    is_paper = request.intake.delivery is not Delivery.LINK and template == READY
    return bool(request.applicant.email) and not is_paper


def _is_handed_over(request: Request, template: str) -> bool:
    return template == READY and request.intake.delivery is Delivery.COUNTER


def outbox_of(effects: Iterable[str]) -> tuple[str, ...]:
    """The effects that are ours to do; an alarm is raised by the metric of its event."""
    return tuple(effect for effect in effects if not effect.startswith("alarm:"))
