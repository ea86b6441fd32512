"""All documents ever issued about somebody, for the registrar."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.registers import AccessLog
from chalicelib.usecases.handling.at_hand import allow, written

LEGAL_GROUND = "Verordening (EU) 2016/679, art. 6, lid 1, e)"
MOST = 500
LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class Copies:
    """Looking is logged, and the person concerned can see it; nobody looks at their own."""

    ledger: Ledger
    access_log: AccessLog

    def __call__(self, staff: Staff, subject: NationalNumber, purpose: str) -> list[Listed]:
        """The documents about somebody, newest first.

        Raises NotThereError, InvalidInputError (`text_missing`, `text_too_long`), ConflictError
        (`own_file`), RetryableError.
        """
        allow(staff, Action.COPIES)
        why = written(purpose, "purpose", LONGEST_PURPOSE)
        if staff.number == subject:
            raise ConflictError("own_file", "Dit zijn uw eigen documenten. Vraag een collega.")
        context = AccessContext(
            tenant=staff.tenant,
            actor=Actor(ActorKind.CLERK, staff.id),
            subject=subject,
            purpose=why,
            legal_ground=LEGAL_GROUND,
            request_id=None,
        )
        self.access_log.record(context, frozenset())
        return self.ledger.of_subject(staff.tenant, subject, MOST)
