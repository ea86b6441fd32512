"""The links that mails carry: unguessable, one a party, the same each time (promises 2 and 10)."""

from chalicelib.ports.platform import Keys

_INVITED, _ON_PAPER = "i", "p"


def link_of(keys: Keys, tenant: str, case_id: str, party: int) -> str:
    """The token with which a party's mail leads to what the case yielded."""
    return keys.link_token(f"{tenant}/{party}", case_id)


def invitation_of(keys: Keys, tenant: str, case_id: str, party: int) -> str:
    """The token with which an invited party answers; only the mail to their address has it."""
    return keys.link_token(f"{tenant}/{_INVITED}{party}", case_id)


def invitation_on_paper(keys: Keys, tenant: str, case_id: str, party: int) -> str:
    """The same for who comes by a letter or its code: it says nothing of a mail address."""
    return keys.link_token(f"{tenant}/{_ON_PAPER}{party}", case_id)


def read_link(keys: Keys, token: str) -> tuple[str, str, int] | None:
    """Tenant, case and party of a link; None for any other text."""
    return _read(keys, token, "")


def read_invitation(keys: Keys, token: str) -> tuple[str, str, int] | None:
    """Tenant, case and party of an invitation; None for any other text, other links too."""
    return _read(keys, token, _INVITED) or _read(keys, token, _ON_PAPER)


def is_mailed(keys: Keys, token: str) -> bool:
    """Whether who has an invitation read a mail to the address of its party."""
    return _read(keys, token, _INVITED) is not None


def _read(keys: Keys, token: str, mark: str) -> tuple[str, str, int] | None:
    read = keys.read_link_token(token)
    tenant, _, rest = (read[0] if read else "").partition("/")
    number = rest.removeprefix(mark)
    if read is None or not rest.startswith(mark) or not number.isdecimal():
        return None
    return tenant, read[1], int(number)
