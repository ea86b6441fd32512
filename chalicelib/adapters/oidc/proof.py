"""How we prove at the token endpoint that it is us (OIDC Core 9)."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

from chalicelib.adapters.oidc.own_keys import OwnKeys
from chalicelib.adapters.oidc.profile import OidcClient
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock

ASSERTION_LASTS = timedelta(minutes=2)
_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

type Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class ProofOfClient:
    """Headers and form fields by which the provider knows us.

    `secret` reads the client's secret where it lies; `own_keys` sign instead of it.
    """

    client: OidcClient
    clock: Clock
    own_keys: OwnKeys | None
    secret: Callable[[], str] | None

    def __call__(self, endpoint: str) -> tuple[Fields, Fields]:
        """For a call to the token endpoint. Raises RetryableError, PermanentError."""
        match self.client.proof:
            case "none":
                return {}, {"client_id": self.client.client_id}
            case "private_key_jwt":
                return {}, self._signed(endpoint)
            case "client_secret_post":
                return {}, {"client_id": self.client.client_id, "client_secret": self._secret()}
        pair = f"{quote(self.client.client_id, safe='')}:{quote(self._secret(), safe='')}"
        return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}, {}

    def _signed(self, endpoint: str) -> Fields:
        if self.own_keys is None:
            raise PermanentError("signing in needs keys of our own")
        return {
            "client_id": self.client.client_id,
            "client_assertion_type": _BEARER,
            "client_assertion": _assertion(
                self.client.client_id, endpoint, self.clock.now(), self.own_keys
            ),
        }

    def _secret(self) -> str:
        if self.secret is None:
            raise PermanentError("signing in needs a client secret")
        return self.secret()


def _assertion(client_id: str, audience: str, now: datetime, own_keys: OwnKeys) -> str:
    """A token that says who we are, good for two minutes and once (RFC 7523)."""
    from joserfc import jws  # noqa: PLC0415 - only sign-ins pay for it

    key = own_keys.signing()
    claims: Mapping[str, object] = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "jti": str(uuid4()),
        "iat": int(now.timestamp()),
        "exp": int((now + ASSERTION_LASTS).timestamp()),
    }
    header = {"alg": "RS256", "typ": "JWT", "kid": key.kid}
    return jws.serialize_compact(header, json.dumps(claims).encode(), key)
