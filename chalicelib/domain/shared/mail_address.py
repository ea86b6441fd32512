"""Mail addresses as people give them, and as the mail service takes them."""

import re
from email.utils import parseaddr

from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.free_text import seen

LONGEST, LONGEST_NAME, LONGEST_DOMAIN = 254, 64, 253
"""Characters of an address, of what stands before the @ and after it (RFC 5321, 4.5.3.1)."""

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_NAME = re.compile(rf"{_WORD}(?:\.{_WORD})*")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?!\d+\Z){_LABEL}")


def check_email(email: str) -> str:
    """An address as it can be written to, its domain in ASCII; what nobody sees in it is dropped.

    Taken is what SES takes: no quoted names, no numeric addresses, nothing but ASCII before the @.
    Raises InvalidInputError (`invalid_email`).
    """
    name, at, domain = seen(email).strip().rpartition("@")
    there = _in_ascii(domain.lower())
    address = f"{name}{at}{there}"
    is_name = len(name) <= LONGEST_NAME and _NAME.fullmatch(name)
    is_domain = len(there) <= LONGEST_DOMAIN and _DOMAIN.fullmatch(there)
    if not (is_name and is_domain and len(address) <= LONGEST):
        raise InvalidInputError(
            "invalid_email",
            "Dit is geen geldig e-mailadres. Een voorbeeld: naam@voorbeeld.be.",
            "email",
        )
    return address


def bare(mailbox: str) -> str:
    """The address alone of what a mail server tells: `a@b.example` of `Jan <a@b.example>`."""
    return parseaddr(mailbox)[1] or mailbox.strip()


def _in_ascii(domain: str) -> str:
    """A domain as mail servers know it (punycode); empty for one that they would take for another.

    Python knows the rules of 2003, under which `ß` becomes `ss`; those of 2008 keep them apart.
    """
    if domain.isascii():
        return domain
    try:
        known = domain.encode("idna").decode("ascii")
        return known if known.encode("ascii").decode("idna") == domain else ""
    except UnicodeError:
        return ""
