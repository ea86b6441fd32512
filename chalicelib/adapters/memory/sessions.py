"""Sign-ins in memory."""

from dataclasses import replace

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import PendingSignIn, Session


class MemorySessions:
    """Sessions."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: dict[str, PendingSignIn] = {}
        self._sessions: dict[str, Session] = {}

    def begin(self, pending: PendingSignIn) -> None:
        """As the port says."""
        self._pending[pending.state] = pending

    def finish(self, state: str) -> PendingSignIn | None:
        """As the port says; `dict.pop` lets only one have it."""
        pending = self._pending.pop(state, None)
        return pending if pending and self._clock.now() < pending.expires_at else None

    def open(self, session: Session) -> None:
        """As the port says."""
        self._sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        """As the port says."""
        session = self._sessions.get(session_id)
        return session if session and self._clock.now() < session.expires_at else None

    def close(self, session_id: str) -> None:
        """As the port says."""
        self._sessions.pop(session_id, None)

    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        """As the port says."""
        now = self._clock.now()
        found = (self._sessions[i] for i in self._ids(tenant, number))
        return [replace(session, id="") for session in found if now < session.expires_at]

    def close_all(self, tenant: str, number: NationalNumber) -> int:
        """As the port says."""
        ids = self._ids(tenant, number)
        for session_id in ids:
            self.close(session_id)
        return len(ids)

    def _ids(self, tenant: str, number: NationalNumber) -> list[str]:
        return [
            session_id
            for session_id, session in self._sessions.items()
            if (session.tenant, session.number, session.staff) == (tenant, number, None)
        ]
