"""Whether a token is what it claims: who signed it, for whom, when (OIDC Core 3.1.3.7)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.oidc.http import ProviderHttp
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    import jwt

ALGORITHMS = ("RS256", "ES256")
"""Never `none`, and never a shared secret: a public key must not work as one."""
LEEWAY = timedelta(seconds=60)
REQUIRED = ("iss", "sub", "aud", "exp", "iat")

type Claims = Mapping[str, Any]


class WrongTokenError(Exception):
    """The token can't be believed; the text names the check, and nothing of the person."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Checks tokens of one provider made for one client."""

    http: ProviderHttp
    client_id: str
    clock: Clock

    def checked(self, token: str, nonce: str | None) -> Claims:
        """The claims of a token; `nonce` is None for a bearer token, which has none.

        Raises WrongTokenError, RetryableError.
        """
        claims = self._signed(token)
        self._check_times(claims)
        _check_party(claims, self.client_id)
        if nonce is not None and not _same(claims.get("nonce"), nonce):
            raise WrongTokenError("nonce")
        return claims

    def _signed(self, token: str) -> Claims:
        import jwt  # noqa: PLC0415 - only sign-ins pay for it

        try:
            claims: Claims = jwt.decode(
                token,
                self._key(jwt.get_unverified_header(token)),
                algorithms=list(ALGORITHMS),
                issuer=self.http.issuer,
                audience=self.client_id,
                options={
                    "require": list(REQUIRED),
                    # Checked below, against the Clock port.
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise WrongTokenError(type(error).__name__) from None
        return claims

    def _key(self, header: Mapping[str, Any]) -> "jwt.PyJWK":
        import jwt  # noqa: PLC0415 - only sign-ins pay for it

        if header.get("alg") not in ALGORITHMS:
            raise WrongTokenError("algorithm")
        wanted = header.get("kid")
        for again in (False, True):
            for key in self.http.keys(again=again):
                if key.get("kid") == wanted and key.get("use", "sig") == "sig":
                    return jwt.PyJWK(key, header["alg"])
        raise WrongTokenError("unknown key")

    def _check_times(self, claims: Claims) -> None:
        now = self.clock.now().timestamp()
        leeway = LEEWAY.total_seconds()
        if now >= _seconds(claims, "exp") + leeway:
            raise WrongTokenError("expired")
        if _seconds(claims, "iat") > now + leeway:
            raise WrongTokenError("issued in the future")
        if "nbf" in claims and _seconds(claims, "nbf") > now + leeway:
            raise WrongTokenError("not yet valid")


def _check_party(claims: Claims, client_id: str) -> None:
    """One audience, us: a token that others may hold too isn't proof of a sign-in here."""
    if claims["aud"] not in (client_id, [client_id]):
        raise WrongTokenError("audience")
    if claims.get("azp", client_id) != client_id:
        raise WrongTokenError("authorised party")


def _seconds(claims: Claims, name: str) -> float:
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongTokenError(name)
    return float(value)


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())
