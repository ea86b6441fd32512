"""Sign-ins in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import override

from chalicelib.adapters.aws.sessions import REMEMBERED
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import Colleagues, Departures, PendingSignIn, Session, Sessions


class MemorySessions(Sessions):
    """Sessions; what is over by the clock stays, and isn't given any more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: dict[str, tuple[datetime, PendingSignIn]] = {}
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}

    @override
    def begin(self, pending: PendingSignIn) -> None:
        self._pending[pending.state] = (self._clock.now(), pending)

    @override
    def begun(self, state: str) -> PendingSignIn | None:
        at, pending = self._pending.get(state, (None, None))
        return pending if at and self._clock.now() < at + REMEMBERED else None

    @override
    def finish(self, state: str) -> PendingSignIn | None:
        """The lock lets only one have it."""
        with self._lock:
            at, pending = self._pending.get(state, (None, None))
            if at is None or pending is None or pending.is_taken:
                return None
            taken = replace(pending, is_taken=True)
            self._pending[state] = (at, taken)
        return taken if self._clock.now() < taken.expires_at else None

    @override
    def open(self, session: Session) -> None:
        self._sessions[session.id] = session

    @override
    def get(self, session_id: str) -> Session | None:
        session = self._sessions.get(session_id)
        return session if session and self._clock.now() < session.ends_at else None

    @override
    def stay(self, session_id: str, idle_at: datetime) -> None:
        session = self._sessions.get(session_id)
        if session:
            self._sessions[session_id] = replace(session, idle_at=idle_at)

    @override
    def close(self, session_id: str) -> None:
        self._sessions.pop(session_id, None)

    @override
    def of_person(self, tenant: str, number: NationalNumber) -> list[Session]:
        now = self._clock.now()
        found = (self._sessions[i] for i in self._ids(tenant, number))
        return [replace(session, id="") for session in found if now < session.ends_at]

    @override
    def close_all(self, tenant: str, number: NationalNumber) -> int:
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


class MemoryDepartures(Departures):
    """Departures: of each person the last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: dict[tuple[str, NationalNumber], tuple[datetime, datetime]] = {}

    @override
    def left(self, tenant: str, number: NationalNumber, until: datetime) -> None:
        self._left[tenant, number] = (self._clock.now(), until)

    @override
    def last(self, tenant: str, number: NationalNumber) -> datetime | None:
        at, until = self._left.get((tenant, number), (None, None))
        return at if until and self._clock.now() < until else None


class MemoryColleagues(Colleagues):
    """Colleagues by the last name they were met with."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, str]] = {}

    @override
    def met(self, tenant: str, staff_id: str, name: str) -> None:
        self._names.setdefault(tenant, {})[staff_id] = name

    @override
    def names(self, tenant: str) -> Mapping[str, str]:
        return self._names.get(tenant, {})
