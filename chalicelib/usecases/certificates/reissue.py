"""Have a corrected certificate made in the place of one that is revoked."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, as_form
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.usecases.cases.open_case import OpenCase, OpenCommand


@dataclass(frozen=True, slots=True)
class Reissue:
    """Asks again for what was asked: the registers say what is right now, the rules decide.

    The new document says which one it replaces; issuing it marks that one as replaced.
    """

    open_case: OpenCase

    def __call__(self, staff: Staff, case: CertificateCase, number: str) -> str:
        """The id of the new case, for the document with a number; doing it again gives the same.

        Raises ConflictError (`forgotten`) when nobody knows any more whose it was, RetryableError.
        """
        person = applicant_of(case).person
        if person is None:
            raise ConflictError(
                "forgotten",
                "Wie dit vroeg, liet zijn gegevens wissen. Trek het document in zonder een nieuw.",
            )
        return self.open_case(_command(staff, case, number, person)).case.id


def _command(
    staff: Staff, case: CertificateCase, number: str, person: NationalNumber
) -> OpenCommand:
    """The order of then, by the same road, from who asked it then."""
    applicant, intake = applicant_of(case), case.intake
    acts = applicant.represented_by
    return OpenCommand(
        tenant=case.tenant,
        process=case.process,
        role=applicant.role,
        person=acts.person if acts else person,
        email=applicant.email,
        raw=as_form(replace(case.payload, remark="", replaces=number)),
        key=f"replace {number}",
        assurance=acts.assurance if acts else applicant.assurance,
        acting_for=person if acts else None,
        capacity=acts.capacity if acts else "",
        channel=intake.channel,
        staff=staff,
        identified_by=intake.identified_by,
        because_of=case.id,
    )
