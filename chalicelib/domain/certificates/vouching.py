"""What a member of staff who sees somebody's card can answer for."""

from collections.abc import Iterable

from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.domain.cases.verdict import Finding, Outcome, Verdict
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.certificates.process import is_act

CHANNEL_RULES = frozenset({"channel_is_thuisloket", "assurance_sufficient"})
"""What staff lift by having seen to it who asks."""


def is_only_channel(findings: Iterable[Finding]) -> bool:
    """Whether nothing but the channel and the sign-in stands in the way."""
    objections = {finding.code for finding in findings if finding.outcome is not Outcome.ISSUE}
    return bool(objections) and objections <= CHANNEL_RULES


def is_vouched(case: CertificateCase, verdict: Verdict) -> bool:
    """Whether who keyed a case in lifted all that stands in its way."""
    return case.intake.is_vouched and is_only_channel(verdict.findings)


def may_vouch(staff: Staff, document: DocumentType | None) -> bool:
    """Whether somebody decides on a document by themselves: on acts only the registrar does."""
    if document is None:
        return False
    return not is_act(document) or may(staff, StaffAction.GIVE_ACT, staff.tenant)
