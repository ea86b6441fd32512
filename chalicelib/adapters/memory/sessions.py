"""Sign-ins in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock

from chalicelib.adapters.aws.sessions import REMEMBERED
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import PendingSignIn, Session


class MemorySessions:
    """Sessions."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: dict[str, tuple[datetime, PendingSignIn]] = {}
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}

    def begin(self, pending: PendingSignIn) -> None:
        """As the port says."""
        self._pending[pending.state] = (self._clock.now(), pending)

    def begun(self, state: str) -> PendingSignIn | None:
        """As the port says."""
        at, pending = self._pending.get(state, (None, None))
        return pending if at and self._clock.now() < at + REMEMBERED else None

    def finish(self, state: str) -> PendingSignIn | None:
        """As the port says; the lock lets only one have it."""
        with self._lock:
            at, pending = self._pending.get(state, (None, None))
            if at is None or pending is None or pending.is_taken:
                return None
            taken = replace(pending, is_taken=True)
            self._pending[state] = (at, taken)
        return taken if self._clock.now() < taken.expires_at else None

    def open(self, session: Session) -> None:
        """As the port says."""
        self._sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        """As the port says."""
        session = self._sessions.get(session_id)
        return session if session and self._clock.now() < session.ends_at else None

    def stay(self, session_id: str, idle_at: datetime) -> None:
        """As the port says."""
        session = self._sessions.get(session_id)
        if session:
            self._sessions[session_id] = replace(session, idle_at=idle_at)

    def close(self, session_id: str) -> None:
        """As the port says."""
        self._sessions.pop(session_id, None)

    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        """As the port says."""
        now = self._clock.now()
        found = (self._sessions[i] for i in self._ids(tenant, number))
        return [replace(session, id="") for session in found if now < session.ends_at]

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


class MemoryDepartures:
    """Departures."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: dict[tuple[str, NationalNumber], tuple[datetime, datetime]] = {}

    def left(self, tenant: str, number: NationalNumber, until: datetime) -> None:
        """As the port says."""
        self._left[tenant, number] = (self._clock.now(), until)

    def last(self, tenant: str, number: NationalNumber) -> datetime | None:
        """As the port says."""
        at, until = self._left.get((tenant, number), (None, None))
        return at if until and self._clock.now() < until else None


class MemoryColleagues:
    """Colleagues."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {}

    def met(self, tenant: str, staff_id: str, name: str) -> None:
        """As the port says."""
        self._names.setdefault(tenant, {})[staff_id] = name

    def names(self, tenant: str) -> Mapping[str, str]:
        """As the port says."""
        return self._names.get(tenant, {})
