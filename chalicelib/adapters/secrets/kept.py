"""Values that somebody may change while we run, such as secrets in SSM."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.log import logger
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock

FRESH = timedelta(minutes=5)
"""How long a value is taken as it was read."""

STALE = timedelta(minutes=15)
"""How long it still serves while it can't be read again."""


class RefreshingValue[T]:
    """A value read when it is first needed, and again when it is older than FRESH.

    What is older than STALE is given to nobody: whoever changes a value knows that by then every
    function has the new one, or none.
    """

    def __init__(self, read: Callable[[], T], clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._known: tuple[datetime, T] | None = None
        self._tried: datetime | None = None

    def __call__(self) -> T:
        """The value. Raises RetryableError, PermanentError."""
        now = self._clock.now()
        if self._known is None:
            return self._renewed(now)
        at, value = self._known
        if abs(now - (self._tried or at)) < FRESH and abs(now - at) < STALE:
            return value
        try:
            return self._renewed(now)
        except (RetryableError, PermanentError) as error:
            if abs(now - at) >= STALE:
                raise
            logger.warning("not read again", extra={"reason": str(error)})
            self._tried = now
            return value

    def _renewed(self, now: datetime) -> T:
        value = self._read()
        self._known, self._tried = (now, value), None
        return value
