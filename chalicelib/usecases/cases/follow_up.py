"""After a change is stored: the state is its own message."""

from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.cases.change import Change
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.following import PutOnDesk, SendWork, follows
from chalicelib.ports.cases import AnyCase, ProcessTypes
from chalicelib.ports.cases.messages import Bells, CaseMessage, CaseQueue
from chalicelib.ports.errors import RetryableError


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What can't be sent now is safe all the same: the tick finds the case by its due time.

    `sends_itself`: for the issuance function, which sends what is to go out after its work, without
    a message.
    """

    queue: CaseQueue
    bells: Bells
    types: ProcessTypes
    sends_itself: bool = False

    def __call__(self, change: Change, definition: Definition) -> None:
        """Send the work of an automatic state and what is to go out; ring for those of a desk."""
        case, meaning = change.case, follows(definition, change.case.instance)
        has_entered = any(event.source != event.target for event in change.events)
        goes_out = change.outgoing and not self.sends_itself
        if goes_out or isinstance(meaning, SendWork):
            self.send(case)
        if isinstance(meaning, PutOnDesk) and has_entered:
            self.ring(case, meaning.worklist.role)

    def send(self, case: AnyCase, delay: int = 0) -> None:
        """Send a case to the issuance function."""
        with suppress(RetryableError):
            self.queue.send(message_of(case), delay)

    def ring(self, case: AnyCase, role: str) -> None:
        """Tell who decides on a case that waits for a role: others could only prepare it."""
        decider = self.types.type(case.process).decided_by(case) or role
        with suppress(RetryableError):
            self.bells.ring(decider, message_of(case))


def message_of(case: AnyCase) -> CaseMessage:
    """The message of a case as it stands."""
    return CaseMessage(case.tenant, case.id, case.instance.version)
