"""The applicant takes a request back."""

from dataclasses import dataclass

from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.usecases.former_cases.follow import Follow
from chalicelib.usecases.former_cases.move import Move


@dataclass(frozen=True, slots=True)
class Withdraw:
    """As long as no document is being made."""

    follow: Follow
    move: Move

    def __call__(self, tenant: str, number: NationalNumber, request_id: str) -> Request:
        """The request, withdrawn.

        Raises NotThereError, ConflictError (`event_not_possible`, `process_ended`,
        `version_moved`), RetryableError.
        """
        request = self.follow.own(tenant, number, request_id)
        return self.move(request, "withdraw", actor="citizen")
