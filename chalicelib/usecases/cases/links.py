"""The links that mails carry: unguessable, one a party, the same each time (promises 2 and 10)."""

from dataclasses import dataclass
from hmac import compare_digest

from chalicelib.domain.cases.party import Party
from chalicelib.ports.platform import Keys

_INVITED, _ON_PAPER = "i", "p"


@dataclass(frozen=True, slots=True)
class PartyLink:
    """What a link names: the party of a case, and which address it was mailed to.

    `mark` tells that address from others; it is empty on paper, and in mails of releases before.
    """

    tenant: str
    case_id: str
    party: int
    mark: str = ""

    def reaches(self, keys: Keys, party: Party) -> bool:
        """Whether its party is still written to where it was mailed: another may read it there."""
        return not self.mark or compare_digest(self.mark, _mark(keys, self.case_id, party.email))


def link_of(keys: Keys, tenant: str, case_id: str, party: int, to: str = "") -> str:
    """The token with which a party's mail, to that address, leads to what the case yielded."""
    return keys.link_token(f"{tenant}/{_named(keys, case_id, party, to)}", case_id)


def invitation_of(keys: Keys, tenant: str, case_id: str, party: int, to: str = "") -> str:
    """The token with which an invited party answers; only the mail to their address has it."""
    return keys.link_token(f"{tenant}/{_INVITED}{_named(keys, case_id, party, to)}", case_id)


def invitation_on_paper(keys: Keys, tenant: str, case_id: str, party: int) -> str:
    """The same for who comes by a letter or its code: it says nothing of a mail address."""
    return keys.link_token(f"{tenant}/{_ON_PAPER}{party}", case_id)


def read_link(keys: Keys, token: str) -> PartyLink | None:
    """What a link names; None for any other text."""
    return _read(keys, token, "")


def read_invitation(keys: Keys, token: str) -> PartyLink | None:
    """What an invitation names; None for any other text, other links too."""
    return _read(keys, token, _INVITED) or _read(keys, token, _ON_PAPER)


def is_mailed(keys: Keys, token: str) -> bool:
    """Whether who has an invitation read a mail to the address of its party."""
    return _read(keys, token, _INVITED) is not None


def _named(keys: Keys, case_id: str, party: int, to: str) -> str:
    return f"{party}.{_mark(keys, case_id, to)}" if to else str(party)


def _mark(keys: Keys, case_id: str, address: str) -> str:
    return keys.address_mark(case_id, address)


def _read(keys: Keys, token: str, kind: str) -> PartyLink | None:
    read = keys.read_link_token(token)
    tenant, _, rest = (read[0] if read else "").partition("/")
    number, _, mark = rest.removeprefix(kind).partition(".")
    if read is None or not rest.startswith(kind) or not number.isdecimal():
        return None
    return PartyLink(tenant, read[1], int(number), mark)
