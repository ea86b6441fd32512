"""The secret in each form of a session: it says by itself whose page the form stood on.

So a form that is sent when its session is gone can still be kept for the person whose it is, and
for nobody else, nor for them when they signed in less surely.
"""

import hmac
from dataclasses import dataclass

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.platform import Keys

_DIGITS = 32
"""128 bits."""


@dataclass(frozen=True, slots=True)
class FormOwner:
    """Whose page a form stood on: their pseudonym, and how surely they had signed in."""

    person: str
    level: Assurance


def form_token(
    keys: Keys, tenant: str, number: NationalNumber, level: Assurance, secret: str
) -> str:
    """The token of a new session; nobody can make one without the keys."""
    owner = FormOwner(keys.person(tenant, number), level)
    return f"{secret}~{owner.person}~{level}~{_proof(keys, tenant, owner, secret)}"


def owner_of(keys: Keys, tenant: str, token: str) -> FormOwner | None:
    """Whose page a token stood on; None when we didn't make it."""
    secret, _, rest = token.partition("~")
    person, _, rest = rest.partition("~")
    level, _, proof = rest.partition("~")
    if not person or level not in set(Assurance):
        return None
    owner = FormOwner(person, Assurance(level))
    made = (_proof(one, tenant, owner, secret) for one in keys.versions())
    is_ours = any(hmac.compare_digest(proof.encode(), known.encode()) for known in made)
    return owner if is_ours else None


def _proof(keys: Keys, tenant: str, owner: FormOwner, secret: str) -> str:
    made_of = f"form {tenant} {owner.person} {owner.level} {secret}"
    return keys.fingerprint(made_of).partition(".")[2][:_DIGITS]
