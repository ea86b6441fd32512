"""Mail addresses as people give them."""

import re

from chalicelib.domain.shared.errors import InvalidInputError

_ADDRESS = re.compile(r"[^@\s<>\",;:\\]{1,64}@[^@\s<>\",;:\\]{1,190}\.[A-Za-z]{2,24}")


def check_email(email: str) -> str:
    """A mail address as it can be written to. Raises InvalidInputError (`invalid_email`)."""
    address = email.strip()
    if not _ADDRESS.fullmatch(address):
        raise InvalidInputError("invalid_email", "Dit e-mailadres klopt niet.", "email")
    return address
