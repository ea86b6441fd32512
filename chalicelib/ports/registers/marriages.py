"""Where a marriage is entered: the act, and the civil status of both."""

from typing import Protocol

from chalicelib.domain.registers.access import LoggedAccess
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.marrying import Entered


class MarriageRegister(Protocol):
    """Writes to the DABS and the National Register; only works use it."""

    def enter(self, one: LoggedAccess, other: LoggedAccess, act: Act) -> Entered:
        """Enter an act of marriage for the subjects of two accesses, all or nothing.

        Entering it again is entering it once: its reference tells. Raises RetryableError when it
        isn't sure whether it was done.
        """
