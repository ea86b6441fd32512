"""Events of clocks and works that would take a claim which another case holds."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.moving.following import a_task
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.process.outcomes import ClaimDefinition
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.usecases.cases.happen import Happen

CLAIMED = "claimed"

type Make = Callable[[Extra], Change]
"""Makes the change, with what else it is to store. Raises what `moved` raises."""


@dataclass(frozen=True, slots=True)
class GiveWay:
    """Nobody is there to choose anew, so the definition says: a field is emptied, or a task made.

    With a task the event doesn't happen: the case waits, before people. Nor can
    staff choose for people what these chose long ago: that gives way too (`resume`).
    """

    cases: CaseStore
    happen: Happen

    def __call__(self, case: AnyCase, make: Make, frame: Frame, extra: Extra) -> Change:
        """Store a change, giving way to who holds what it needs.

        Raises ConflictError (`claimed`) when it made the task instead, and what `Happen` raises.
        """
        change = make(extra)
        if self._is_kept(change, frame):
            return change
        lost = _lost(change, frame)
        clearing = [claim for claim in lost if claim.otherwise.clear]
        if clearing:
            again = make(_without(extra, case.payload, clearing))
            if self._is_kept(again, frame):
                return again
        raise self._task(case, lost[0], frame)

    def resume(
        self, case: AnyCase, change: Change, make: Make, frame: Frame, extra: Extra
    ) -> Change:
        """Store what staff did, giving way only in what the case wanted already before it.

        Raises ConflictError (`claimed`) for what they chose now, and what `Happen` raises.
        """
        resumed = [
            claim for claim in _lost(change, frame) if _had_chosen(case, claim, change, frame)
        ]
        clearing = [claim for claim in resumed if claim.otherwise.clear]
        if not clearing:
            self.happen.keep(change, frame)
        elif not self._is_kept(change, frame):
            change = make(_without(extra, case.payload, clearing))
            self.happen.keep(change, frame)
        return change

    def _is_kept(self, change: Change, frame: Frame) -> bool:
        try:
            self.happen.keep(change, frame)
        except ConflictError as error:
            if error.code != CLAIMED:
                raise
            return False
        return True

    def _task(self, case: AnyCase, claim: ClaimDefinition, frame: Frame) -> ConflictError:
        words = frame.words.say("tasks.claimed")
        self.cases.open_task(case, a_task(case, frame, CLAIMED, claim.id, words))
        return ConflictError(CLAIMED, claim.words)


def _lost(change: Change, frame: Frame) -> list[ClaimDefinition]:
    """The claims that a change takes: one of them is another case's."""
    taken = dict.fromkeys(key.claim for key in change.claims.taken)
    return [frame.definition.claims[claim] for claim in taken]


def _had_chosen(case: AnyCase, claim: ClaimDefinition, change: Change, frame: Frame) -> bool:
    """Whether all that a change takes of a claim was chosen before, and only not held meanwhile."""
    taken = {key.key for key in change.claims.taken if key.claim == claim.id}
    return taken <= set(frame.type.keys[claim.key](case))


def _without(extra: Extra, payload: Any, claims: list[ClaimDefinition]) -> Extra:  # noqa: ANN401
    """The change with the fields of claims emptied, and those told whom that concerns."""
    given = payload if extra.payload is None else extra.payload
    empty = {field.name: field.default for field in fields(given)}
    names = [claim.otherwise.clear for claim in claims]
    emptied = replace(given, **{n: None if empty[n] is MISSING else empty[n] for n in names})
    tells = tuple(tell for claim in claims for tell in claim.otherwise.tell)
    return replace(extra, payload=emptied, tells=(*extra.tells, *tells))
