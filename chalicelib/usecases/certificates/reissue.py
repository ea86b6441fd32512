"""Have a corrected certificate made in the place of one that is revoked."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import (
    CertificateCase,
    CertificateOrder,
    applicant_of,
    as_form,
)
from chalicelib.domain.certificates.reachable import check_reachable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.usecases.cases.opening.open_case import OpenCase, OpenCommand


@dataclass(frozen=True, slots=True)
class Reissue:
    """Asks again for what was asked: the registers say what is right now, the rules decide.

    The new document says which one it replaces; issuing it marks that one as replaced.
    """

    open_case: OpenCase

    def __call__(self, staff: Staff, case: CertificateCase, number: str, delivery: str = "") -> str:
        """The id of the new case, for the document with a number; doing it again gives the same.

        It goes to who asked by `delivery`, or as the first one did. Raises ConflictError
        (`forgotten`) when nobody knows any more whose it was, InvalidInputError
        (`unknown_delivery`, `address_missing`), RetryableError.
        """
        person = applicant_of(case).person
        if person is None:
            raise ConflictError(
                "forgotten",
                "Wie dit vroeg, liet zijn gegevens wissen. Trek het document in zonder een nieuw.",
            )
        order = replace(case.payload, remark="", replaces=number)
        if delivery:
            order = replace(order, delivery=_delivery(delivery))
            check_reachable(applicant_of(case).email, order.delivery)
        return self.open_case(_command(staff, case, order, person)).case.id


def _delivery(code: str) -> Delivery:
    try:
        return Delivery(code)
    except ValueError:
        sentence = "Kies hoe de aanvrager het verbeterde document krijgt."
        raise InvalidInputError("unknown_delivery", sentence, "delivery") from None


def _command(
    staff: Staff, case: CertificateCase, order: CertificateOrder, person: NationalNumber
) -> OpenCommand:
    """The order of then, by the same road, from who asked it then.

    How it was made sure who asks stands in the case of then: for this one nobody was seen.
    """
    applicant = applicant_of(case)
    acts = applicant.represented_by
    return OpenCommand(
        tenant=case.tenant,
        process=case.process,
        role=applicant.role,
        person=acts.person if acts else person,
        email=applicant.email,
        raw=as_form(order),
        key=f"replace {order.replaces}",
        assurance=acts.assurance if acts else applicant.assurance,
        acting_for=person if acts else None,
        capacity=acts.capacity if acts else "",
        channel=case.intake.channel,
        staff=staff,
        because_of=case.id,
    )
