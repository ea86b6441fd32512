"""What a provider's claims say of a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.adapters.oidc.errors import NoNumberError, WrongTokenError
from chalicelib.adapters.oidc.profile import OidcClient
from chalicelib.adapters.oidc.tokens import Claims
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.sessions import SignIn


def person_of(claims: Claims, client: OidcClient) -> SignIn:
    """Who signed in, and how surely. Raises NoNumberError, InvalidInputError."""
    number = claims.get(client.profile.number_claim)
    if not isinstance(number, str) or not number:
        raise NoNumberError("no national number")
    return SignIn(
        number=NationalNumber.parse(number, allow_test=client.allow_test_numbers),
        name=_name(claims),
        email=_optional(claims, "email"),
        assurance=client.profile.level(claims).value,
        birth_date=_birth_date(claims),
        claims=dict(claims),
    )


def text_of(answer: Mapping[str, Any], name: str) -> str:
    """A text that must be there. Raises WrongTokenError."""
    value = answer.get(name)
    if not isinstance(value, str):
        raise WrongTokenError(f"no {name}")
    return value


def _optional(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _name(claims: Claims) -> str:
    whole = f"{_optional(claims, 'given_name')} {_optional(claims, 'family_name')}".strip()
    return _optional(claims, "name") or whole


def _birth_date(claims: Claims) -> date | None:
    try:
        return date.fromisoformat(_optional(claims, "birthdate"))
    except ValueError:
        return None
