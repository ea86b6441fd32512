"""What approving and revoking a certificate takes."""

from chalicelib.domain.cases.staff import Action
from chalicelib.domain.certificates.catalogue import DocumentType, Family


def approval_of(document: DocumentType) -> Action:
    """What approving takes: extracts and copies of acts are the registrar's (oud BW art. 9, 29)."""
    is_act = document.family is Family.CIVIL_STATUS
    return Action.APPROVE_ACT if is_act else Action.APPROVE


def revocation_of(document: DocumentType) -> Action:
    """What revoking takes: an act is the registrar's."""
    is_act = document.family is Family.CIVIL_STATUS
    return Action.REVOKE_ACT if is_act else Action.REVOKE
