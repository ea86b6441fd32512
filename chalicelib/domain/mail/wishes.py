"""What somebody wishes of our mails: to which address, in which language, and which not."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.domain.process.messages import MailStep
from chalicelib.domain.shared.language import Language
from chalicelib.domain.tenants.municipality import Municipality

KEPT_FOR = timedelta(days=2 * 365)
"""How long wishes are kept after they were last changed, or their address was last confirmed."""


@dataclass(frozen=True, slots=True)
class MailWishes:
    """What one person wishes; without any wish all mails go, in the municipality's own language.

    `email` is the address that forms propose; `is_confirmed` once a link was opened that was mailed
    there. `unwanted` are the steps of which no mail is wanted.
    """

    email: str = ""
    is_confirmed: bool = False
    language: Language | None = None
    unwanted: frozenset[MailStep] = field(default_factory=frozenset)

    def at(self, email: str) -> "MailWishes":
        """The same with an address; another one than before isn't confirmed yet."""
        return replace(self, email=email, is_confirmed=self.is_confirmed and email == self.email)

    def confirmed(self, email: str) -> "MailWishes":
        """The same after a link was opened from an address; one that is confirmed stays."""
        if self.is_confirmed and self.email != email:
            return self
        return replace(self, email=email, is_confirmed=True)

    def is_unwanted(self, step: MailStep | None) -> bool:
        """Whether a mail may stay away; one that is of no step must always go."""
        return step in self.unwanted

    def language_at(self, here: Municipality) -> Language:
        """The language to write in, among those that the municipality may use."""
        wanted = self.language
        return wanted if wanted and wanted in here.languages else here.languages[0]


@dataclass(frozen=True, slots=True)
class KeptWishes:
    """Wishes as they are kept, and until when."""

    wishes: MailWishes
    until: datetime
