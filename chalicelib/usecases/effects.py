"""Do what a stored change left to do: send its mails and messages, then strike them off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.requests import Request
from chalicelib.ports import (
    Clock,
    Keys,
    Mailer,
    MailLinks,
    MailTexts,
    Municipalities,
    PermanentError,
    RequestStore,
    RetryableError,
    WorkMessage,
    WorkQueue,
)

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
    public_url: str

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
        municipality = self.municipalities.get(request.tenant)
        token = self.keys.link_token(request.tenant, request.id)
        links = MailLinks(
            document=f"{self.public_url}/d/{token}",
            request=f"{self.public_url}/aanvragen/{request.id}",
        )
        mail = self.mail_texts.compose(template, request, municipality, links)
        self.mailer.send(mail, municipality)


def outbox_of(effects: Iterable[str]) -> tuple[str, ...]:
    """The effects that are ours to do; an alarm is raised by the metric of its event."""
    return tuple(effect for effect in effects if not effect.startswith("alarm:"))
