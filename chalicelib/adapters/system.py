"""The time and chance of the machine."""

from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import override

from ulid import ULID

from chalicelib.ports.platform import Clock

SECRET_BYTES = 32


class SystemClock(Clock):
    """Clock: the machine's."""

    @override
    def now(self) -> datetime:
        return datetime.now(UTC)


class UlidIds:
    """Ids: from the operating system's randomness, in the order of the clock."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def request_id(self) -> str:
        """Two of the same millisecond are in no order."""
        return str(ULID.from_datetime(self._clock.now()))

    def secret(self) -> str:
        """256 bits."""
        return token_urlsafe(SECRET_BYTES)
