"""What somebody wishes of our mails from now on."""

from dataclasses import dataclass, replace

from chalicelib.domain.mail.wishes import KEPT_FOR, KeptWishes, MailWishes
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock
from chalicelib.ports.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Wish:
    """Kept for the mails of every process; a changed address is confirmed by its next link."""

    wishes: Wishes
    clock: Clock

    def __call__(self, tenant: str, person: NationalNumber, wished: MailWishes) -> None:
        """Keep what is wished in the place of what was. Raises RetryableError."""
        kept = self.wishes.of_person(tenant, person)
        before = kept.wishes if kept else MailWishes()
        is_confirmed = before.at(wished.email).is_confirmed
        after = replace(wished, is_confirmed=is_confirmed)
        self.wishes.keep(tenant, person, KeptWishes(after, self.clock.now() + KEPT_FOR))

    def none(self, tenant: str, person: NationalNumber) -> None:
        """Forget all of it: then every mail goes. Raises RetryableError."""
        self.wishes.drop(tenant, person)
