"""Store a new case, unless there is one to lead to, or there were too many this day."""

from dataclasses import dataclass, replace
from typing import TypeGuard

from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.ports.cases import (
    Alike,
    AnyCase,
    CaseStore,
    Created,
    LimitReached,
    Repeated,
    Unreadable,
)
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Keys
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.opening.opening_guards import Sender, guards_of, too_many


@dataclass(frozen=True, slots=True)
class Begin:
    """Staff may begin what is alike, and see that it is; others are led to the first."""

    cases: CaseStore
    frames: Frames
    keys: Keys

    def __call__(
        self, change: Change, frame: Frame, sender: Sender
    ) -> Created | Repeated | AnyCase:
        """What was stored, what the same key had led to, or the case that is alike.

        Raises TooManyError (`too_many_today`, `too_many_for_address`), ConflictError (`claimed`),
        RetryableError.
        """
        guards = guards_of(change, frame, sender, self.keys)
        answer = self.cases.create(change, guards)
        if isinstance(answer, Alike):
            first = self.cases.get(change.case.tenant, answer.case_id)
            if not sender.by_staff and first and self._stands(first):
                self.cases.lead(change, guards, first.id)
                return first
            answer = self.cases.create(_alike(change, answer.case_id), guards)
        if isinstance(answer, LimitReached):
            raise too_many(answer, frame.municipality, frame.at)
        if isinstance(answer, Alike):
            raise RetryableError("a beginning stays alike")
        return answer

    def _stands(self, first: AnyCase | Unreadable) -> TypeGuard[AnyCase]:
        """Whether there is a case to lead to: under way, or it ended in a decision."""
        if isinstance(first, Unreadable):
            return False
        frame = self.frames.of(first)
        outcome = frame.definition.state(first.instance.state).outcome
        return outcome not in frame.type.undone


def _alike(change: Change, first: str) -> Change:
    case = change.case
    return replace(change, case=replace(case, intake=replace(case.intake, duplicate_of=first)))
