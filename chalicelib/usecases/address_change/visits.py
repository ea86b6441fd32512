"""The visits that wait for a district officer, by street: where and by when, nobody's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.address_change.move import PROCESS, MoveCase, on_a_line
from chalicelib.domain.cases.staff import Staff
from chalicelib.ports.cases import CaseStore, Unreadable
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.places import WaitingPlace
from chalicelib.usecases.handling.lists.worklists import Worklists

ROLE = "district_officer"
MOST = 200


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One dwelling to call at; `due` is the last day of the inquiry's term."""

    case_id: str
    address: str
    street: str
    due: date | None
    visits: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Round:
    """What waits in the districts that were wanted, the overdue first, then by street."""

    lines: tuple[VisitLine, ...]
    districts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """The officer's list. An address alone isn't anybody's file: looking into a case is logged."""

    cases: CaseStore
    frames: Frames
    worklists: Worklists

    def __call__(self, staff: Staff, district: str = "") -> Round:
        """The visits of a district, or of all. Raises RetryableError."""
        places = [p for p in self.worklists.places(staff) if p.role == ROLE]
        wanted = [place for place in places if district in ("", place.team)]
        lines = [line for place in wanted for line in self._lines(staff, place)]
        lines.sort(key=lambda line: (not line.is_overdue, line.street, line.address))
        known = tuple((place.team, place.words) for place in places if place.team)
        return Round(tuple(lines), known)

    def _lines(self, staff: Staff, place: WaitingPlace) -> Iterator[VisitLine]:
        for waiting in self.cases.worklist(staff.tenant, place.role, place.team, MOST):
            case = waiting.case
            is_visit = not isinstance(case, Unreadable) and case.process == PROCESS
            if is_visit and not isinstance(case, Unreadable):
                yield self._line(case)

    def _line(self, case: MoveCase) -> VisitLine:
        frame, clock = self.frames.of(case), case.instance.clock("inquiry")
        address = case.payload.new_address
        due = frame.municipality.day_of(clock.ends_at) if clock and clock.ends_at else None
        return VisitLine(
            case.id,
            on_a_line(address) if address else "",
            address.street if address else "",
            due,
            len(case.payload.visits) - case.payload.first_visit,
            due is not None and due < frame.day,
        )
