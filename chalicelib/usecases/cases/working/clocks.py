"""What time asks of one case: ends of terms, reminders, tasks, and looking again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.cases.moving.following import a_task
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.judge import CaseJudge, foreseen
from chalicelib.domain.cases.moving.moves import reminded, ticked
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.process.clocks import TaskSpec
from chalicelib.domain.process.instance import Cause, Instance
from chalicelib.domain.process.judging import Judge
from chalicelib.domain.process.roles import CLOCK
from chalicelib.domain.process.ticking import (
    Due,
    Happened,
    Noted,
    Reminded,
    TaskDue,
    due_at,
    tick,
)
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.consult import Consult, needs_of
from chalicelib.usecases.cases.follow_up import FollowUp
from chalicelib.usecases.cases.working.give_way import CLAIMED, GiveWay


@dataclass(frozen=True, slots=True)
class Clocks:
    """Each thing that is due is stored by itself, before the next is looked at."""

    cases: CaseStore
    follow_up: FollowUp
    give_way: GiveWay
    consult: Consult

    def __call__(self, case: AnyCase, frame: Frame) -> tuple[AnyCase, list[str]]:
        """The case after all that was due, and what was done.

        Raises ConflictError when the case moved meanwhile, RetryableError.
        """
        run = _Run(self, case, frame)
        return run.case, list(run.all())


@dataclass(slots=True)
class _Run:
    """One case's clocks: the case and what registers say, as they are between two things due."""

    clocks: Clocks
    case: AnyCase
    frame: Frame

    def all(self) -> Iterator[str]:
        frame = self.frame
        for due in tick(frame.definition, self.case.instance, frame.at, self.foresee, frame.terms):
            yield self.one(due)
            if self.case.instance != due.instance:
                return

    def foresee(self, instance: Instance, cause: Cause) -> Judge:
        """The case as an event of a clock would make it, with what its guards read."""
        transition = self.frame.definition.transition(instance.state, cause.event)
        guards = transition.guards() if transition else ()
        self.frame = replace(self.frame, facts=self._facts(guards))
        then = replace(self.frame, at=cause.at)
        happening = Happening(cause.event, CLOCK, CLOCK)
        ahead = foreseen(replace(self.case, instance=instance), happening, then)
        return CaseJudge(ahead, happening, then)

    def one(self, due: Due) -> str:
        """Store one thing; what it was."""
        match due:
            case Happened():
                return self._happened(due)
            case Reminded():
                change = reminded(self.case, due.instance, due.tells, self.frame)
                self.clocks.cases.store(change)
                self.clocks.follow_up.send(change.case)
                self.case = change.case
                return "reminded"
            case TaskDue():
                self._task(due.task, due.clock)
                self._note(due.instance)
                return "task"
            case Noted():
                self._note(due.instance)
                return "noted"

    def _happened(self, due: Happened) -> str:
        case, frame, at = self.case, self.frame, due.step.event.at
        try:
            change = self.clocks.give_way(
                case, lambda more: ticked(case, due.clock, at, frame, more), frame, Extra()
            )
        except ConflictError as error:
            if error.code != CLAIMED:
                raise
            self._note(_tried(case.instance, due.clock))
            return "claimed"
        self.case = change.case
        return "happened"

    def _task(self, task: TaskSpec, clock: str) -> None:
        made = a_task(self.case, self.frame, task.code, clock, task.words, task.worklist)
        self.case = self.clocks.cases.open_task(self.case, made)

    def _note(self, instance: Instance) -> None:
        after = replace(
            self.case, instance=instance, clock_at=due_at(self.frame.definition, instance)
        )
        self.clocks.cases.touch(after)
        self.case = after

    def _facts(self, guards: tuple[str, ...]) -> Facts:
        needs = needs_of(self.case, guards, self.frame.definition)
        if not needs:
            return {}
        asker = Actor(ActorKind.SYSTEM, CLOCK)
        try:
            return self.clocks.consult(self.case, self.frame, asker, needs)
        except RetryableError:
            return {}


def _tried(instance: Instance, clock: str) -> Instance:
    """Noted that a clock's event was tried in vain; it is tried again after the next event."""
    state, mark = instance.clock(clock), instance.mark(clock)
    ends_at = state.ends_at if state else None
    return instance.marked(
        replace(mark, ends_at=ends_at, tried=instance.version, is_task_made=True)
    )
