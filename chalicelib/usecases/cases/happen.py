"""Have events happen to a case: the only way in which one changes its state."""

from dataclasses import dataclass

from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.moves import moved
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.usecases.cases.follow_up import FollowUp


@dataclass(frozen=True, slots=True)
class Happen:
    """Judge, store in one transaction, then send what follows."""

    cases: CaseStore
    follow_up: FollowUp

    def __call__(
        self, case: AnyCase, happenings: tuple[Happening, ...], frame: Frame, extra: Extra
    ) -> Change:
        """What was stored.

        Raises what `moved` and `CaseStore.store` raise: ConflictError, GuardNotMetError,
        CantSayError, PermanentError, RetryableError.
        """
        change = moved(case, happenings, frame, extra)
        self.keep(change, frame)
        return change

    def keep(self, change: Change, frame: Frame) -> None:
        """Store a change that was made, then send what follows. Raises what the store raises."""
        self.cases.store(change)
        self.follow_up(change, frame.definition)
