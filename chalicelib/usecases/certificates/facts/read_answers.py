"""What the registers say of a certificate's case, for the clerk who has it in hand."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.certificates.order import applicant_of
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
from chalicelib.usecases.handling.at_hand import AtHand


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """To see what the registers say is a consultation: it is logged, and takes four eyes."""

    at_hand: AtHand
    ask: AskFacts

    def __call__(self, staff: Staff, case_id: str) -> Facts | None:
        """The facts as they are now; None for who doesn't hold the case, and of who was forgotten.

        Raises NotThereError, what four eyes raise, RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        if not found.is_held or applicant_of(found.case).is_forgotten:
            return None
        return self.ask(found.case, Actor(ActorKind.CLERK, staff.id), found.frame.at)
