"""Whether somebody can be reached in the way they want."""

import re

from chalicelib.domain.former_cases.case import Delivery
from chalicelib.domain.shared.errors import InvalidInputError

_ADDRESS = re.compile(r"[^@\s<>\",;:\\]{1,64}@[^@\s<>\",;:\\]{1,190}\.[A-Za-z]{2,24}")


def check_email(email: str) -> str:
    """A mail address as it can be written to. Raises InvalidInputError (`invalid_email`)."""
    address = email.strip()
    if not _ADDRESS.fullmatch(address):
        raise InvalidInputError("invalid_email", "Dit e-mailadres klopt niet.", "email")
    return address


def check_reachable(email: str, delivery: Delivery) -> None:
    """Pass, or raise InvalidInputError (`invalid_email`, `address_missing`)."""
    if email:
        check_email(email)
    elif delivery is Delivery.LINK:
        raise InvalidInputError(
            "address_missing", "Voor een link per mail is een e-mailadres nodig.", "email"
        )
