"""The secret in each form of a session: it says by itself whose page the form stood on.

So a form that is sent when its session is gone can still be kept for the person whose it is, and
for nobody else.
"""

import hmac

from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.platform import Keys

_DIGITS = 32
"""128 bits."""


def form_token(keys: Keys, tenant: str, number: NationalNumber, secret: str) -> str:
    """The token of a new session; nobody can make one without the keys."""
    person = keys.person(tenant, number)
    return f"{secret}~{person}~{_proof(keys, tenant, person, secret)}"


def owner_of(keys: Keys, tenant: str, token: str) -> str:
    """The pseudonym of whose page a token stood on; empty when we didn't make it."""
    secret, _, rest = token.partition("~")
    person, _, proof = rest.partition("~")
    made = (_proof(one, tenant, person, secret) for one in keys.versions())
    is_ours = any(hmac.compare_digest(proof.encode(), known.encode()) for known in made)
    return person if person and is_ours else ""


def _proof(keys: Keys, tenant: str, person: str, secret: str) -> str:
    digits = keys.fingerprint(f"form {tenant} {person} {secret}").partition(".")[2]
    return digits[:_DIGITS]
