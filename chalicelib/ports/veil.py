"""People in a page, without their national numbers."""

from typing import Protocol

from chalicelib.domain.registers.national_number import NationalNumber

VEILED = "p."
"""What such a text begins with."""


class Veil(Protocol):
    """Writes down in a page who can be chosen, so that only we can read who it is.

    Raises RetryableError, PermanentError.
    """

    def over(self, number: NationalNumber, place: str) -> str:
        """A text for a page: the same each time for somebody at a `place`."""

    def lifted(self, text: str, place: str) -> NationalNumber | None:
        """Who stands behind a text of that place; None for any other text."""
