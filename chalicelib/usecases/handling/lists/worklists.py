"""What there is to do: the worklists of somebody's roles, in the order of what was promised."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from chalicelib.domain.cases.moving.urgency import Urgency
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.ports.cases import CaseStore, Waiting
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.handling.lists.lines import WorklistLine, line_of
from chalicelib.usecases.handling.lists.paging import page_of
from chalicelib.usecases.handling.lists.places import WaitingPlace, places_of

MOST = 300
"""So many lines of one role and team are read at first."""
DEEPER = 10
"""So many times as many are read when there are more; what comes after them is less pressing."""

_PRESSING = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Which:
    """What is wanted of the worklists; what is empty lets everything through."""

    process: str = ""
    role: str = ""
    team: str = ""
    urgency: str = ""
    title: str = ""
    reason: str = ""

    def takes(self, line: WorklistLine) -> bool:
        """Whether a line is wanted."""
        has = (line.process, line.role, line.team, line.urgency.value, line.title)
        wants = (self.process, self.role, self.team, self.urgency, self.title)
        fits = all(not want or want == it for want, it in zip(wants, has, strict=True))
        return fits and (not self.reason or self.reason in line.reasons)


EVERYTHING = Which()


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of what waits; the counts are of all that waits, whatever was wanted of it.

    `found` counts the lines wanted, `mine` is what somebody holds or is meant for them. A case
    counts under each of its reasons. `titles` are of processes, `teams` and `roles` words of these.
    `is_cut` when there is more than was read.
    """

    lines: tuple[WorklistLine, ...]
    found: int
    page: int
    pages: int
    total: int
    by_process: Mapping[str, int]
    by_role: Mapping[str, int]
    by_team: Mapping[str, int]
    by_urgency: Mapping[str, int]
    by_title: Mapping[str, int]
    by_reason: Mapping[str, int]
    mine: tuple[WorklistLine, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Worklists:
    """Reads only what is ours, and shows nothing of people: nothing to log."""

    cases: CaseStore
    frames: Frames

    def __call__(self, staff: Staff, which: Which = EVERYTHING, page: int = 1) -> ListView:
        """A page of what waits and nobody holds. Raises RetryableError."""
        places = self.places(staff)
        every = self._all(staff, places)
        free = [line for line in every if not line.holder]
        shown = page_of([line for line in free if which.takes(line)], page)
        return ListView(
            lines=shown.lines,
            found=shown.found,
            page=shown.page,
            pages=shown.pages,
            total=len(free),
            by_process=_counted(line.process for line in free),
            by_role=_counted(line.role for line in free),
            by_team=_counted(line.team for line in free),
            by_urgency=_counted(line.urgency.value for line in free),
            by_title=_counted(line.title for line in free),
            by_reason=_counted(reason for line in free for reason in line.reasons),
            mine=tuple(line for line in every if staff.id in (line.holder, line.assigned)),
            titles={line.process: line.service for line in every if line.is_readable},
            teams={place.team: place.words for place in places},
            roles={place.role: place.called for place in places}
            | {line.role: line.called for line in free if line.called},
            is_cut=len(every) >= MOST * DEEPER,
        )

    def held(self, staff: Staff) -> list[WorklistLine]:
        """What anybody holds of somebody's worklists. Raises RetryableError."""
        return [line for line in self._all(staff) if line.holder]

    def waiting(self, staff: Staff) -> list[WorklistLine]:
        """All that waits, whoever has it. Raises RetryableError."""
        return [line for line in self._all(staff) if line.waits]

    def tasks(self, staff: Staff) -> list[WorklistLine]:
        """What is left to do beside the worklists' states. Raises RetryableError."""
        return [line for line in self._all(staff) if line.tasks]

    def free(self, staff: Staff, which: Which = EVERYTHING) -> list[WorklistLine]:
        """What somebody may take next, what is meant for them first.

        However much that they may not take stands in front: then more is read. Raises
        RetryableError.
        """
        for most in (MOST, MOST * DEEPER):
            every = self._read(staff, most)
            lines = [line for line in every if which.takes(line) and _is_free(line, staff)]
            if lines or len(every) < most:
                break
        return sorted(lines, key=lambda line: line.assigned != staff.id)

    def some(self, staff: Staff, ids: Collection[str]) -> list[WorklistLine]:
        """Those of some cases that wait, in the order of the lists. Raises RetryableError."""
        for most in (MOST, MOST * DEEPER):
            every = self._read(staff, most)
            lines = [line for line in every if line.case_id in ids and line.waits]
            if len(lines) == len(ids) or len(every) < most:
                break
        return lines

    def places(self, staff: Staff) -> tuple[WaitingPlace, ...]:
        """The worklists of somebody's roles."""
        here = self.frames.municipalities.get(staff.tenant)
        return places_of(staff, self.frames.types, here)

    def _all(
        self, staff: Staff, places: tuple[WaitingPlace, ...] | None = None
    ) -> list[WorklistLine]:
        """As many as a list ever reads: what is held, meant or to do may stand behind the rest."""
        lines = self._read(staff, MOST, places)
        return lines if len(lines) < MOST else self._read(staff, MOST * DEEPER, places)

    def _read(
        self, staff: Staff, most: int, places: tuple[WaitingPlace, ...] | None = None
    ) -> list[WorklistLine]:
        """Each case once, with its tasks, the most pressing first."""
        lines: dict[str, WorklistLine] = {}
        for place in self.places(staff) if places is None else places:
            for line in self._of(staff, place, most):
                known = lines.get(line.case_id)
                lines[line.case_id] = _together(known, line) if known else line
        return sorted(lines.values(), key=lambda line: (line.by, line.case_id))

    def _of(self, staff: Staff, place: WaitingPlace, most: int) -> Iterator[WorklistLine]:
        waiting: list[Waiting] = self.cases.worklist(staff.tenant, place.role, place.team, most)
        return (line_of(one, place, self.frames) for one in waiting)


def _is_free(line: WorklistLine, staff: Staff) -> bool:
    """Whether it is somebody's next: they may decide on it, nobody has it or is meant to."""
    is_high = may(staff, StaffAction.CLAIM_ESCALATED, staff.tenant)
    is_open = line.waits and not line.holder and (is_high or not line.is_escalated)
    is_theirs = line.assigned == staff.id or (not line.assigned and line.role in staff.powers)
    return is_open and is_theirs


def _together(one: WorklistLine, other: WorklistLine) -> WorklistLine:
    """A case that stands in two lists: where its state waits, with all its tasks."""
    main, more = (other, one) if other.waits else (one, other)
    tasks = tuple(dict.fromkeys((*main.tasks, *more.tasks)))
    urgency = max(main.urgency, more.urgency, key=_PRESSING.index)
    return replace(main, tasks=tasks, by=min(main.by, more.by), urgency=urgency)


def _counted(values: Iterable[str]) -> Mapping[str, int]:
    return dict(Counter(values).most_common())
