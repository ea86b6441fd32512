"""Have a corrected document made in the place of one that is revoked."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.usecases.former_cases.submit import Submit, SubmitCommand


@dataclass(frozen=True, slots=True)
class Reissue:
    """Asks again for what was asked: the registers say what is right now, the rules decide.

    The new document says which one it replaces; issuing it marks that one as replaced.
    """

    submit: Submit

    def __call__(self, staff: Staff, request: CertificateCase) -> CertificateCase:
        """The new request; doing it again gives the same.

        Raises ConflictError (`forgotten`) when nobody knows any more whose it was, RetryableError.
        """
        if request.is_forgotten:
            raise ConflictError(
                "forgotten",
                "Wie dit vroeg, liet zijn gegevens wissen. Trek het document in zonder een nieuw.",
            )
        if result_of(request) is None:
            raise ValueError(f"nothing was issued for {request.id}")
        intake = request.intake
        command = SubmitCommand(
            tenant=request.tenant,
            idempotency_key=f"replace {request.id}",
            applicant=applicant_of(request),
            wish=replace(request.payload, remark=""),
            channel=intake.channel,
            keyed_in_by=staff.id,
            identified_by=intake.identified_by,
            delivery=intake.delivery,
            replaces=result_of(request).number,
        )
        return self.submit(command).request
