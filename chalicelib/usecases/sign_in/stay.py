"""Keep somebody signed in while they do something, up to the limit that nothing moves."""

from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import Session, Sessions
from chalicelib.usecases.sign_in.finish import SESSION_IDLES, WORK_IDLES

EVERY = timedelta(minutes=2)
"""A session is written at most this often, so that reading pages costs no write."""


@dataclass(frozen=True, slots=True)
class StaySignedIn:
    """Moves the end of a session that would come from doing nothing."""

    sessions: Sessions
    clock: Clock

    def __call__(self, session: Session) -> Session:
        """The session as it is now. Raises RetryableError."""
        idle_at = self.clock.now() + (WORK_IDLES if session.staff else SESSION_IDLES)
        if session.idle_at and idle_at - session.idle_at < EVERY:
            return session
        self.sessions.stay(session.id, idle_at)
        return replace(session, idle_at=idle_at)
