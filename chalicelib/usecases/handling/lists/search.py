"""Find a case of any process: by person, by day, or by the number that people read aloud."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.moving.reading import may_look
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable, Waiting
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.lines import WorklistLine, case_line
from chalicelib.usecases.handling.lists.places import WaitingPlace
from chalicelib.usecases.handling.lists.who_waits import AHEAD, MOST
from chalicelib.usecases.handling.lists.worklists import Worklists

SHORTEST = 5
"""Of a reference the last so many characters are enough, among cases that are under way."""
LENGTH = len("7K3M92QD4X")

_SEPARATORS = re.compile(r"[\W_]")
_WHOLE = re.compile(r"(\d\d)([0-9A-Z]{5})([0-9A-Z]{5})(?:[A-Z]\d{1,2})?", re.ASCII)
"""A reference, or the number of a document, which adds a letter and how many there were."""


@dataclass(frozen=True, slots=True)
class SearchCases:
    """Reads only what is ours, and shows nothing of people: nothing to log.

    Who is looked for by number or name is told so by `LookUp`, before.

    What somebody's roles don't let them look into isn't found.
    """

    cases: CaseStore
    frames: Frames
    worklists: Worklists

    def of_person(self, staff: Staff, person: NationalNumber) -> list[WorklistLine]:
        """The cases in which somebody has a part, the newest first. Raises RetryableError."""
        return self._lines(staff, self.cases.of_person(staff.tenant, person, MOST))

    def of_day(self, staff: Staff, day: date) -> list[WorklistLine]:
        """The cases received on a day in UTC, the oldest first. Raises RetryableError."""
        return self._lines(staff, self.cases.begun_on(staff.tenant, day, MOST))

    def by_reference(self, staff: Staff, reference: str) -> list[WorklistLine]:
        """The cases with a reference, or with its end; what has ended in full only.

        Dashes, spaces and capitals don't count, and the number of a document is its case's. Raises
        InvalidInputError (`search_empty`), RetryableError.
        """
        wanted = _SEPARATORS.sub("", reference.upper())
        if len(wanted) < SHORTEST:
            raise InvalidInputError("search_empty", "Vul minstens vijf tekens in.")
        if whole := self._whole(staff, wanted):
            return self._lines(staff, [whole])
        found = (c for c in self._under_way(staff) if _bare(c).endswith(wanted[-LENGTH:]))
        return self._lines(staff, {case.id: case for case in found}.values())

    def by_ids(self, staff: Staff, ids: Iterable[str]) -> list[WorklistLine]:
        """Cases that were found before, as they are now. Raises RetryableError."""
        found = (self.cases.get(staff.tenant, case_id) for case_id in ids)
        return self._lines(staff, (case for case in found if case is not None))

    def _whole(self, staff: Staff, wanted: str) -> AnyCase | Unreadable | None:
        if written := _WHOLE.fullmatch(wanted.removeprefix(staff.tenant)):
            return self.cases.by_reference(staff.tenant, "-".join(written.groups()))
        return self.cases.get(staff.tenant, wanted)

    def _under_way(self, staff: Staff) -> Iterator[AnyCase]:
        until = self.frames.clock.now() + AHEAD
        for case in self.cases.due(staff.tenant, until, MOST):
            if not isinstance(case, Unreadable):
                yield case
        for place in self.worklists.places(staff):
            for line in self.cases.worklist(staff.tenant, place.role, place.team, MOST):
                if not isinstance(line.case, Unreadable):
                    yield line.case

    def _lines(self, staff: Staff, cases: Iterable[AnyCase | Unreadable]) -> list[WorklistLine]:
        return [
            self._line(case)
            for case in cases
            if not isinstance(case, Unreadable)
            and may_look(case, staff.powers, self.frames.of(case).definition)
        ]

    def _line(self, case: AnyCase) -> WorklistLine:
        at = case.clock_at or case.instance.changed_at
        return case_line(
            case, WaitingPlace("", ""), self.frames.of(case), Waiting(case, at, case.tasks)
        )


def _bare(case: AnyCase) -> str:
    return case.reference.replace("-", "")
