"""The time and chance of the machine."""

from datetime import UTC, datetime
from secrets import token_urlsafe

from ulid import ULID

from chalicelib.ports.platform import Clock

SECRET_BYTES = 32


class SystemClock:
    """Clock: the machine's."""

    def now(self) -> datetime:
        """As the port says."""
        return datetime.now(UTC)


class UlidIds:
    """Ids: from the operating system's randomness, in the order of the clock."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def request_id(self) -> str:
        """As the port says; two of the same millisecond are in no order."""
        return str(ULID.from_datetime(self._clock.now()))

    def secret(self) -> str:
        """As the port says: 256 bits."""
        return token_urlsafe(SECRET_BYTES)
