"""What is printed on a certificate to verify it by."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.usecases.cases.documents.marking import Marking


@dataclass(frozen=True, slots=True)
class MarkDocument:
    """The code follows from the case's id: printing again gives the same."""

    marking: Marking

    def __call__(self, case: CertificateCase, at: datetime) -> VerificationMark:
        """As Marking says."""
        return self.marking(case.tenant, case.id, at)

    def code(self, case: CertificateCase) -> VerificationCode:
        """The code of a case's document."""
        return self.marking.code(case.tenant, case.id)
