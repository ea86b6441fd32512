"""Certificates asked for, as cases to test with; the people don't exist."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.party import Party
from chalicelib.domain.certificates.order import (
    PROCESS,
    CertificateCase,
    CertificateOrder,
    applicant_of,
)
from chalicelib.domain.process.instance import Instance
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from tests.support.requests import KORTRIJK, NOW, a_number, an_id


def a_certificate_case(
    serial: int = 1,
    *,
    tenant: str = KORTRIJK,
    number: NationalNumber | None = None,
    at: datetime = NOW,
) -> CertificateCase:
    """A certificate just asked for, about the applicant."""
    person = number or a_number()
    return Case(
        tenant,
        an_id(serial, at),
        Instance(PROCESS, 2, "submitted", 1, at, at),
        (Party(1, "applicant", person, Assurance.HIGH, "iemand@voorbeeld.example"),),
        CertificateOrder("attest-leven", "attest", "nl", person, Relation.SELF),
        Intake(Channel.THUISLOKET, at),
    )


def ordering(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same with another order."""
    return replace(case, payload=replace(case.payload, **changes))


def asked_by(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same with another applicant, or one known otherwise."""
    return replace(case, parties=(replace(applicant_of(case), **changes),))


def come_in(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same, come in otherwise."""
    return replace(case, intake=replace(case.intake, **changes))
