"""Changes handed over to the population register."""

from collections.abc import Collection
from typing import Protocol

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address
from chalicelib.domain.registers.relocation import Relocation


class DwellingIndex(Protocol):
    """Who is registered at an address."""

    def living_at(self, address: Address) -> list[NationalNumber]:
        """The numbers, whatever household they form.

        What stands in a file is read after the consultation is logged, as always. Raises
        RetryableError.
        """


class RegisterUpdates(Protocol):
    """Each change happens whole or not at all, and doing it again is doing it once."""

    def mark(self, case_id: str, people: Collection[NationalNumber]) -> tuple[NationalNumber, ...]:
        """Say that a change is pending; who bears the case's mark now.

        Who bears another's mark, or isn't known, keeps what there is. Raises RetryableError.
        """

    def clear(self, case_id: str, people: Collection[NationalNumber]) -> None:
        """Take the case's mark away, where it still is. Raises RetryableError."""

    def move(self, change: Relocation) -> None:
        """Register people at another address: persons, households, history, dwellings.

        Their marks of this case go with it. Raises UnfitError when the registers aren't what the
        change rests on (a reason as its code; `pending_elsewhere` for another's mark),
        RetryableError.
        """
