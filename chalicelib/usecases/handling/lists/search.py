"""Find a case of any process: by person, by day, or by the number that people read aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.issued import number_of
from chalicelib.domain.cases.moving.reading import may_look
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable, Waiting
from chalicelib.ports.ledger import Ledger
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.lines import Line, case_line
from chalicelib.usecases.handling.lists.places import Place
from chalicelib.usecases.handling.lists.who_waits import AHEAD, MOST
from chalicelib.usecases.handling.lists.worklists import Worklists

SHORTEST = 5
"""Of a reference the last so many characters are enough, among cases that are under way."""
LENGTH = len("7K3M9-2QD4X")


@dataclass(frozen=True, slots=True)
class Search:
    """Reads only what is ours, and shows nothing of people: nothing to log.

    What somebody's roles don't let them look into isn't found.
    """

    cases: CaseStore
    frames: Frames
    ledger: Ledger
    worklists: Worklists

    def of_person(self, staff: Staff, person: NationalNumber) -> list[Line]:
        """The cases in which somebody has a part, the newest first. Raises RetryableError."""
        return self._lines(staff, self.cases.of_person(staff.tenant, person, MOST))

    def of_day(self, staff: Staff, day: date) -> list[Line]:
        """The cases received on a day in UTC, the oldest first. Raises RetryableError."""
        return self._lines(staff, self.cases.begun_on(staff.tenant, day, MOST))

    def by_reference(self, staff: Staff, reference: str) -> list[Line]:
        """The cases with a reference, or with its end; what has ended in full only.

        Raises InvalidInputError (`search_empty`), RetryableError.
        """
        wanted = reference.strip().upper()
        if len(wanted) < SHORTEST:
            raise InvalidInputError("search_empty", "Vul minstens vijf tekens in.")
        if whole := self._whole(staff, wanted):
            return self._lines(staff, [whole])
        found = (c for c in self._under_way(staff) if c.reference.endswith(wanted[-LENGTH:]))
        return self._lines(staff, {case.id: case for case in found}.values())

    def _whole(self, staff: Staff, wanted: str) -> AnyCase | Unreadable | None:
        """By id, or by the number of its first document, which is its reference."""
        number = number_of(staff.tenant, wanted.removeprefix(f"{staff.tenant}-"), 0, 1)
        listed = self.ledger.get(staff.tenant, number)
        return self.cases.get(staff.tenant, listed.request_id if listed else wanted)

    def _under_way(self, staff: Staff) -> Iterator[AnyCase]:
        until = self.frames.clock.now() + AHEAD
        for case in self.cases.due(staff.tenant, until, MOST):
            if not isinstance(case, Unreadable):
                yield case
        for place in self.worklists.places(staff):
            for line in self.cases.worklist(staff.tenant, place.role, place.team, MOST):
                if not isinstance(line.case, Unreadable):
                    yield line.case

    def _lines(self, staff: Staff, cases: Iterable[AnyCase | Unreadable]) -> list[Line]:
        return [
            self._line(case)
            for case in cases
            if not isinstance(case, Unreadable)
            and may_look(case, staff.powers, self.frames.of(case).definition)
        ]

    def _line(self, case: AnyCase) -> Line:
        at = case.clock_at or case.instance.changed_at
        return case_line(case, Place("", ""), self.frames.of(case), Waiting(case, at, case.tasks))
