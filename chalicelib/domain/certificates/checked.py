"""Whether a document can come as an order wishes."""

from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.domain.shared.errors import InvalidInputError

MAX_REMARK_LENGTH = 1000
"""Characters of what somebody writes in their own words."""


def check_order(order: CertificateOrder, document: DocumentType) -> Variant:
    """The variant asked for, if the document comes as wished. Raises InvalidInputError."""
    variant = document.variant(order.variant)
    if variant is None:
        raise InvalidInputError(
            "unknown_variant", "Dit document bestaat niet in deze vorm.", "variant"
        )
    if order.language not in document.languages:
        raise InvalidInputError(
            "unknown_language", "Dit document bestaat niet in deze taal.", "language"
        )
    if order.purpose and order.purpose not in document.uses:
        raise InvalidInputError(
            "unknown_purpose", "Dit doel kennen we niet voor dit document.", "purpose"
        )
    if len(order.remark) > MAX_REMARK_LENGTH:
        too_long = f"Uw opmerking is te lang: hoogstens {MAX_REMARK_LENGTH} tekens."
        raise InvalidInputError("remark_too_long", too_long, "remark")
    if len(order.reason) > MAX_REMARK_LENGTH:
        too_long = f"Uw reden is te lang: hoogstens {MAX_REMARK_LENGTH} tekens."
        raise InvalidInputError("reason_too_long", too_long, "reason")
    return variant
