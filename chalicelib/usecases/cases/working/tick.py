"""The scheduled look at whatever is overdue: nothing that was accepted stays lying (promise 1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.case import WorkTry
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.handling import released
from chalicelib.domain.cases.moving.following import RESEND, a_task
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.process.ticking import due_at
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.reports import Report
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.working.clocks import Clocks
from chalicelib.usecases.cases.working.run_work import RunWork

PAGE = 50
GRACE = timedelta(minutes=15)
"""So long after its cap a work that never answered is taken for one that can't."""

STUCK_FOR = timedelta(hours=1)
"""A case that can't be ticked is looked at again after so long; people have a task meanwhile."""


type SideBySide = Callable[
    [Callable[[AnyCase | Unreadable], list[str]], Iterable[AnyCase | Unreadable]],
    Iterable[list[str]],
]
"""Does something with each, one after the other or several at once."""


@dataclass(frozen=True, slots=True)
class TickCases:
    """Page by page until the time is nearly over; each case by itself, whatever it raises."""

    cases: CaseStore
    frames: Frames
    clocks: Clocks
    follow_up: FollowUp
    run_work: RunWork
    clock: Clock
    report: Report
    budget: timedelta
    page: int = PAGE
    side_by_side: SideBySide = map

    def __call__(self, tenant: str, budget: timedelta | None = None) -> dict[str, int]:
        """Move on what is due in a municipality: resends first, then the longest overdue.

        Answers what was done how often; those `not_stored` stay due, and so does what time is
        too short for.
        """
        done: Counter[str] = Counter()
        until = self.clock.now() + (self.budget if budget is None else budget)
        for page in self._due(tenant, until):
            for each in self.side_by_side(lambda found: self._in_time(found, until), page):
                done.update(each)
        return dict(done)

    def _in_time(self, found: AnyCase | Unreadable, until: datetime) -> list[str]:
        return self._one(found) if self.clock.now() < until else []

    def _due(self, tenant: str, until: datetime) -> Iterator[list[AnyCase | Unreadable]]:
        """Every case that is due, once, by page; those that stay due hold up no page."""
        start = self.clock.now()
        met: set[str] = set()
        stay = 0
        while self.clock.now() < until:
            most = self.page + stay
            page = self.cases.due(tenant, start, most)
            new = [found for found in page if _id(found) not in met]
            stay = len(page) - len(new)
            if not new and len(page) < most:
                return
            met.update(map(_id, new))
            yield sorted(new, key=_is_resend, reverse=True)

    def _one(self, found: AnyCase | Unreadable) -> list[str]:
        if isinstance(found, Unreadable):
            return ["unreadable"]
        try:
            return self._case(found)
        except ConflictError:
            return ["moved_meanwhile"]
        except RetryableError:
            return ["not_stored"]
        except Exception as error:  # one bad case harms nobody else (promise 9)
            self.report("tick", found.tenant, found.id, type(error).__name__)
            self._stuck(found)
            return ["stuck"]

    def _case(self, found: AnyCase) -> list[str]:
        frame = self.frames.of(found)
        case, done = self.clocks(found, frame)
        if case.handling.is_abandoned(frame.at):
            case = self._abandoned(case, frame)
            done.append("abandoned")
        if case.work.next_at and case.work.next_at <= frame.at:
            done.append(self._work(case, frame))
        if self._has_outgoing(case, frame):
            self.follow_up.send(case)
            done.append("outgoing")
        if not done:
            self.cases.touch(replace(case, clock_at=due_at(frame.definition, case.instance)))
        return done or ["put_right"]

    def _abandoned(self, case: AnyCase, frame: Frame) -> AnyCase:
        """What nobody holds any more waits for everybody again."""
        lease = case.handling.lease
        version, staff = case.instance.version, lease.staff if lease else ""
        entry = Entry(
            id=f"{version:06d}-abandoned-{int(frame.at.timestamp())}",
            version=version,
            kind=EntryKind.HANDLING,
            name="abandoned",
            author=f"staff:{staff}",
            at=frame.at,
            audience=(HANDLERS,),
        )
        after = self.cases.handle(case, released(case.handling), entry)
        worklist = frame.definition.worklist_of(case.instance.state)
        if worklist:
            self.follow_up.ring(after, worklist.role)
        return after

    def _work(self, case: AnyCase, frame: Frame) -> str:
        """Send the work of a state again, or end what was tried for too long without a word."""
        spec = frame.definition.work_of(case.instance.state)
        if spec is None:
            self.cases.touch(replace(case, work=WorkTry()))
            return "put_right"
        since = case.work.since or case.instance.entered_at
        is_auto = frame.definition.state(case.instance.state).kind is StateKind.AUTO
        if is_auto and spec.is_capped(since, frame.at - GRACE):
            return self.run_work.at_cap(case, frame, spec)[0].value
        work = replace(case.work, next_at=frame.at + RESEND)
        self.cases.touch(replace(case, work=work))
        self.follow_up.send(case)
        return "resent"

    def _has_outgoing(self, case: AnyCase, frame: Frame) -> bool:
        waiting = self.cases.outgoing(case.tenant, case.id)
        return any(outgoing.due_at <= frame.at for outgoing in waiting)

    def _stuck(self, found: AnyCase) -> None:
        """Put off, with a task for people: once, however often it fails."""
        later = self.clock.now() + STUCK_FOR
        work = replace(found.work, next_at=later) if found.work.next_at else found.work
        try:
            self.cases.touch(replace(found, work=work, clock_at=later))
            frame = self.frames.of(found)
            words = frame.words.say("tasks.stuck")
            self.cases.open_task(found, a_task(found, frame, "stuck", "tick", words))
        except Exception as error:  # nothing more can be done for it here
            self.report("tick", found.tenant, found.id, type(error).__name__)


def _id(found: AnyCase | Unreadable) -> str:
    return found.case_id if isinstance(found, Unreadable) else found.id


def _is_resend(found: AnyCase | Unreadable) -> bool:
    """Whether a case waits for its own message: sorting keeps the order of the others."""
    return not isinstance(found, Unreadable) and found.work.next_at is not None
