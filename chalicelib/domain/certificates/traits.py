"""By what a municipality's standard texts fit an order."""

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import CertificateCase


def traits_of(case: CertificateCase, document: DocumentType | None) -> frozenset[str]:
    """Whose data it is for whom, the family of the document, and the channel."""
    applicant = case.parties[0]
    is_own = applicant.person == case.payload.subject and applicant.represented_by is None
    family = {document.family.value} if document else set()
    return frozenset(family | {"self" if is_own else "another", case.intake.channel.value})
