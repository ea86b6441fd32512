"""Whether a token is what it claims: who signed it, for whom, when (OIDC Core 3.1.3.7)."""

import hmac
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from chalicelib.adapters.oidc.errors import WrongClockError, WrongTokenError
from chalicelib.adapters.oidc.http import ProviderHttp
from chalicelib.adapters.oidc.own_keys import OwnKeys
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from joserfc.jwk import Key

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Never `none`, and never a shared secret: a public key must not work as one."""
ENCRYPTIONS = ("RSA-OAEP-256", "A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM")
"""Never RSA1_5, and never compressed: 60 kB may hold 60 MB."""
SHORTEST_RSA = 2048
LEEWAY = timedelta(seconds=60)
"""How much the clocks of provider and counter may differ."""
LONGEST_TOKEN = 32 * 1024
_ENCRYPTED, _SIGNED = 4, 2

type Claims = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Checks tokens of one provider made for one client; `own_keys` open what is encrypted."""

    http: ProviderHttp
    client_id: str
    clock: Clock
    own_keys: OwnKeys | None = None
    """None where tokens are signed only; with them, a token that is only signed is refused."""

    def checked(self, token: str, nonce: str | None, max_age: timedelta) -> Claims:
        """The claims of an identity token; `nonce` is None for a bearer token, which has none.

        Raises WrongTokenError, RetryableError, PermanentError.
        """
        claims = self.signed(token)
        self._check_party(claims)
        self._check_times(claims, max_age)
        if nonce is not None and not _same(claims.get("nonce"), nonce):
            raise WrongTokenError("nonce")
        return claims

    def signed(self, token: str) -> Claims:
        """What the provider signed, and encrypted where it does; nothing else is checked.

        Raises WrongTokenError, RetryableError, PermanentError.
        """
        from joserfc import errors, jws  # noqa: PLC0415 - only sign-ins pay for it

        try:
            inner = self._opened(token)
            registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
            found = jws.deserialize_compact(
                inner, lambda part: self._key(part.headers()), registry=registry
            )
            return _read(found.payload)
        except (errors.JoseError, ValueError, TypeError, KeyError) as error:
            raise WrongTokenError(type(error).__name__) from None

    def _opened(self, token: str) -> str:
        """The signed token in an encrypted one; encryption alone proves nothing of the sender."""
        if not (token.isascii() and len(token) <= LONGEST_TOKEN):
            raise WrongTokenError("form")
        own = self.own_keys
        if token.count(".") != (_ENCRYPTED if own else _SIGNED):
            raise WrongTokenError("form")
        return _decrypted(token, own) if own else token

    def _key(self, header: Mapping[str, Any]) -> "Key":
        from joserfc.jwk import import_key  # noqa: PLC0415 - only sign-ins pay for it

        if header.get("alg") not in ALGORITHMS:
            raise WrongTokenError("algorithm")
        wanted = header.get("kid")
        for again in (False, True):
            for key in self.http.keys(again=again):
                if key.get("kid") == wanted and key.get("use", "sig") == "sig":
                    _check_strength(key)
                    return import_key(key)
        raise WrongTokenError("unknown key")

    def _check_times(self, claims: Claims, max_age: timedelta) -> None:
        now, leeway = self.clock.now().timestamp(), LEEWAY.total_seconds()
        issued, ends = _seconds(claims, "iat"), _seconds(claims, "exp")
        starts = _seconds(claims, "nbf") if "nbf" in claims else issued
        if max(issued, starts) > now + leeway:
            raise WrongClockError("issued in the future")
        if now >= ends + leeway:
            raise WrongClockError("expired")
        if now >= issued + max_age.total_seconds() + leeway:
            raise WrongClockError("issued too long ago")

    def _check_party(self, claims: Claims) -> None:
        """One audience, us: a token that others may hold too is no proof of a sign-in here."""
        if claims.get("iss") != self.http.issuer:
            raise WrongTokenError("issuer")
        if claims.get("aud") not in (self.client_id, [self.client_id]):
            raise WrongTokenError("audience")
        if claims.get("azp", self.client_id) != self.client_id:
            raise WrongTokenError("authorised party")
        if not (isinstance(claims.get("sub"), str) and claims["sub"]):
            raise WrongTokenError("sub")


def _decrypted(token: str, own: OwnKeys) -> str:
    from joserfc import jwe  # noqa: PLC0415 - only sign-ins pay for it

    registry = jwe.JWERegistry(algorithms=ENCRYPTIONS, strict_check_header=False)
    opened = jwe.decrypt_compact(
        token, lambda part: own.decrypting(part.headers().get("kid")), registry=registry
    )
    return (opened.plaintext or b"").decode("ascii")


def _check_strength(key: Mapping[str, Any]) -> None:
    from joserfc.util import base64_to_int  # noqa: PLC0415

    is_rsa = key.get("kty") == "RSA" and base64_to_int(key["n"]).bit_length() >= SHORTEST_RSA
    if not (is_rsa or (key.get("kty") == "EC" and key.get("crv") == "P-256")):
        raise WrongTokenError("weak key")


def _read(payload: bytes | None) -> Claims:
    claims = json.loads(payload or b"", parse_constant=_refuse)
    if not isinstance(claims, dict):
        raise WrongTokenError("form")
    return claims


def _refuse(constant: str) -> NoReturn:
    """NaN and its like are no JSON, and nothing is later than NaN."""
    raise WrongTokenError(constant)


def _seconds(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongTokenError(name)
    try:
        seconds = float(value)
    except OverflowError:
        raise WrongTokenError(name) from None
    if not math.isfinite(seconds):
        raise WrongTokenError(name)
    return seconds


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())
