"""All documents ever issued about somebody, for the registrar."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.ledger import Ledger
from chalicelib.usecases.handling.at_hand import allow, written
from chalicelib.usecases.handling.four_eyes import AccessReason, FourEyes

LEGAL_GROUND = "Verordening (EU) 2016/679, art. 6, lid 1, e)"
MOST = 500
LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class Copies:
    """Looking is logged, and the person concerned can see it.

    Nobody looks at their own or a relative's.
    """

    ledger: Ledger
    four_eyes: FourEyes

    def __call__(self, staff: Staff, subject: NationalNumber, purpose: str) -> list[Listed]:
        """The documents about somebody, newest first.

        Raises NotThereError, InvalidInputError (`text_missing`, `text_too_long`), what four
        eyes raise, RetryableError.
        """
        allow(staff, StaffAction.COPIES)
        why = written(purpose, "purpose", LONGEST_PURPOSE)
        self.four_eyes.over(staff, (subject,), AccessReason(why, LEGAL_GROUND))
        return self.ledger.of_subject(staff.tenant, subject, MOST)
