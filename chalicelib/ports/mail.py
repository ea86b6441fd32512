"""Mails, and what comes back of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.mail.trouble import MailFeedback
from chalicelib.domain.tenants.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in both forms, ready to send."""

    to: str
    subject: str
    text: str
    html: str
    tenant: str
    request_id: str
    template: str


class Mailer(Protocol):
    """Sends mail."""

    def send(self, mail: Mail, sender: Municipality) -> None:
        """Hand it over. Raises RetryableError, PermanentError."""


class MailTexts(Protocol):
    """The mails that are about no case, as data."""

    def digest(
        self, to: str, figures: Mapping[str, int], municipality: Municipality, link: str
    ) -> Mail:
        """The supervisor's daily mail: numbers only, in the order given."""


class Suppressions(Protocol):
    """Addresses that aren't written to, as keyed hashes."""

    def block(self, tenant: str, address: str, at: datetime) -> None:
        """Don't write to it any more."""

    def unblock(self, tenant: str, address: str) -> None:
        """It was confirmed: write to it again."""

    def is_blocked(self, tenant: str, address: str) -> bool:
        """Whether it isn't written to."""


class Addresses(Protocol):
    """Which addresses somebody confirmed, by opening a link that was mailed there."""

    def confirm(self, tenant: str, address: str) -> None:
        """Somebody opened a link from there."""

    def may_mail(self, tenant: str, address: str, case_id: str) -> bool:
        """Whether it was confirmed, or gets no mail of another case."""


class Notices(Protocol):
    """Feedback on mails that can't be matched yet."""

    def park(self, notice: MailFeedback) -> None:
        """Keep it for two weeks; the same one twice is one."""

    def parked(self, tenant: str, limit: int) -> list[MailFeedback]:
        """Those that wait, the oldest first."""

    def forget(self, notice: MailFeedback) -> None:
        """Strike it off."""
