"""What approving and revoking a certificate takes."""

from chalicelib.domain.catalogue import DocumentType, Family
from chalicelib.domain.staff import Action


def approval_of(document: DocumentType) -> Action:
    """What approving takes: extracts and copies of acts are the registrar's (oud BW art. 9, 29)."""
    is_act = document.family is Family.CIVIL_STATUS
    return Action.APPROVE_ACT if is_act else Action.APPROVE


def revocation_of(document: DocumentType) -> Action:
    """What revoking takes: an act is the registrar's."""
    is_act = document.family is Family.CIVIL_STATUS
    return Action.REVOKE_ACT if is_act else Action.REVOKE
