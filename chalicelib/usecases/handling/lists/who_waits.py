"""What waits for parties and for other authorities: where, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.judge import turn_of
from chalicelib.domain.cases.moving.reading import may_look
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.process.states import StateKind
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.reading.wording import title_of

MOST = 300
"""So many of those under way are read at first."""
DEEPER = 10
"""So many times as many are read when there are more."""
AHEAD = timedelta(days=3660)
"""Everything that is under way is due before so long."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A case that waits for others than us; `whom` are words of their roles in the case."""

    case_id: str
    reference: str
    process: str
    title: str
    label: str
    whom: tuple[str, ...]
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class WhoWaits:
    """Reads the index of what is due: whatever is under way has a time at which it is."""

    cases: CaseStore
    frames: Frames

    def __call__(self, staff: Staff, process: str = "") -> list[Awaited]:
        """Those that somebody may know of, the first whose time comes first.

        Raises RetryableError.
        """
        found = self._under_way(staff.tenant, MOST)
        if len(found) >= MOST:
            found = self._under_way(staff.tenant, MOST * DEEPER)
        readable = (case for case in found if not isinstance(case, Unreadable))
        wanted = (case for case in readable if process in ("", case.process))
        return list(self._lines(staff, wanted))

    def _under_way(self, tenant: str, most: int) -> list[AnyCase | Unreadable]:
        return self.cases.due(tenant, self.frames.clock.now() + AHEAD, most)

    def _lines(self, staff: Staff, cases: Iterator[AnyCase]) -> Iterator[Awaited]:
        for case in cases:
            frame = self.frames.of(case)
            state = frame.definition.state(case.instance.state)
            is_theirs = may_look(case, staff.powers, frame.definition)
            if is_theirs and state.kind in (StateKind.PARTY, StateKind.AWAIT):
                yield _awaited(case, frame)


def _awaited(case: AnyCase, frame: Frame) -> Awaited:
    return Awaited(
        case_id=case.id,
        reference=case.reference,
        process=case.process,
        title=title_of(case, frame),
        label=frame.definition.state(case.instance.state).label.for_staff(),
        whom=_whom(case, frame),
        since=case.instance.entered_at,
        until=case.clock_at,
    )


def _whom(case: AnyCase, frame: Frame) -> tuple[str, ...]:
    state, turn = frame.definition.state(case.instance.state), turn_of(case, frame)
    roles = [party.role for party in case.parties if party.number in turn] or state.party
    names = dict.fromkeys((*roles, *state.authority))
    return tuple(frame.definition.roles[name].words for name in names)
