"""Whether somebody can be reached in the way they want."""

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.mail_address import check_email


def check_reachable(email: str, delivery: Delivery) -> None:
    """Pass, or raise InvalidInputError (`invalid_email`, `address_missing`)."""
    if email:
        check_email(email)
    elif delivery is Delivery.LINK:
        raise InvalidInputError(
            "address_missing", "Voor een link per mail is een e-mailadres nodig.", "email"
        )
