"""What one case adds to the figures, from its events; nothing in it tells who it was about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.process_type import ProcessType
from chalicelib.domain.figures.age import is_minor
from chalicelib.domain.mail.trouble import Trouble
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.roles import MAIL, RoleKind
from chalicelib.domain.process.states import REFUSED, StateKind
from chalicelib.domain.tenants.workdays import Calendar

OWN = frozenset({"channel", "outcome", "reason"})
"""Dimensions that every case has, whatever its process."""

TROUBLES = frozenset(Trouble) - {Trouble.DELAYED}
"""What the mail service tells of a mail that didn't arrive."""

CAME_BACK = "mail_came_back"
"""The task of a mail that didn't arrive."""


class Open(StrEnum):
    """Whom a case that hasn't ended waits for; one that has ended tells its state's outcome."""

    WITH_CLERK = "with_clerk"
    WITH_APPLICANT = "with_applicant"
    WITH_AUTHORITY = "with_authority"
    UNDER_WAY = "under_way"


OPEN: Mapping[StateKind, Open] = {
    StateKind.DESK: Open.WITH_CLERK,
    StateKind.PARTY: Open.WITH_APPLICANT,
    StateKind.AWAIT: Open.WITH_AUTHORITY,
    StateKind.AUTO: Open.UNDER_WAY,
}


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One case as the figures know it.

    `hour` is that of the wall clock on which it came in. `dimensions` are codes by which its
    process counts, `details` those that it tells besides. `reasons` are the codes of what kept it
    from being automatic, `seconds` the time until what was asked was there, `review_days` the
    working days that it lay on desks, `steps` those that it lay in each step of its process. Times
    are None when there are none. `apart` is the code by which the time is kept apart.
    """

    day: date
    hour: int
    process: str
    channel: str
    outcome: str
    is_automatic: bool
    dimensions: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    refusal: str = ""
    seconds: int | None = None
    review_days: int | None = None
    steps: tuple[tuple[str, int], ...] = ()
    is_for_minor: bool = False
    has_bounced: bool = False
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Counting[P]:
    """What a case is counted with: its process and the municipality's calendar."""

    definition: Definition
    type: ProcessType[P]
    calendar: Calendar

    def line(
        self, case: Case[P], events: Iterable[Event], entries: Iterable[Entry] = ()
    ) -> CaseSummary:
        """The line of a case; the same for its events in any order, each once or more often.

        `entries` tell of mails that bounced. Raises ValueError when there are no events, for then
        there was no case either.
        """
        return _Counted(self, case, _in_order(events), tuple(entries)).line()


