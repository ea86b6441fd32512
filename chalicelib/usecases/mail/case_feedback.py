"""What SES tells about a mail of a case: mark the address, and let the case know."""

from dataclasses import dataclass

from chalicelib.domain.former_cases.tasks import Trouble
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore, Unreadable
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.mail import Suppressions
from chalicelib.ports.platform import Clock
from chalicelib.usecases.cases.sending.bounce import Bounce
from chalicelib.usecases.mail.feedback import MailTrouble

NOTED = "noted"


@dataclass(frozen=True, slots=True)
class CaseFeedback:
    """Told twice it is one task still."""

    cases: CaseStore
    suppressions: Suppressions
    bounce: Bounce
    clock: Clock

    def __call__(self, trouble: MailTrouble) -> str:
        """What became of it (`event`, `task`, `noted`); empty when it is about no case.

        Raises RetryableError.
        """
        case = self.cases.get(trouble.tenant, trouble.request_id)
        if case is None:
            return ""
        if trouble.is_lasting and trouble.address:
            self.suppressions.block(trouble.tenant, trouble.address, self.clock.now())
        if isinstance(case, Unreadable) or trouble.trouble is Trouble.DELAYED:
            return NOTED
        return self._told(case, trouble)

    def _told(self, case: AnyCase, trouble: MailTrouble) -> str:
        """What concerns an address of before is seen to already."""
        party = next((p for p in case.parties if p.email and p.email == trouble.address), None)
        if party is None:
            return NOTED
        try:
            return self.bounce(case.tenant, case.id, trouble.template, party.number)
        except ConflictError as error:
            raise RetryableError(f"mail feedback: {error.code}") from None
