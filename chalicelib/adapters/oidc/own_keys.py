"""Our own keys at identity providers: one to sign who we are, one to decrypt what they send.

A municipality has two parameters, `…/sig` and `…/enc`: a JSON list, the newest first, of
`{"kid": "…", "since": "…", "key": "…"}` with an instant in UTC and a private RSA key as PKCS #8 in
base64. `ops rotate sign-in` renews them; two of each overlap while it does.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

KNOWN_FOR = timedelta(hours=24)
"""How long a provider may keep our public keys; itsme asks for 30 minutes to 24 hours."""

type Use = Literal["sig", "enc"]
ALGORITHM: dict[Use, str] = {"sig": "RS256", "enc": "RSA-OAEP-256"}


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A private key of ours, in use from `since` on; `der` is PKCS #8."""

    kid: str
    since: datetime
    der: bytes = field(repr=False)


def encode(keys: Sequence[OwnKey]) -> str:
    """As the parameter holds them, whatever their order."""
    return json.dumps(
        [
            {"kid": k.kid, "since": k.since.isoformat(), "key": base64.b64encode(k.der).decode()}
            for k in sorted(keys, key=lambda key: key.since, reverse=True)
        ],
        separators=(",", ":"),
    )


def decode(text: str) -> tuple[OwnKey, ...]:
    """What the parameter holds, the newest first. Raises PermanentError without quoting it."""
    try:
        read = [
            OwnKey(k["kid"], datetime.fromisoformat(k["since"]), base64.b64decode(k["key"]))
            for k in json.loads(text)
        ]
        return tuple(sorted(read, key=lambda key: key.since, reverse=True))
    except (KeyError, TypeError, ValueError):
        raise PermanentError("our keys for signing in can't be read") from None


class OwnKeys:
    """The keys of one municipality; `read` gives the text of one of its parameters by use."""

    def __init__(self, read: Callable[[Use], str], clock: Clock) -> None:
        self._kept = {use: RefreshingValue(partial(_read, read, use), clock) for use in ALGORITHM}
        self._clock = clock

    def signing(self) -> "RSAKey":
        """The key that signs now. Raises RetryableError, PermanentError."""
        return _loaded(_in_force(self._kept["sig"](), self._clock.now()))

    def decrypting(self, kid: object) -> "RSAKey":
        """The key that something was encrypted to; without a name, the one that we publish.

        Raises RetryableError, PermanentError.
        """
        keys = self._kept["enc"]()
        named = next((key for key in keys if key.kid == kid), None)
        return _loaded(named or _in_force(keys, self._clock.now()))

    def published(self) -> dict[str, list[dict[str, Any]]]:
        """The public keys (RFC 7517).

        Of signing keys also the next one, and the one before for as long as somebody may meet what
        it signed; of decrypting keys the one in force alone, so that nobody uses an old one.
        """
        now = self._clock.now()
        signing = [_public("sig", key) for key in _met(self._kept["sig"](), now)]
        return {"keys": [*signing, _public("enc", _in_force(self._kept["enc"](), now))]}


def _read(read: Callable[[Use], str], use: Use) -> tuple[OwnKey, ...]:
    return decode(read(use))


def _in_force(keys: Sequence[OwnKey], now: datetime) -> OwnKey:
    """The newest that has begun; before any has, the oldest."""
    if not keys:
        raise PermanentError("there are no keys for signing in: ops rotate sign-in makes them")
    return next((key for key in keys if key.since <= now), keys[-1])


def _met(keys: Sequence[OwnKey], now: datetime) -> list[OwnKey]:
    """Those that begin later, the one in force, and the one before it for a day."""
    current = _in_force(keys, now)
    later = [key for key in keys if key.since > current.since]
    before = [key for key in keys if key.since < current.since]
    overlaps = now < current.since + KNOWN_FOR
    return [*later, current, *(before[:1] if overlaps else ())]


def _public(use: Use, key: OwnKey) -> dict[str, Any]:
    public = dict(_loaded(key).as_dict(private=False))
    return {**public, "kid": key.kid, "use": use, "alg": ALGORITHM[use]}


@lru_cache(maxsize=16)
def _loaded(key: OwnKey) -> "RSAKey":
    from cryptography.hazmat.primitives.serialization import load_der_private_key  # noqa: PLC0415
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - only sign-ins pay for it

    private = load_der_private_key(key.der, None)
    return RSAKey.import_key(private, {"kid": key.kid})  # type: ignore[arg-type]
