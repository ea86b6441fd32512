"""The visits that wait for a district officer, by street: where and by when, nobody's name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.address_change.move import PROCESS, Move, MoveCase
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.dwellings import on_a_line
from chalicelib.domain.registers.officers import Officer, districts_of, lives_in
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.cases import CaseStore, Unreadable
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.places import WaitingPlace
from chalicelib.usecases.handling.lists.worklists import Worklists

ROLE = "district_officer"
MOST = 200
EVERY = "alle"
"""In the place of a district: all of them."""


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
    """What waits in the districts that were wanted, the overdue first, then by street.

    `mine` says whether they are those where the officer calls today, the others left out.
    """

    lines: tuple[VisitLine, ...]
    districts: tuple[tuple[str, str], ...]
    mine: bool = False


type OfficersOf = Callable[[str], tuple[Officer, ...]]
"""Who calls where in a municipality."""


@dataclass(frozen=True, slots=True)
class Visits:
    """The officer's list. An address alone isn't anybody's file: looking into a case is logged."""

    cases: CaseStore
    frames: Frames
    worklists: Worklists
    officers: OfficersOf = lambda _: ()

    def __call__(self, staff: Staff, district: str = "") -> Round:
        """The visits of a district, of all (`alle`), or where the officer calls today.

        Never in a street where they live. Raises RetryableError.
        """
        places = [p for p in self.worklists.places(staff) if p.role == ROLE]
        known = self.officers(staff.tenant)
        mine = districts_of(known, staff.id, self.frames.today(staff.tenant))
        is_mine = not district and mine is not None
        wanted = [p for p in places if _is_wanted(p.team, district, mine)]
        lines = [line for place in wanted for line in self._lines(staff, place)]
        others = [line for line in lines if not lives_in(known, staff.id, line.street)]
        others.sort(key=lambda line: (not line.is_overdue, line.street, line.address))
        named = tuple((place.team, place.words) for place in places if place.team)
        return Round(tuple(others), named, is_mine)

    def check_not_neighbours(self, staff: Staff, move: Move) -> None:
        """Raises NotAllowedError (`own_street`) for a visit in the officer's own street."""
        address = move.new_address
        if address and lives_in(self.officers(staff.tenant), staff.id, address.street):
            sentence = "Dit bezoek is in uw eigen straat. Een collega doet het."
            raise NotAllowedError("own_street", sentence)

    def _lines(self, staff: Staff, place: WaitingPlace) -> Iterator[VisitLine]:
        for waiting in self.cases.worklist(staff.tenant, place.role, place.team, MOST):
            case = waiting.case
            if not isinstance(case, Unreadable) and self._is_to_visit(case):
                yield self._line(case)

    def _is_to_visit(self, case: MoveCase) -> bool:
        """A case may also stand in the list for a notice that nobody saw to, long after a visit."""
        if case.process != PROCESS:
            return False
        definition = self.frames.of(case).definition
        worklist = definition.states[case.instance.state].worklist
        return worklist in definition.worklists and definition.worklists[worklist].role == ROLE

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


def _is_wanted(team: str, district: str, mine: frozenset[str] | None) -> bool:
    """What has no district yet belongs to everybody's."""
    if district == EVERY:
        return True
    return team == district if district else mine is None or team in mine or not team
