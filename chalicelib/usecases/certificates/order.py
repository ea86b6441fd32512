"""Order a certificate: a case like any other, with what the rules can say of it at once."""

from dataclasses import dataclass, replace

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.usecases.cases.opening.open_case import OpenCase, OpenCommand, OpenedCase
from chalicelib.usecases.certificates.preview import PreviewCertificate


@dataclass(frozen=True, slots=True)
class OrderCertificate:
    """Stores what was ordered; the verdict that comes along is not stored, the work's is."""

    open_case: OpenCase
    preview: PreviewCertificate

    def __call__(self, command: OpenCommand) -> OpenedCase:
        """The case with the verdict as far as it can be known; one ordered before as it stands.

        Raises what opening a case raises, and InvalidInputError (`unknown_document`,
        `unknown_variant`, `unknown_language`, `unknown_purpose`, `remark_too_long`,
        `reason_too_long`).
        """
        opened = self.open_case(command)
        if opened.repeated:
            return opened
        case: CertificateCase = opened.case
        verdict = self.preview(case, case.intake.received_at)
        return replace(opened, case=replace(case, verdict=verdict))
