"""Sign-in at an OpenID provider (itsme, ACM/IDM, a local one): code flow with PKCE."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from chalicelib.adapters.oidc.http import ProviderHttp, RefusedError
from chalicelib.adapters.oidc.tokens import Claims, Tokens, WrongTokenError
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import InvalidInputError, NotAllowedError
from chalicelib.ports.platform import Clock
from chalicelib.ports.sessions import PendingSignIn, SignIn

ITSME_NUMBER = "http://itsme.services/v2/claim/BENationalNumber"
"""The claim with the national number at itsme; ACM/IDM calls it `rrn`."""

_ACM = "urn:be:vlaanderen:authmech:"
ACR_LEVELS: Mapping[str, Assurance] = {
    "http://itsme.services/v2/claim/acr_basic": Assurance.HIGH,
    "http://itsme.services/v2/claim/acr_advanced": Assurance.HIGH,
    f"{_ACM}eid": Assurance.HIGH,
    f"{_ACM}eidashigh": Assurance.HIGH,
    f"{_ACM}itsme": Assurance.HIGH,
    f"{_ACM}csamtotp": Assurance.SUBSTANTIAL,
    f"{_ACM}csamsms": Assurance.SUBSTANTIAL,
    f"{_ACM}eidassubstantial": Assurance.SUBSTANTIAL,
    f"{_ACM}csampassword": Assurance.LOW,
    f"{_ACM}csamselfreg": Assurance.LOW,
}
"""The eIDAS level of each way to sign in; any other counts as low."""


@dataclass(frozen=True, slots=True)
class OidcClient:
    """What the provider knows us by, and how its claims are read.

    Without a `secret` we are a public client, protected by PKCE alone. `trust_opaque_tokens` lets
    a bearer token that isn't a JWT be looked up at the userinfo endpoint: that doesn't tell which
    client it was made for, so only where every client of the provider is ours.
    """

    issuer: str
    client_id: str
    secret: str
    redirect_uri: str
    scopes: str = "openid profile email"
    number_claim: str = ITSME_NUMBER
    allow_test_numbers: bool = False
    trust_opaque_tokens: bool = False
    acr_levels: Mapping[str, Assurance] = field(default_factory=lambda: ACR_LEVELS)


class OidcProvider:
    """The `IdentityProvider` port; nothing is asked of the provider before it is needed."""

    def __init__(self, client: OidcClient, clock: Clock) -> None:
        self._client = client
        self._http = ProviderHttp(client.issuer, clock)
        self._tokens = Tokens(self._http, client.client_id, clock)

    def authorization_url(self, pending: PendingSignIn) -> str:
        """Where the browser has to go. Raises RetryableError, PermanentError."""
        address = self._http.endpoint("authorization_endpoint")
        query = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": self._client.redirect_uri,
            "scope": self._client.scopes,
            "state": pending.state,
            "nonce": pending.nonce,
            "code_challenge": challenge(pending.verifier),
            "code_challenge_method": "S256",
        }
        return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"

    def exchange(self, code: str, pending: PendingSignIn) -> SignIn:
        """The person behind a code. Raises NotAllowedError (`sign_in_failed`), RetryableError."""
        try:
            answer = self._redeem(code, pending.verifier)
            claims = self._tokens.checked(_text(answer, "id_token"), pending.nonce)
            return self._person(self._completed(claims, _text(answer, "access_token")))
        except (RefusedError, WrongTokenError, InvalidInputError):
            raise NotAllowedError(
                "sign_in_failed", "Het aanmelden is niet gelukt. Probeer het opnieuw."
            ) from None

    def bearer(self, token: str) -> SignIn:
        """The person behind a bearer token of the same provider, made for us.

        Raises NotAllowedError (`invalid_token`), RetryableError.
        """
        try:
            return self._person(self._bearer_claims(token))
        except (RefusedError, WrongTokenError, InvalidInputError):
            raise NotAllowedError(
                "invalid_token", "Uw toegangsbewijs is ongeldig of vervallen. Meld u opnieuw aan."
            ) from None

    def _bearer_claims(self, token: str) -> Claims:
        if token.count(".") == 2:
            return self._tokens.checked(token, nonce=None)
        if not self._client.trust_opaque_tokens:
            raise WrongTokenError("opaque")
        return self._userinfo(token)

    def _redeem(self, code: str, verifier: str) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "code_verifier": verifier,
        }
        headers, extra = self._proof_of_client()
        return self._http.post(self._http.endpoint("token_endpoint"), form | extra, headers)

    def _proof_of_client(self) -> tuple[dict[str, str], dict[str, str]]:
        """Headers and form fields by which the provider knows us (RFC 6749, 2.3.1)."""
        client = self._client
        if not client.secret:
            return {}, {"client_id": client.client_id}
        ways = self._http.metadata().get("token_endpoint_auth_methods_supported")
        if isinstance(ways, list) and "client_secret_basic" not in ways:
            return {}, {"client_id": client.client_id, "client_secret": client.secret}
        pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}, {}

    def _completed(self, claims: Claims, access_token: str) -> Claims:
        """With what the userinfo endpoint adds, when the id token doesn't name the number."""
        if self._client.number_claim in claims:
            return claims
        more = self._userinfo(access_token)
        if more.get("sub") != claims["sub"]:
            raise WrongTokenError("subject")
        return {**more, **claims}

    def _userinfo(self, token: str) -> Claims:
        if not (token.isascii() and token.isprintable() and " " not in token):
            raise WrongTokenError("form")
        address = self._http.endpoint("userinfo_endpoint")
        return self._http.get(address, {"Authorization": f"Bearer {token}"})

    def _person(self, claims: Claims) -> SignIn:
        number = claims.get(self._client.number_claim)
        if not isinstance(number, str):
            raise WrongTokenError("no national number")
        return SignIn(
            number=NationalNumber.parse(number, allow_test=self._client.allow_test_numbers),
            name=_name(claims),
            email=_optional(claims, "email"),
            assurance=self._assurance(claims).value,
            birth_date=_birth_date(claims),
            claims=dict(claims),
        )

    def _assurance(self, claims: Claims) -> Assurance:
        return self._client.acr_levels.get(_optional(claims, "acr"), Assurance.LOW)


def challenge(verifier: str) -> str:
    """The S256 challenge of a PKCE verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _text(answer: Mapping[str, Any], name: str) -> str:
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
