"""The tokens and keys of the stand-in for identity providers, and how it knows its clients."""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import urllib3
from joserfc import errors, jwe, jws
from joserfc.jwk import KeySet, RSAKey

from chalicelib.adapters.oidc.profile import Profile

SECRET = "geheim"  # noqa: S105 - of clients on this machine
"""The secret of every client here that has one."""
KEYS_PATH = "/.well-known/jwks.json"
TOKEN_SECONDS = 3600
ENCRYPTION = ("RSA-OAEP-256", "A128CBC-HS256")
"""As in the examples of itsme."""

type Claims = dict[str, Any]
type JwksOf = Callable[[str], dict[str, Any]]
"""The public keys of the client that has a redirect address."""


class RefusedClientError(Exception):
    """The client isn't who it says, or asks for what it may not."""


def fetched_keys(redirect_uri: str) -> dict[str, Any]:
    """What a client publishes, at the address where it lives."""
    here = urlsplit(redirect_uri)
    base = here.path.removesuffix("/aanmelden/terug")
    answer = urllib3.request("GET", f"{here.scheme}://{here.netloc}{base}{KEYS_PATH}", timeout=5)
    return dict(answer.json())


def _new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


@dataclass(slots=True)
class Signer:
    """What one profile signs with; `rotate` makes a new key, and forgets the old one at once."""

    profile: Profile
    issuer: str
    jwks_of: JwksOf
    key: RSAKey = field(default_factory=_new_key)

    def rotate(self) -> None:
        """A new key."""
        self.key = _new_key()

    def token(self, claims: Claims, redirect_uri: str) -> str:
        """Claims as this provider gives them: signed, and encrypted if the profile says so."""
        header = {"alg": "RS256", "kid": self.key.kid, "typ": "JWT"}
        signed = jws.serialize_compact(header, json.dumps(claims).encode(), self.key)
        return self._encrypted(signed, redirect_uri) if self.profile.is_encrypted else signed

    def _encrypted(self, signed: str, redirect_uri: str) -> str:
        keys = [k for k in self.jwks_of(redirect_uri)["keys"] if k["use"] == "enc"]
        if len(keys) != 1:
            raise RefusedClientError("one key to encrypt to is expected")
        alg, enc = ENCRYPTION
        header = {"alg": alg, "enc": enc, "cty": "JWT", "kid": keys[0]["kid"]}
        return jwe.encrypt_compact(header, signed, RSAKey.import_key(keys[0]), ENCRYPTION)

    def check_client(self, client_id: str, form: Mapping[str, str], authorization: str) -> None:
        """That a client proved itself in one of the ways. Raises RefusedClientError."""
        if "client_assertion" in form:
            self._check_assertion(client_id, form)
        elif authorization.startswith("Basic "):
            pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
            _require(pair == f"{client_id}:{SECRET}")
        else:
            _require(form.get("client_secret") == SECRET)

    def _check_assertion(self, client_id: str, form: Mapping[str, str]) -> None:
        keys = [k for k in self.jwks_of(form["redirect_uri"])["keys"] if k["use"] == "sig"]
        try:
            read = jws.deserialize_compact(
                form["client_assertion"], KeySet.import_key_set({"keys": keys}), ["RS256"]
            )
        except (errors.JoseError, ValueError) as error:
            raise RefusedClientError(str(error)) from None
        claims = json.loads(read.payload or b"{}")
        _require(claims["iss"] == claims["sub"] == client_id)
        _require(claims["aud"] == f"{self.issuer}/oauth2/token")
        _require(claims["iat"] - 60 <= time.time() < claims["exp"] and bool(claims["jti"]))


def check_verifier(verifier: str, challenge: str) -> None:
    """PKCE, S256. Raises RefusedClientError."""
    digest = hashlib.sha256(verifier.encode()).digest()
    _require(base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge)


def _require(holds: bool) -> None:
    if not holds:
        raise RefusedClientError