@dataclass(frozen=True, slots=True)
class _Counted[P]:
    """A case with its history, being counted."""

    by: Counting[P]
    case: Case[P]
    history: Sequence[Event]
    entries: tuple[Entry, ...] = field(default=())

    def line(self) -> CaseSummary:
        first, calendar = self.history[0], self.by.calendar
        counted, told = self._dimensions()
        is_automatic = self._done() is not None and not self.case.handling.touched
        return CaseSummary(
            day=calendar.local_day(first.at),
            hour=first.at.astimezone(ZoneInfo(calendar.timezone)).hour,
            process=self.case.process,
            channel=self.case.intake.channel.value,
            outcome=self._outcome(),
            is_automatic=is_automatic,
            dimensions=counted,
            details=told,
            reasons=() if is_automatic else self._reasons(),
            refusal=self._refusal(),
            seconds=self._seconds(),
            review_days=self._review_days(),
            steps=self._steps(),
            is_for_minor=self._is_for_minor(),
            has_bounced=self._has_bounced(),
            apart=dict(counted).get(self.by.definition.figures.apart, ""),
        )

    def _dimensions(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """Those that the definition counts by, and the others; as they were when it began."""
        begun = dict(self.history[0].data)
        codes = self.by.type.dimensions(self.case)
        asked = {name: begun.get(name, code) for name, code in codes.items() if name not in OWN}
        wanted = self.by.definition.figures.dimensions
        counted = tuple((name, asked[name]) for name in wanted if name in asked)
        return counted, tuple((n, code) for n, code in asked.items() if n not in wanted)

    def _kind(self, state: str) -> StateKind:
        return self.by.definition.state(state).kind

    def _outcome(self) -> str:
        state = self.by.definition.state(self.history[-1].target)
        return OPEN[state.kind].value if state.kind in OPEN else state.outcome

    def _done(self) -> Event | None:
        """The event with which what was asked was there: one that the process names, or its end."""
        named = self.by.definition.figures.done
        if named:
            return next((event for event in self.history if event.name in named), None)
        is_over = self._kind(self.history[-1].target) is StateKind.FINAL
        return (
            self.history[-1]
            if is_over and not self.by.type.leaves_undone(self._outcome())
            else None
        )

    def _reasons(self) -> tuple[str, ...]:
        """The rules that failed, else what got stuck; before anything is decided there are none."""
        rules = [code for e in self.history for code in dict(e.data).get("rules", "").split()]
        verdict = self.case.verdict.failed if self.case.verdict and len(self.history) > 1 else ()
        stuck = [event.name for event in self.history if event.name in self._obstacles()]
        found = set(rules or [finding.code for finding in verdict] or stuck)
        implied = {self.by.type.implied[code] for code in found if code in self.by.type.implied}
        return tuple(sorted(found - implied))

    def _obstacles(self) -> frozenset[str]:
        """Events by which works bring a case before people though no rule does."""
        works = self.by.definition.works.values()
        return frozenset(event for work in works for event in work.troubles())

    def _refusal(self) -> str:
        """The code of the reason that a refusal gives; of the rules', the first that failed."""
        if self._outcome() != REFUSED:
            return ""
        data = dict(self.history[-1].data)
        return data.get("reason", "") or next(iter(self._reasons()), "other")

    def _seconds(self) -> int | None:
        done = self._done()
        if done is None:
            return None
        return max(0, round((done.at - self.history[0].at).total_seconds()))

    def _review_days(self) -> int | None:
        """Working days on desks, when staff decided there."""
        if not any(self._is_decision(event) for event in self.history):
            return None
        states = self.by.definition.states.values()
        desks = frozenset(state.id for state in states if state.kind is StateKind.DESK)
        return self._days_in(desks)

    def _is_decision(self, event: Event) -> bool:
        """Whether staff ended a stay on a desk, not only to ask."""
        if not event.source or event.role not in self.by.definition.roles_of(RoleKind.STAFF):
            return False
        decided = (StateKind.AUTO, StateKind.FINAL)
        is_from_desk = self._kind(event.source) is StateKind.DESK
        return is_from_desk and self._kind(event.target) in decided

    def _steps(self) -> tuple[tuple[str, int], ...]:
        """Working days in each step that it came through and left."""
        steps = self.by.definition.figures.steps
        found = ((name, self._days_in(states)) for name, states in steps.items())
        return tuple((name, days) for name, days in found if days is not None)

    def _days_in(self, states: frozenset[str]) -> int | None:
        """Working days between the day it came there and the one it left, over all its stays."""
        days, since = None, None
        for event in self.history:
            if since and event.target not in states:
                days = (days or 0) + working_days(since, event.at, self.by.calendar)
                since = None
            elif since is None and event.target in states:
                since = event.at
        return days

    def _is_for_minor(self) -> bool:
        """Whether its first document is about a minor who has no part in it."""
        slot = next(iter(self.by.definition.documents), "")
        subject = self.by.type.subject(self.case, slot).person if slot else None
        if subject is None or any(party.person == subject for party in self.case.parties):
            return False
        return is_minor(subject, self.by.calendar.local_day(self.history[0].at))

    def _has_bounced(self) -> bool:
        """Whether a mail came back: as an event, or as somebody's task, whatever became of it."""
        said = [dict(entry.data) for entry in self.entries]
        codes = {*(data.get("task") for data in said), *(task.code for task in self.case.tasks)}
        told = any(data.get("trouble") in TROUBLES for data in said)
        return told or CAME_BACK in codes or any(event.role == MAIL for event in self.history)


def _in_order(events: Iterable[Event]) -> list[Event]:
    once = {event.version: event for event in events}
    if not once:
        raise ValueError("a case without events")
    return [once[version] for version in sorted(once)]


def working_days(start: datetime, end: datetime, calendar: Calendar) -> int:
    """How many working days begin after the day of `start`, up to the day of `end`."""
    first, last = calendar.local_day(start), calendar.local_day(end)
    days = range(first.toordinal() + 1, last.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in days)
