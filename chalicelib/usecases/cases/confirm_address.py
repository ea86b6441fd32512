"""Know a mail address as somebody's, once a link was opened that was mailed there."""

from dataclasses import dataclass

from chalicelib.domain.cases.party import Party
from chalicelib.domain.mail.wishes import KEPT_FOR, KeptWishes, MailWishes
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.mail import Addresses
from chalicelib.ports.platform import Clock
from chalicelib.ports.wishes import Wishes


@dataclass(frozen=True, slots=True)
class ConfirmAddress:
    """The address is kept with the person, so that the next form proposes it."""

    addresses: Addresses
    wishes: Wishes
    clock: Clock

    def __call__(self, tenant: str, party: Party) -> None:
        """Whoever got this far reads the mails to a party's address. Raises RetryableError."""
        self.reached(tenant, party)
        person = recipient_of(party)
        if person and party.email:
            self._keep(tenant, person, party.email)

    def reached(self, tenant: str, party: Party) -> None:
        """Mails arrive there, whoever reads them: nothing is kept. Raises RetryableError."""
        if party.email:
            self.addresses.confirm(tenant, party.email)

    def _keep(self, tenant: str, person: NationalNumber, email: str) -> None:
        kept = self.wishes.of_person(tenant, person)
        before = kept.wishes if kept else MailWishes()
        after = before.confirmed(email)
        if after != before:
            until = self.clock.now() + KEPT_FOR
            self.wishes.keep(tenant, person, KeptWishes(after, until))


def recipient_of(party: Party) -> NationalNumber | None:
    """Whom mails to a party reach: who acts for it, else itself; None while only invited."""
    acts = party.represented_by
    return acts.person if acts else party.person
