"""What people wish of our mails."""

from typing import Protocol

from chalicelib.domain.mail.wishes import KeptWishes
from chalicelib.domain.registers.national_number import NationalNumber


class Wishes(Protocol):
    """Wishes by person and municipality. All raise RetryableError."""

    def of_person(self, tenant: str, number: NationalNumber) -> KeptWishes | None:
        """Somebody's; None when there are none, or their time is over."""

    def keep(self, tenant: str, number: NationalNumber, kept: KeptWishes) -> None:
        """Keep them in the place of earlier ones."""

    def drop(self, tenant: str, number: NationalNumber) -> None:
        """Forget them, if they are there."""
